import { changedKeys } from '../changed-keys';
import type { ServerId } from '../primitives';
import type { ConsoleState } from '../state';
import { indexJobs } from './indexes';

/** What differs between two states, by key. */
export interface Differences {
  readonly executions: readonly string[];
  readonly jobs: readonly string[];
  readonly servers: readonly string[];
  /** Servers whose name is new or different: names are shown far from their server. */
  readonly renamed: ReadonlySet<string>;
  readonly instances: readonly string[];
  readonly plans: readonly string[];
  readonly groups: readonly string[];
  readonly launchesTold: readonly string[];
  readonly replicationTold: readonly string[];
  readonly contexts: readonly string[];
  readonly hasNewTroubles: boolean;
}

export function differencesOf(before: ConsoleState, after: ConsoleState): Differences {
  const servers = changedKeys(before.servers, after.servers);
  return {
    executions: changedKeys(before.executions, after.executions),
    jobs: changedKeys(before.jobs, after.jobs),
    servers,
    renamed: new Set(servers.filter((id) => before.servers[id]?.fact.name !== after.servers[id]?.fact.name)),
    instances: changedKeys(before.instances, after.instances),
    plans: changedKeys(before.plans, after.plans),
    groups: changedKeys(before.groups, after.groups),
    launchesTold: changedKeys(before.launchesTold, after.launchesTold),
    replicationTold: changedKeys(before.replicationTold, after.replicationTold),
    contexts: changedKeys(before.contexts, after.contexts),
    hasNewTroubles: before.troubles !== after.troubles,
  };
}

/** Executions that must be reconciled anew. `members` are the servers each had when it was last reconciled. */
export function affectedExecutions(
  { executions, jobs, instances, plans, groups, launchesTold, renamed, contexts }: Differences,
  before: ConsoleState,
  after: ConsoleState,
  members: ReadonlyMap<string, readonly ServerId[]>,
): ReadonlySet<string> {
  if (groups.length + contexts.length > 0) return new Set([...Object.keys(after.executions), ...executions]);
  const affected = new Set(executions);
  const owners = indexJobs(after.executions);
  const addOwner = (jobId: string | null | undefined) => {
    const owner = jobId === null || jobId === undefined ? undefined : owners.get(jobId);
    if (owner !== undefined) affected.add(owner.executionId);
  };
  for (const id of jobs) addOwner(id);
  for (const id of instances) {
    addOwner(before.instances[id]?.fact.jobId);
    addOwner(after.instances[id]?.fact.jobId);
  }
  for (const key of launchesTold) addOwner(key.slice(0, key.indexOf('/')));
  if (plans.length > 0) {
    for (const facts of Object.values(after.executions)) {
      if (facts.item !== null && plans.includes(facts.item.fact.planId)) affected.add(facts.executionId);
    }
  }
  if (renamed.size > 0) {
    for (const [executionId, servers] of members) if (servers.some((id) => renamed.has(id))) affected.add(executionId);
  }
  return affected;
}
