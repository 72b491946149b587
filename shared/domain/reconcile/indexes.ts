import type { ExecutionId, ServerId } from '../primitives';
import type { ConsoleState } from '../state';
import { type ItemStanding, itemStanding, upper } from './words';

/** Which execution a job belongs to; `waveNumber` is null for a job that terminates its instances. */
export interface JobOwner {
  readonly executionId: ExecutionId;
  readonly waveNumber: number | null;
}

/** Records of the state are never mutated, so an index made from one holds as long as the record does. */
const jobIndexes = new WeakMap<ConsoleState['executions'], ReadonlyMap<string, JobOwner>>();
const instanceIndexes = new WeakMap<ConsoleState['instances'], ReadonlyMap<string, readonly string[]>>();

/** Owner of each job, by job id. */
export function indexJobs(executions: ConsoleState['executions']): ReadonlyMap<string, JobOwner> {
  const held = jobIndexes.get(executions);
  if (held !== undefined) return held;
  const index = new Map<string, JobOwner>();
  for (const facts of Object.values(executions)) {
    const { executionId } = facts;
    for (const jobId of facts.item?.fact.terminateJobIds ?? []) index.set(jobId, { executionId, waveNumber: null });
    for (const wave of Object.values(facts.waves)) {
      if (wave.jobId !== null) index.set(wave.jobId, { executionId, waveNumber: wave.waveNumber });
    }
  }
  jobIndexes.set(executions, index);
  return index;
}

/** Ids of existing recovery instances by the job that launched them. */
export function indexInstances(instances: ConsoleState['instances']): ReadonlyMap<string, readonly string[]> {
  const held = instanceIndexes.get(instances);
  if (held !== undefined) return held;
  const index = new Map<string, string[]>();
  for (const { fact } of Object.values(instances)) {
    if (fact.jobId === null) continue;
    const ids = index.get(fact.jobId) ?? [];
    ids.push(fact.recoveryInstanceId);
    index.set(fact.jobId, ids);
  }
  instanceIndexes.set(instances, index);
  return index;
}

const memberIndexes = new WeakMap<ConsoleState['executions'], ReadonlyMap<string, readonly ExecutionId[]>>();
const openStandings: ReadonlySet<ItemStanding> = new Set<ItemStanding>(['pending', 'active', 'paused', 'cancelling']);

/** Whether an item in these words says that its execution goes on. */
export function isOpenStanding(standing: ItemStanding): boolean {
  return openStandings.has(standing);
}

/** Executions that go on, as their items say, by the servers of their waves. */
export function indexOpenMembers(executions: ConsoleState['executions']): ReadonlyMap<string, readonly ExecutionId[]> {
  const held = memberIndexes.get(executions);
  if (held !== undefined) return held;
  const index = new Map<string, ExecutionId[]>();
  for (const { executionId, item, waves } of Object.values(executions)) {
    if (item === null || !isOpenStanding(itemStanding(item.fact.status))) continue;
    const servers = new Set(
      Object.values(waves).flatMap((wave) => [...wave.serverIds, ...wave.servers.map(({ sourceServerId }) => sourceServerId)]),
    );
    for (const server of servers) index.set(server, [...(index.get(server) ?? []), executionId]);
  }
  memberIndexes.set(executions, index);
  return index;
}

const planIndexes = new WeakMap<ConsoleState['executions'], ReadonlyMap<string, ExecutionId>>();

/** The execution of each plan that goes on, as its item says: the platform starts no second one beside it. */
export function indexOpenPlans(executions: ConsoleState['executions']): ReadonlyMap<string, ExecutionId> {
  const held = planIndexes.get(executions);
  if (held !== undefined) return held;
  const index = new Map<string, ExecutionId>();
  for (const { executionId, item } of Object.values(executions)) {
    if (item !== null && isOpenStanding(itemStanding(item.fact.status))) index.set(item.fact.planId, executionId);
  }
  planIndexes.set(executions, index);
  return index;
}

type JobsIn = ReadonlyMap<string, readonly (readonly ServerId[])[]>;
const jobsUnderWay = new WeakMap<ConsoleState['jobs'], JobsIn>();

/** The servers of each DRS job that has not ended, by `account region`. */
export function indexJobsUnderWay(jobs: ConsoleState['jobs']): JobsIn {
  const held = jobsUnderWay.get(jobs);
  if (held !== undefined) return held;
  const index = new Map<string, (readonly ServerId[])[]>();
  for (const { job } of Object.values(jobs)) {
    const { accountId, region, status, servers } = job.fact;
    if (upper(status) === 'COMPLETED') continue;
    const place = `${accountId} ${region}`;
    const known = index.get(place) ?? [];
    known.push(servers.map(({ sourceServerId }) => sourceServerId));
    index.set(place, known);
  }
  jobsUnderWay.set(jobs, index);
  return index;
}
