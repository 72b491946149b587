import { z } from 'zod';
import type { Play } from '../../shared/domain/training/listing';
import { err, ok, type Result } from '../../shared/lib/result';
import { unreachable } from '../../shared/lib/unreachable';
import type { BeginsWith, PlayProblem, TrainingPort } from '../engine/training/training-port';
import { trainingListing } from '../simulator/scenario/training-list';
import { readSettings, type SimulatorProblem } from '../simulator/settings';
import type { ConsoleFlags } from './flags';
import { callSimulator } from './simulator-control';

const Faults = z.object({ platform: z.record(z.string(), z.boolean()), wire: z.array(z.string()) });
const Injected = z.object({ events: z.array(z.string()) });
const Refusal = z.object({ message: z.string() });

interface TrainingOptions {
  /** Address of the simulator. */
  readonly url: string;
  /** Whether the simulator is this console's own; another's scenario was chosen when it was started. */
  readonly own: boolean;
  readonly begins: BeginsWith | null;
}

/** What can be practised in a rehearsal: scenarios through the host, faults and incidents through the simulator's control. */
export function createTrainingPort({ url, own, begins }: TrainingOptions): TrainingPort {
  return {
    listing: trainingListing,
    fixed: own
      ? null
      : 'This rehearsal follows a simulator that was started apart. Start that with another --scenario, or this console with --rehearse.',
    journalStays: !own,
    begins,
    check: checkPlay,
    async faults() {
      const reply = await ask(url, 'faults', Faults);
      if (!reply.ok) return reply;
      const { platform, wire } = reply.value;
      return ok([...Object.keys(platform).filter((name) => platform[name]), ...wire]);
    },
    async setFault(name, on) {
      const reply = await ask(url, 'fault', Faults, { name, on });
      return reply.ok ? ok(null) : reply;
    },
    async inject(incident) {
      const reply = await ask(url, 'security', Injected, incident);
      return reply.ok ? ok(reply.value.events) : reply;
    },
  };
}

/** The flags of a console that plays something else from now on. */
export function flagsOf(flags: ConsoleFlags, play: Play): ConsoleFlags {
  return {
    ...flags,
    rehearse: play.scenario,
    variant: play.variant ?? undefined,
    fault: play.faults,
    speed: play.speed,
    seed: play.seed ?? undefined,
    operator: play.operator,
  };
}

function checkPlay(play: Play): Result<null, PlayProblem> {
  // A name is chosen from afar; files are for whoever starts the console.
  if (/[/\\]|\.json$/.test(play.scenario)) return err({ field: 'scenario', message: 'must be the name of a scenario, no file' });
  const { scenario, variant, faults, speed, seed, operator } = play;
  const read = readSettings({ scenario, variant: variant ?? undefined, faults, speed, seed: seed ?? undefined, operator });
  return read.ok ? ok(null) : err({ field: fieldOf(read.error.code), message: read.error.message });
}

function fieldOf(code: SimulatorProblem['code']): keyof Play {
  switch (code) {
    case 'variant.unknown':
      return 'variant';
    case 'fault.unknown':
      return 'faults';
    case 'speed.invalid':
      return 'speed';
    case 'scenario.unknown':
    case 'scenario.invalid':
    case 'policy.unknown':
    case 'start.invalid':
    case 'past.invalid':
    case 'port.taken':
      return 'scenario';
    default:
      return unreachable(code);
  }
}

/** One call of the control, with what it answers read; whatever goes wrong is one sentence. */
async function ask<S extends z.ZodType>(
  url: string,
  what: string,
  schema: S,
  body?: unknown,
): Promise<Result<z.output<S>, string>> {
  try {
    const reply = await callSimulator(url, what, body);
    const answer: unknown = await reply.json();
    if (!reply.ok) return err(Refusal.safeParse(answer).data?.message ?? `The simulator answered ${reply.status}.`);
    const parsed = schema.safeParse(answer);
    return parsed.success ? ok(parsed.data) : err(`The simulator answered something else: ${z.prettifyError(parsed.error)}`);
  } catch (error) {
    return err(`The simulator does not answer: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
