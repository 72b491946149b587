import { err, ok, type Result } from '../../shared/lib/result';
import { type Callers, createCallers } from './callers';
import { seededChance } from './chance';
import { machineWall, type SimulatedClock } from './clock';
import { createControl } from './control';
import { orchestrationPrincipal } from './platform/context';
import { offsetMs } from './scenario/schema';
import { type PlayOptions, readSettings, type Settings, type SimulatorProblem } from './settings';
import { createSignIns, type SignIns } from './sign-ins';
import { buildWorld, hasEnded, type SimulatedWorld } from './simulated-world';
import { type CallRecorder, createCallRecorder } from './wire/calls';
import { startWire, type Wire } from './wire/server';
import type { Wall } from './world';

export interface SimulatorOptions extends PlayOptions {
  /** 0 (the default) picks a free one. */
  readonly port?: number;
  readonly wall?: Wall;
  /** The first trace stands at its first instant until `/_sim/resume`, so that a console can set itself up before anything happens. */
  readonly held?: boolean;
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

/** Starts the simulated AWS with a scenario in it. */
export async function startSimulator(options: SimulatorOptions): Promise<Result<Simulator, SimulatorProblem>> {
  const settings = readSettings(options);
  if (!settings.ok) return settings;
  const { wall = machineWall, onBug = () => undefined, port = 0 } = options;
  const stage = openStage(settings.value, wall, onBug);
  const control = createControl({
    world: stage.world,
    settings: settings.value,
    calls: stage.recorder.counts,
    restart: stage.restart,
    approve: stage.approve,
    signIns: stage.signIns,
    about: () => aboutTrace(settings.value, stage.world()),
  });
  const wire = await openWire(port, () =>
    startWire({
      services: () => stage.world().services,
      port,
      wall,
      chance: seededChance(`${settings.value.seed}:wire`),
      callers: stage.callers,
      faults: settings.value.wireFaults,
      enforce: settings.value.enforce,
      record: stage.recorder.record,
      answered: (call) => stage.world().trailed(call),
      control,
      onBug,
    }),
  );
  if (!wire.ok) {
    stage.world().clock.stop();
    return wire;
  }
  stage.openAt(wire.value.url);
  if (options.held !== true) stage.world().clock.resume();
  return ok({
    url: wire.value.url,
    port: wire.value.port,
    clock: () => stage.world().clock,
    world: stage.world,
    restart: stage.restart,
    async stop() {
      stage.world().clock.stop();
      await wire.value.stop();
    },
  });
}

interface Stage {
  readonly world: () => SimulatedWorld;
  readonly recorder: CallRecorder;
  readonly callers: Callers;
  readonly signIns: SignIns;
  readonly restart: () => void;
  /** Somebody confirmed the sign-in: callers act with MFA from now on. */
  readonly approve: () => void;
  /** Where the services are reached; queue URLs begin with it. */
  readonly openAt: (url: string) => void;
}

/** Holds the world of the current trace, at first standing still, and what outlives it: callers, call counts, settings. */
function openStage(settings: Settings, wall: Wall, onBug: (problem: unknown) => void): Stage {
  const { seed, scenario } = settings;
  let url = '';
  let isApproved = false;
  const issued = createCallers(wall, seededChance(`${seed}:callers`));
  const callers: Callers = {
    ...issued,
    resolve(key) {
      const caller = issued.resolve(key);
      return caller.ok && isApproved ? ok({ ...caller.value, mfa: true }) : caller;
    },
  };
  const signIns = createSignIns({
    wall,
    chance: seededChance(`${seed}:sign-ins`),
    callers: issued,
    accounts: [
      { id: scenario.platform.accountId, name: 'dr-platform' },
      ...scenario.targets.map(({ accountId, accountName }) => ({ id: accountId, name: accountName })),
    ],
  });
  const begin = () => {
    const start = settings.start ?? Math.floor(wall.now() / 1000) * 1000;
    return buildWorld({ settings, start, wall, callers, signIns, endpoint: () => url, record: recordOwn, onBug });
  };
  let world = begin();
  const recorder = createCallRecorder(() => world.clock.now());
  const region = scenario.platform.region;
  const caller = orchestrationPrincipal(scenario.platform.accountId).arn;
  function recordOwn(call: { readonly service: string; readonly operation: string; readonly error: string | null }): void {
    recorder.record({ ...call, region, caller });
  }
  return {
    world: () => world,
    recorder,
    callers,
    signIns,
    restart() {
      const before = world;
      before.clock.stop();
      world = begin();
      // Consoles in a long poll hear at once that their queue is gone, and not after twenty seconds.
      before.cloud.close();
      world.clock.resume();
    },
    approve() {
      isApproved = true;
    },
    openAt(address) {
      url = address;
    },
  };
}

function aboutTrace(settings: Settings, world: SimulatedWorld): Readonly<Record<string, unknown>> {
  const { scenario, variant, operator, seed } = settings;
  const end = world.clock.start + offsetMs(scenario, scenario.traceEnd);
  return { scenario: scenario.name, title: scenario.title, variant, operator, seed, ended: hasEnded(world, end, operator) };
}

async function openWire(port: number, start: () => Promise<Wire>): Promise<Result<Wire, SimulatorProblem>> {
  try {
    return ok(await start());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return err({ code: 'port.taken', message: `Port ${port} is taken.`, next: 'Choose another with --port, or 0 for any.' });
  }
}
