import type { Drs } from '../models/drs';
import type { DrsPlanner } from '../models/drs-types';
import { createRuns, type Runs } from '../models/runs';
import type { FaultSwitches } from '../scenario/faults';
import { scenarioPlanner } from '../scenario/planner';
import type { Scenario } from '../scenario/schema';
import type { Buses, Cancel, Chance, Functions, SimulatedTime, Tables, Topics } from '../world';
import { syncInstances, syncInventory } from './caches';
import { orchestrationPrincipal, type PlatformCall, type PlatformContext, stepMs } from './context';
import { definitionText } from './definition';
import { publishEvents } from './events';
import { createExecutions } from './executions';
import { printed } from './function-logs';
import type { FunctionRun } from './function-run';
import { handleInvocation } from './handler';
import type { PlainObject } from './marshal';
import { platformNames } from './names';
import { createPoller, type Poller } from './poller';
import { orchestrate } from './program';
import { createTables, seedDrs, seedTables } from './seed';

const MINUTE_MS = 60_000;
const HANDLER_MS = 180;

/** What the platform lives in. */
export interface PlatformWorld {
  readonly time: SimulatedTime;
  /** A stream of chance for each name: what one part draws does not shift another. */
  readonly chance: (part: string) => Chance;
  readonly topics: Topics;
  readonly buses: Buses;
  readonly tables: Tables;
  readonly functions: Functions;
  readonly faults: FaultSwitches;
  /** Hears of calls the platform makes itself. */
  readonly record: (call: PlatformCall) => void;
  /** Hears of every invocation of the platform's functions. */
  readonly invoked: (run: FunctionRun) => void;
  /** Courses of DRS jobs, where they are not those of the scenario. */
  readonly planner?: DrsPlanner;
}

export interface Platform {
  readonly context: PlatformContext;
  readonly drs: Drs;
  readonly runs: Runs;
  /** The execution-handler Lambda, invoked directly. */
  invoke(payload: unknown): PlainObject;
}

/** Deploys the orchestration platform of `scenario` into the simulated cloud and starts its schedules. */
export function createPlatform(scenario: Scenario, world: PlatformWorld): Platform {
  const { time, tables } = world;
  const names = platformNames(scenario.platform);
  createTables(tables, names);
  const drs = seedDrs(scenario, time, world.chance('drs'), world.planner ?? scenarioPlanner(scenario, world.chance('planner')));
  const runs = createRuns(time);
  const context: PlatformContext = {
    ...world,
    scenario,
    names,
    chance: world.chance('platform'),
    drs,
    runs,
    executions: createExecutions(tables, names),
    executionIds: [...scenario.ids.executions],
  };
  for (const topic of ['execution-notifications', 'drs-alerts', 'execution-pause'])
    world.topics.create(names.account, names.region, names.topicName(topic));
  runs.addMachine({
    arn: names.machineArn,
    name: names.machine,
    roleArn: names.role,
    createdAt: time.now() - 30 * 24 * 60 * MINUTE_MS,
    definition: definitionText(names),
    program: (run) => orchestrate(context, run),
  });
  seedTables(context);
  publishEvents(context);
  const poll = createPoller(context);
  startSchedules(context, poll);
  const handle = (payload: unknown, callerArn: string) => {
    const reply = handleInvocation(context, payload, callerArn, poll);
    noteHandler(context, printed(payload, reply));
    return reply;
  };
  world.functions.register(names.account, names.region, names.functionName('execution-handler'), handle);
  // They are there, but what they do is part of the machine's program.
  for (const suffix of ['dr-orch-sf', 'query-handler', 'data-management-handler', 'frontend-deployer'])
    world.functions.register(names.account, names.region, names.functionName(suffix), () => ({ statusCode: 200 }));
  // What people do in the platform's own UI goes through its API, whose caller is the platform itself.
  const invoke = (payload: unknown) => handle(payload, orchestrationPrincipal(names.account).arn);
  return { context, drs, runs, invoke };
}

/** The execution-handler answers within moments; only CloudWatch is told how long it took. */
function noteHandler(context: PlatformContext, lines: FunctionRun['lines']): void {
  const at = context.time.now();
  context.invoked({ suffix: 'execution-handler', startedAt: at, endedAt: at + HANDLER_MS, lines, isFailed: false });
}

/** The platform's EventBridge schedules. A pass costs nothing while there is nothing to do. */
function startSchedules(context: PlatformContext, poll: Poller): void {
  const seen = new Map<string, string>();
  every(context.time, stepMs(context, 'pollerOffset'), MINUTE_MS, () => {
    poll();
    noteHandler(context, ['🔍 Polling for active executions']);
  });
  every(context.time, 0, 5 * MINUTE_MS, () => syncInstances(context));
  every(context.time, 0, 15 * MINUTE_MS, () => syncInventory(context, seen));
}

function every(time: SimulatedTime, first: number, period: number, act: () => void): Cancel {
  let cancel: Cancel = () => undefined;
  const schedule = (at: number) => {
    cancel = time.at(at, () => {
      act();
      schedule(at + period);
    });
  };
  schedule(time.now() + first);
  return () => cancel();
}
