import type { Instant, ServerId } from '../primitives';
import { type ConsoleState, emptyState } from '../state';
import { affectedExecutions, type Differences, differencesOf } from './affected';
import { changesCapacity } from './capacity';
import type { DomainView } from './domain-view';
import { goingOn, reconcileExecution } from './execution';
import { indexInstances, isOpenStanding } from './indexes';
import { instanceOf, jobOf } from './job';
import { type Lookup, lookupIn } from './lookup';
import { patching } from './patch';
import { planOf } from './plan';
import { blocksStart, serverOf } from './replication';
import { itemStanding } from './words';

/** What was known when a view was made, kept beside it so that the next one costs only what changed. */
interface Memo {
  readonly state: ConsoleState;
  readonly members: ReadonlyMap<string, readonly ServerId[]>;
  /** Moments after which an entity looks different though no fact changed. */
  readonly executionsUntil: ReadonlyMap<string, Instant>;
  readonly serversUntil: ReadonlyMap<string, Instant>;
}

const memos = new WeakMap<DomainView, Memo>();
const blank: Memo = { state: emptyState, members: new Map(), executionsUntil: new Map(), serversUntil: new Map() };
const emptyView: DomainView = {
  contexts: {},
  plans: {},
  executions: {},
  participants: {},
  jobs: {},
  servers: {},
  instances: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
};

/**
 * Facts reconciled into what is shown, at the engine's moment `now`. With the previous view, whatever did not change keeps its object,
 * and so does the view itself when nothing changed; without it (or with one not made here) everything is made anew, and is equal.
 */
export function viewOf(state: ConsoleState, previous: DomainView | null, now: Instant): DomainView {
  const memo = (previous === null ? null : memos.get(previous)) ?? blank;
  const before = memo === blank || previous === null ? emptyView : previous;
  const differences = differencesOf(memo.state, state);
  const lookup = lookupIn(state);

  const servers = updateServers(before.servers, differences, memo, state, now);
  const plans = updatePlans(before.plans, differences, memo.state, before.servers, servers, state);
  const reconciled = updateExecutions(before, differences, memo, lookup, now);
  // Also those an execution named before: whoever is no longer named has lost its owner.
  const named = [...jobsOf(reconciled.affected, memo.state), ...jobsOf(reconciled.affected, state)];
  const jobs = updateJobs(before.jobs, differences, named, lookup);
  const instances = updateInstances(before.instances, differences, named, lookup);

  const next: DomainView = {
    contexts: state.contexts,
    plans,
    executions: reconciled.executions,
    participants: reconciled.participants,
    jobs,
    servers: servers.result,
    instances,
    notices: state.notices,
    incidents: state.incidents,
    findings: state.findings,
    malformed: state.malformed,
  };
  const view = previous !== null && memo !== blank && isSameView(previous, next) ? previous : next;
  const { members, executionsUntil } = reconciled;
  memos.set(view, { state, members, executionsUntil, serversUntil: servers.until });
  return view;
}

interface ServersUpdate {
  readonly result: DomainView['servers'];
  readonly until: ReadonlyMap<string, Instant>;
  readonly changed: ReadonlySet<string>;
}

function updateServers(
  before: DomainView['servers'],
  { servers, replicationTold }: Differences,
  memo: Memo,
  state: ConsoleState,
  now: Instant,
): ServersUpdate {
  const due = overdue(memo.serversUntil, now);
  if (servers.length + replicationTold.length + due.length === 0)
    return { result: before, until: memo.serversUntil, changed: new Set() };
  const patch = patching(before);
  const until = new Map(memo.serversUntil);
  for (const id of new Set([...servers, ...replicationTold, ...due])) {
    const seen = serverOf(id, state, now);
    until.delete(id);
    if (seen === null) patch.remove(id);
    else {
      patch.put(id, seen.server);
      if (seen.validUntil !== null) until.set(id, seen.validUntil);
    }
  }
  return { result: patch.result, until, changed: patch.changed };
}

/** Plans are few: when a server starts or stops blocking, or an execution or a job begins or ends, all of them are looked at. */
function updatePlans(
  before: DomainView['plans'],
  differences: Differences,
  stateBefore: ConsoleState,
  serversBefore: DomainView['servers'],
  servers: ServersUpdate,
  state: ConsoleState,
): DomainView['plans'] {
  const { plans, groups } = differences;
  const isReadinessNew = [...servers.changed].some((id) => {
    const [was, is] = [serversBefore[id], servers.result[id]];
    return was === undefined || is === undefined || blocksStart(was) !== blocksStart(is);
  });
  const isAllNew = isReadinessNew || groups.length > 0 || changesCapacity(differences, stateBefore, state);
  const ids = isAllNew ? new Set([...Object.keys(state.plans), ...plans]) : plans;
  const patch = patching(before);
  for (const id of ids) {
    const plan = planOf(id, state, servers.result);
    if (plan === null) patch.remove(id);
    else patch.put(id, plan);
  }
  return patch.result;
}

