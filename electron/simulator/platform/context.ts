import type { Drs } from '../models/drs';
import type { Principal } from '../models/drs-types';
import type { Runs } from '../models/runs';
import type { FaultSwitches } from '../scenario/faults';
import type { Orchestrator, Scenario } from '../scenario/schema';
import type { Buses, Chance, Functions, SimulatedTime, Tables, Topics } from '../world';
import type { Executions } from './executions';
import type { FunctionRun } from './function-run';
import type { Names } from './names';

/** What the platform acts on: the models of the simulated cloud, and the scenario's data. */
export interface PlatformContext {
  readonly scenario: Scenario;
  readonly names: Names;
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly tables: Tables;
  readonly topics: Topics;
  readonly buses: Buses;
  readonly functions: Functions;
  readonly drs: Drs;
  readonly runs: Runs;
  readonly faults: FaultSwitches;
  readonly executions: Executions;
  /** Told of the calls the platform itself makes, as far as a fault shows in them. */
  readonly record: (call: PlatformCall) => void;
  /** Told of every invocation of the platform's functions. */
  readonly invoked: (run: FunctionRun) => void;
  /** Ids of executions still to be given out. */
  readonly executionIds: string[];
}

/** A call made by the platform's own role. */
export interface PlatformCall {
  readonly service: 'dynamodb';
  readonly operation: 'Query' | 'Scan';
  /** Null when it succeeded, else the error code. */
  readonly error: string | null;
}

/** How the platform's role appears in a target account. */
export function orchestrationPrincipal(accountId: string): Principal {
  return { accountId, arn: `arn:aws:sts::${accountId}:assumed-role/DRSOrchestrationRole/drs-orchestration` };
}

/** Number of an execution in this trace, from 1 in order of start. */
export function runNumber(context: PlatformContext, executionId: string): number {
  return context.executions.ids().indexOf(executionId) + 1;
}

/** Milliseconds from the end of the wait to the poll's reading, for one wave of one run. */
export function pollMs(context: PlatformContext, executionId: string, wave: number): number {
  const { polls, poll } = context.scenario.orchestrator;
  const run = runNumber(context, executionId);
  return ms(polls.find((each) => each.run === run && each.wave === wave)?.seconds ?? poll);
}

/** What the function dies of that polls one wave of one run; undefined where it lives. */
export function deathOf(context: PlatformContext, executionId: string, wave: number): Orchestrator['deaths'][number] | undefined {
  const run = runNumber(context, executionId);
  return context.scenario.orchestrator.deaths.find((each) => each.run === run && each.wave === wave);
}

export function stepMs(context: PlatformContext, step: Exclude<keyof Orchestrator, 'polls' | 'deaths'>): number {
  return ms(context.scenario.orchestrator[step]);
}

function ms(seconds: number): number {
  return Math.round(seconds * 1000);
}
