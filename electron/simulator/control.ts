import { z } from 'zod';
import { MAX_SPEED, MIN_SPEED } from './clock';
import { switchFault } from './scenario/fault-name';
import { SecurityIncident } from './security';
import type { Settings } from './settings';
import type { SignIns } from './sign-ins';
import type { SimulatedWorld } from './simulated-world';
import type { CallCount } from './wire/calls';
import type { ControlHandler, ControlReply, ControlRequest } from './wire/control';

export interface ControlOptions {
  readonly world: () => SimulatedWorld;
  /** What is switched during a trace is written here, and holds in the next one. */
  readonly settings: Settings;
  readonly calls: () => readonly CallCount[];
  readonly restart: () => void;
  readonly approve: () => void;
  readonly signIns: SignIns;
  readonly about: () => Readonly<Record<string, unknown>>;
}

const Speed = z.object({ speed: z.number().min(MIN_SPEED).max(MAX_SPEED) });
const Step = z.object({ seconds: z.number().positive().max(86_400) });
const Approval = z.object({ userCode: z.string().optional(), refuse: z.boolean().default(false) }).prefault({});
const FaultSwitch = z.object({ name: z.string(), on: z.boolean().default(true) });

/** What one path does; the reply is the body of a 200, or a whole reply. */
type Act = (request: ControlRequest) => ControlReply;

/**
 * The simulator's own API under `/_sim/`. Every change of time answers the clock's new reading.
 *
 *     GET  clock · calls · faults · played · post (mail, SMS and web hooks SNS sent) · mail (what SES took)        POST pause · resume · step {seconds} · speed {speed}
 *     POST fault {name, on} · approve {userCode?, refuse?} · restart        GET device (sign-ins that wait)
 *     POST security {kind, event?, account?, region?, count?} (what CloudTrail would tell of)
 */
export function createControl(options: ControlOptions): ControlHandler {
  const clock = () => ok({ ...options.world().clock.reading(), ...options.about() });
  const acts: Readonly<Record<string, Act>> = {
    'GET clock': clock,
    'POST pause': () => {
      options.world().clock.pause();
      return clock();
    },
    'POST resume': () => {
      options.world().clock.resume();
      return clock();
    },
    'POST step': taking(Step, ({ seconds }) => {
      options.world().clock.step(seconds);
      return clock();
    }),
    'POST speed': taking(Speed, ({ speed }) => {
      options.world().clock.setSpeed(speed);
      options.settings.speed = speed;
      return clock();
    }),
    'POST fault': taking(FaultSwitch, ({ name, on }) => setFault(options, name, on)),
    'GET faults': () => faults(options),
    'POST approve': taking(Approval, (approval) => approve(options, approval)),
    'GET device': ({ query }) => device(options.signIns, query.get('user_code')),
    'POST security': taking(SecurityIncident, (incident) => {
      const events = options.world().inject(incident);
      if (events.length === 0)
        return { status: 400, body: { message: `${incident.kind} knows no ${incident.event}`, field: 'event' } };
      return ok({ kind: incident.kind, events });
    }),
    'GET post': () =>
      ok({
        items: options
          .world()
          .cloud.post.letters()
          .map(({ at, ...letter }) => ({ at: new Date(at).toISOString(), ...letter })),
      }),
    'GET mail': () =>
      ok({
        items: options
          .world()
          .cloud.mails.sent()
          .map(({ at, ...mail }) => ({ at: new Date(at).toISOString(), ...mail })),
      }),
    'GET calls': () => ok({ items: options.calls() }),
    'GET played': () =>
      ok({ items: options.world().played.map(({ act, at, reply }) => ({ at: new Date(at).toISOString(), act, reply })) }),
    'POST restart': () => {
      options.restart();
      return clock();
    },
  };
  return (request) => {
    const act = acts[`${request.method} ${request.path}`];
    if (act !== undefined) return act(request);
    const methods = Object.keys(acts).filter((key) => key.endsWith(` ${request.path}`));
    if (methods.length > 0)
      return {
        status: 405,
        body: { message: `/_sim/${request.path} takes ${methods.map((key) => key.split(' ')[0]).join(', ')}` },
      };
    return { status: 404, body: { message: `/_sim/${request.path} is unknown; known are ${Object.keys(acts).join(', ')}` } };
  };
}

function taking<Schema extends z.ZodType>(schema: Schema, act: (input: z.output<Schema>) => ControlReply): Act {
  return ({ body }) => {
    const parsed = schema.safeParse(body);
    return parsed.success ? act(parsed.data) : { status: 400, body: { message: z.prettifyError(parsed.error) } };
  };
}

/** Somebody answers what waits for them: device codes, and the question for a second factor. */
function approve(options: ControlOptions, { userCode, refuse }: z.output<typeof Approval>): ControlReply {
  const decision = refuse ? 'refused' : 'approved';
  const userCodes = options.signIns.decide(decision, userCode);
  if (userCode !== undefined && userCodes.length === 0)
    return { status: 404, body: { message: `no sign-in waits for ${userCode}`, field: 'userCode' } };
  if (!refuse && userCode === undefined) options.approve();
  return ok({ approved: !refuse, userCodes });
}

/** The page a sign-in sends people to. Looking at it confirms nothing. */
function device(signIns: SignIns, userCode: string | null): ControlReply {
  const waiting = signIns.pending().filter((code) => userCode === null || code === userCode);
  return ok({ waiting, next: 'POST /_sim/approve {"userCode"} confirms a sign-in, with {"refuse": true} it is refused.' });
}

function setFault(options: ControlOptions, name: string, on: boolean): ControlReply {
  const isKnown = switchFault(name, on, {
    wire: options.settings.wireFaults,
    platform(fault, wanted) {
      options.world().faults.set(fault, wanted);
      options.settings.platformFaults[fault] = wanted;
    },
  });
  return isKnown ? faults(options) : { status: 400, body: { message: `there is no fault ${name}`, field: 'name' } };
}

function faults({ world, settings }: ControlOptions): ControlReply {
  return ok({ platform: world().faults.all(), wire: settings.wireFaults.active() });
}

function ok(body: unknown): ControlReply {
  return { status: 200, body };
}