interface ExecutionsUpdate extends Pick<DomainView, 'executions' | 'participants'>, Pick<Memo, 'members' | 'executionsUntil'> {
  readonly affected: ReadonlySet<string>;
}

function updateExecutions(
  before: DomainView,
  differences: Differences,
  memo: Memo,
  lookup: Lookup,
  now: Instant,
): ExecutionsUpdate {
  const { state } = lookup;
  const affected = new Set([
    ...affectedExecutions(differences, memo.state, state, memo.members),
    ...overdue(memo.executionsUntil, now),
    // Only what goes on, or whose item says so, is judged by who does not answer.
    ...(differences.hasNewTroubles ? unfinished(before.executions) : []),
  ]);
  if (affected.size === 0) return { ...before, members: memo.members, executionsUntil: memo.executionsUntil, affected };
  const executions = patching(before.executions);
  const participants = patching(before.participants);
  const members = new Map(memo.members);
  const executionsUntil = new Map(memo.executionsUntil);
  for (const id of affected) {
    const facts = state.executions[id];
    const reconciled = facts === undefined ? null : reconcileExecution(facts, lookup, now);
    const ids = reconciled?.participants.map(({ sourceServerId }) => sourceServerId) ?? [];
    for (const gone of members.get(id) ?? []) if (!ids.includes(gone)) participants.remove(`${id}/${gone}`);
    executionsUntil.delete(id);
    members.set(id, ids);
    if (reconciled === null) {
      executions.remove(id);
      continue;
    }
    executions.put(id, reconciled.execution);
    for (const participant of reconciled.participants) participants.put(participant.id, participant);
    if (reconciled.validUntil !== null) executionsUntil.set(id, reconciled.validUntil);
  }
  return { executions: executions.result, participants: participants.result, members, executionsUntil, affected };
}

function updateJobs(
  before: DomainView['jobs'],
  differences: Differences,
  named: readonly string[],
  lookup: Lookup,
): DomainView['jobs'] {
  const ids = new Set([...differences.jobs, ...named]);
  if (ids.size === 0) return before;
  const patch = patching(before);
  for (const id of ids) {
    const job = jobOf(id, lookup);
    if (job === null) patch.remove(id);
    else patch.put(id, job);
  }
  return patch.result;
}

function updateInstances(
  before: DomainView['instances'],
  differences: Differences,
  named: readonly string[],
  lookup: Lookup,
): DomainView['instances'] {
  const { state } = lookup;
  const byJob = indexInstances(state.instances);
  const ids = new Set([...differences.instances, ...named.flatMap((job) => byJob.get(job) ?? [])]);
  if (differences.renamed.size > 0) {
    for (const { fact } of Object.values(state.instances)) {
      if (fact.sourceServerId !== null && differences.renamed.has(fact.sourceServerId)) ids.add(fact.recoveryInstanceId);
    }
  }
  if (ids.size === 0) return before;
  const patch = patching(before);
  for (const id of ids) {
    const instance = instanceOf(id, state, lookup);
    if (instance === null) patch.remove(id);
    else patch.put(id, instance);
  }
  return patch.result;
}

function jobsOf(executions: ReadonlySet<string>, state: ConsoleState): readonly string[] {
  return [...executions].flatMap((id) => {
    const facts = state.executions[id];
    if (facts === undefined) return [];
    return [...Object.values(facts.waves).flatMap(({ jobId }) => jobId ?? []), ...(facts.item?.fact.terminateJobIds ?? [])];
  });
}

function unfinished(executions: DomainView['executions']): readonly string[] {
  return Object.values(executions).flatMap(({ executionId, status, itemStatus }) =>
    goingOn.includes(status) || (itemStatus !== null && isOpenStanding(itemStanding(itemStatus))) ? [executionId] : [],
  );
}

function overdue(until: ReadonlyMap<string, Instant>, now: Instant): readonly string[] {
  return [...until].flatMap(([id, moment]) => (now > moment ? [id] : []));
}

function isSameView(a: DomainView, b: DomainView): boolean {
  return (
    a.contexts === b.contexts &&
    a.plans === b.plans &&
    a.executions === b.executions &&
    a.participants === b.participants &&
    a.jobs === b.jobs &&
    a.servers === b.servers &&
    a.instances === b.instances &&
    a.notices === b.notices &&
    a.incidents === b.incidents &&
    a.findings === b.findings &&
    a.malformed === b.malformed
  );
}
