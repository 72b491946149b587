import { err, ok, type Result } from '../../shared/lib/result';
import { createCallers } from './callers';
import { seededChance } from './chance';
import { MAX_SPEED, MIN_SPEED, machineWall, type SimulatedClock } from './clock';
import { createControl } from './control';
import { createFaults } from './faults';
import { allowAll } from './policy/enforcer';
import { enforceShipped, readPolicyNames } from './policy/shipped';
import { switchFault } from './scenario/fault-name';
import { loadScenario } from './scenario/load';
import { offsetMs } from './scenario/schema';
import type { Operator } from './scenario/script';
import { SERVICE_IDS } from './services/registry';
import { buildWorld, hasEnded, type SimulatedWorld } from './simulated-world';
import { createCallRecorder } from './wire/calls';
import { startWire } from './wire/server';
import type { Wall } from './world';

export interface SimulatorOptions {
  /** 0 (the default) picks a free one. */
  readonly port?: number;
  /** Name, file or generator: `payroll-drill`, `./my-drill.json`, `fleet?servers=400&executions=20`. */
  readonly scenario: string;
  readonly variant?: string | undefined;
  /** Simulated seconds per wall second, 1 to 600; default 60. */
  readonly speed?: number | undefined;
  readonly seed?: string | undefined;
  /** `H6`, `no-H6`, `drs:throttle`, `sqs:duplicate`. */
  readonly faults?: readonly string[];
  /** Default `script`. */
  readonly operator?: Operator | undefined;
  /** Names of shipped policies to enforce; none enforces nothing. */
  readonly policy?: readonly string[];
  /** Simulated instant of the trace's start, ISO 8601; default is the wall's, in whole seconds. */
  readonly start?: string | undefined;
  readonly wall?: Wall;
  /** Told of exceptions that are bugs of the simulator. */
  readonly onBug?: (problem: unknown) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`: the endpoint for every AWS client, and of `/_sim/`. */
  readonly url: string;
  readonly port: number;
  /** Of the current trace: a restart makes a new one. */
  readonly clock: () => SimulatedClock;
  readonly world: () => SimulatedWorld;
  /** Builds the whole world anew and starts the trace from its beginning, with the same ids; queues and rules of consoles are gone. */
  restart(): void;
  stop(): Promise<void>;
}

export interface SimulatorProblem {
  readonly code:
    | 'scenario.unknown'
    | 'scenario.invalid'
    | 'variant.unknown'
    | 'fault.unknown'
    | 'policy.unknown'
    | 'speed.invalid'
    | 'start.invalid'
    | 'port.taken';
  readonly message: string;
  /** The next step, one sentence. */
  readonly next: string;
}

export const DEFAULT_SPEED = 60;
const SEE_LIST = 'See `tocsin simulate --list`.';

/** Starts the simulated AWS with a scenario in it. */
export async function startSimulator(options: SimulatorOptions): Promise<Result<Simulator, SimulatorProblem>> {
  const wall = options.wall ?? machineWall;
  const seed = options.seed ?? '1';
  const operator = options.operator ?? 'script';
  const loaded = loadScenario(options.scenario, options.variant);
  if (!loaded.ok) return err({ ...loaded.error, next: SEE_LIST });
  const scenario = loaded.value;
  let speed = options.speed ?? DEFAULT_SPEED;
  if (!(speed >= MIN_SPEED && speed <= MAX_SPEED))
    return err({
      code: 'speed.invalid',
      message: `Speed ${speed} is not between ${MIN_SPEED} and ${MAX_SPEED}.`,
      next: 'Choose one in between.',
    });
  const pinned = options.start === undefined ? null : Date.parse(options.start);
  if (Number.isNaN(pinned))
    return err({
      code: 'start.invalid',
      message: `${options.start} is not an instant.`,
      next: 'Write it as 2026-03-14T09:00:00Z.',
    });
  const policies = readPolicyNames((options.policy ?? []).join(',') || 'observe');
  if (!policies.ok)
    return err({
      code: 'policy.unknown',
      message: `There is no policy ${policies.error}.`,
      next: 'Known are observe, alert, setup, manage.',
    });

  const wireFaults = createFaults(SERVICE_IDS, seededChance(`${seed}:faults`));
  const platformFaults: Record<string, boolean> = {};
  for (const name of options.faults ?? []) {
    const isKnown = switchFault(name, true, {
      wire: wireFaults,
      platform: (fault, on) => {
        platformFaults[fault] = on;
      },
    });
    if (!isKnown) return err({ code: 'fault.unknown', message: `There is no fault ${name}.`, next: SEE_LIST });
  }

  let url = '';
  let approved = false;
  const issued = createCallers(wall, seededChance(`${seed}:callers`));
  const callers: typeof issued = {
    ...issued,
    resolve(key) {
      const caller = issued.resolve(key);
      return caller.ok && approved ? ok({ ...caller.value, mfa: true }) : caller;
    },
  };
  const begin = () =>
    buildWorld({
      scenario,
      operator,
      seed,
      speed,
      start: pinned ?? Math.floor(wall.now() / 1000) * 1000,
      wall,
      callers,
      wireFaults,
      platformFaults,
      endpoint: () => url,
      onBug: options.onBug ?? (() => undefined),
    });
  let world = begin();
  const restart = () => {
    world.clock.stop();
    world = begin();
  };
  const recorder = createCallRecorder(() => world.clock.now());
  const control = createControl({
    world: () => world,
    wireFaults,
    calls: recorder.counts,
    restart,
    keepSpeed: (next) => {
      speed = next;
    },
    keepFault: (fault, on) => {
      platformFaults[fault] = on;
    },
    approve: () => {
      approved = true;
    },
    about: () => ({
      scenario: scenario.name,
      title: scenario.title,
      variant: options.variant ?? null,
      operator,
      seed,
      ended: hasEnded(world, world.clock.start + offsetMs(scenario, scenario.traceEnd), operator),
    }),
  });
  try {
    const wire = await startWire({
      services: () => world.services,
      port: options.port ?? 0,
      wall,
      chance: seededChance(`${seed}:wire`),
      callers,
      faults: wireFaults,
      enforce: options.policy === undefined || options.policy.length === 0 ? allowAll : enforceShipped(policies.value),
      record: recorder.record,
      control,
      ...(options.onBug === undefined ? {} : { onBug: options.onBug }),
    });
    url = wire.url;
    return ok({
      url,
      port: wire.port,
      clock: () => world.clock,
      world: () => world,
      restart,
      async stop() {
        world.clock.stop();
        await wire.stop();
      },
    });
  } catch (error) {
    world.clock.stop();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return err({
      code: 'port.taken',
      message: `Port ${options.port} is taken.`,
      next: 'Choose another with --port, or 0 for any.',
    });
  }
}
