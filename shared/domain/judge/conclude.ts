import { isEqual } from '../../lib/equal';
import { changedKeys } from '../changed-keys';
import type { ConsoleEvent } from '../events';
import type { Notice } from '../notice';
import type { Instant } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { goingOn } from '../reconcile/execution';
import { isStalled } from '../reconcile/replication';
import { securityNotices } from '../security/security-notices';
import type { ConsoleState } from '../state';
import type { Execution, Participant, ServerView } from '../view';
import { executionChange, isAnotherPause, participantChanges, replicationChange, waveChanges } from './changes';
import { commandOutcomes } from './command-outcomes';
import { executionNotice } from './execution-notices';
import { asHistory, isHistory } from './history';
import { isPastSummary, missedNotice } from './missed';
import type { Outlook } from './outlook';
import { quotaConclusions } from './quota-notices';
import { resolutionOf } from './resolutions';
import { launchFailedNotice, stalledNotice } from './server-notices';

/**
 * What follows from the facts and has not been said: changes of executions, waves, participants and replication, notices to raise and to
 * resolve. Pure. Call it after `viewOf`, on every commit and on a tick, and commit its answers with the same transaction: once they have
 * gone through `evolve` and `viewOf`, it answers `[]`. Each change is said once, because saying it is recorded in `state.announced`; a
 * notice is raised by the change that causes it. History (what ended before `state.lastSession.watchingSince`) is recorded but raises
 * no notice of its own; one `missed-while-away` sums it up.
 */
export function conclude(state: ConsoleState, view: DomainView, now: Instant, outlook: Outlook): ConsoleEvent[] {
  const { announced } = state;
  return [
    ...fresh('executions', view.executions, announced.executions, (execution) =>
      executionConclusions(execution, state, view, now, outlook),
    ),
    ...fresh(
      'waves',
      view.executions,
      announced.waves,
      (execution) => waveConclusions(execution, state, now, outlook),
      executionOfWave,
    ),
    ...fresh('participants', view.participants, announced.participants, (participant) =>
      participantConclusions(participant, state, view, now, outlook),
    ),
    ...fresh('servers', view.servers, announced.replication, (server) => serverConclusions(server, state, view, now)),
    ...resolutions(state, view, now),
    ...securityConclusions(state, view, now),
    ...commandOutcomes(state, view, now),
    ...quotaConclusions(state, view, now),
    ...(outlook.baseline ? [] : raised(missedNotice(state, view, now), state, now)),
  ];
}

/** A collection that was found to need no words, and what had been announced then. */
interface Quiet {
  readonly collection: Readonly<Record<string, object>>;
  readonly announced: Readonly<Record<string, unknown>>;
}

/**
 * The last quiet pair of each kind. Entities and announcements are immutable, so whatever has not changed since needs no words still:
 * a conclusion costs only what changed. Any pair serves, the newest best; it never changes an answer.
 */
const lastQuiet: Record<'executions' | 'waves' | 'participants' | 'servers', Quiet> = {
  executions: { collection: {}, announced: {} },
  waves: { collection: {}, announced: {} },
  participants: { collection: {}, announced: {} },
  servers: { collection: {}, announced: {} },
};

function fresh<T extends object>(
  kind: keyof typeof lastQuiet,
  collection: Readonly<Record<string, T>>,
  announced: Readonly<Record<string, unknown>>,
  conclusionsOf: (entity: T) => readonly ConsoleEvent[],
  entityOf: (announcedKey: string) => string = (key) => key,
): ConsoleEvent[] {
  const quiet = lastQuiet[kind];
  if (quiet.collection === collection && quiet.announced === announced) return [];
  const ids = new Set([
    ...changedKeys<object>(quiet.collection, collection),
    ...changedKeys(quiet.announced, announced).map(entityOf),
  ]);
  const events: ConsoleEvent[] = [];
  for (const id of ids) {
    const entity = collection[id];
    if (entity !== undefined) events.push(...conclusionsOf(entity));
  }
  if (events.length === 0) lastQuiet[kind] = { collection, announced };
  return events;
}

/** Waves are announced by `executionId/waveNumber`. */
function executionOfWave(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function executionConclusions(
  execution: Execution,
  state: ConsoleState,
  view: DomainView,
  now: Instant,
  outlook: Outlook,
): ConsoleEvent[] {
  const news = executionChange(execution, state, now);
  if (news === null) return [];
  const passed = isPast(execution, state, outlook);
  const change = passed ? asHistory(news, watchedSince(execution.executionId, state), state) : news;
  const notice = executionNotice(execution, view.contexts[execution.contextId], now);
  if (notice === null) return [change];
  const isNew = (change.from !== change.to || isAnotherPause(execution, state)) && !passed;
  // Detail that comes later (a run that stays open, siblings that ended) only changes words somebody still has to read.
  const held = state.notices[notice.noticeId];
  const isOpen = held?.resolvedAt === null && (held.needsAnswer || notice.needsAnswer);
  return [change, ...(isNew || isOpen ? raised(notice, state, now) : [])];
}

/** A pause that is still there is never history. Without a time of its end, an execution never seen to go on is as old as its start. */
function isPast(execution: Execution, state: ConsoleState, outlook: Outlook): boolean {
  if (execution.status === 'PAUSED') return false;
  const watchedAt = watchedSince(execution.executionId, state);
  const happenedAt = execution.endedAt ?? (watchedAt === undefined ? execution.startedAt : null);
  if (!outlook.baseline && isPastSummary(state, happenedAt, execution.contextId)) return false;
  return isHistory(state, outlook, happenedAt, watchedAt);
}

function waveConclusions(execution: Execution, state: ConsoleState, now: Instant, outlook: Outlook): ConsoleEvent[] {
  const changes = waveChanges(execution, state, now);
  if (changes.length === 0) return changes;
  const watchedAt = watchedSince(execution.executionId, state);
  return changes.map((change) => {
    const wave = execution.waves.find(({ waveNumber }) => waveNumber === change.waveNumber);
    const began = wave?.startedAt ?? execution.startedAt;
    const ended = wave?.endedAt ?? execution.endedAt ?? (watchedAt === undefined ? began : null);
    const passed = isHistory(state, outlook, change.to === 'RUNNING' ? began : ended, watchedAt);
    return passed ? asHistory(change, watchedAt, state) : change;
  });
}

/** When the execution was last announced as something that goes on. */
function watchedSince(executionId: string, state: ConsoleState): Instant | undefined {
  const said = state.announced.executions[executionId];
  return said !== undefined && goingOn.includes(said.status) ? said.at : undefined;
}

function participantConclusions(
  participant: Participant,
  state: ConsoleState,
  view: DomainView,
  now: Instant,
  outlook: Outlook,
): ConsoleEvent[] {
  const changes = participantChanges(participant, view, state, now);
  const execution = view.executions[participant.executionId];
  if (changes.length === 0 || execution === undefined) return changes;
  const hasFailed = changes.some(
    (event) => event.type === 'participant.changed' && event.to === 'FAILED' && event.from !== 'FAILED',
  );
  const watchedAt = state.announced.participants[participant.id]?.at ?? watchedSince(participant.executionId, state);
  // Servers of an execution that has ended are told of with it.
  const isLate = execution.endedAt === null && isPastSummary(state, participant.phaseSince, execution.contextId);
  // A failure nobody knows the time of counts as just now; a launch is as old as its execution.
  const happenedAt = participant.phaseSince ?? execution.endedAt ?? (hasFailed ? null : execution.startedAt);
  const passed = !isLate && isHistory(state, outlook, happenedAt, watchedAt);
  const events = passed ? changes.map((change) => asHistory(change, watchedAt, state)) : changes;
  if (!hasFailed || passed) return events;
  return [...events, ...raised(launchFailedNotice(participant, execution, view.contexts[execution.contextId], now), state, now)];
}

function serverConclusions(server: ServerView, state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const change = replicationChange(server, state, now);
  if (change === null) return [];
  if (!isStalled(server)) return [change];
  return [change, ...raised(stalledNotice(server, Object.values(view.plans), view.contexts[server.contextId], now), state, now)];
}

/** Security events found to need no words, and what had been told then. */
let quietSecurity: Pick<ConsoleState, 'security' | 'securityTold'> = { security: {}, securityTold: {} };

/** Events that waited in the queue while nobody watched are told all the same: they were not answered by anybody. */
function securityConclusions(state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const { security, securityTold } = state;
  if (quietSecurity.security === security && quietSecurity.securityTold === securityTold) return [];
  const events = securityNotices(security, view.contexts, now).flatMap((notice) =>
    securityTold[notice.noticeId]?.title === notice.title ? [] : raised(notice, state, now),
  );
  if (events.length === 0) quietSecurity = { security, securityTold };
  return events;
}

/** Notices found to need nothing, by the view they were held against. */
const settled = new WeakMap<object, DomainView>();

/** Open notices that are no longer true, and those that can be said better now. */
function resolutions(state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const against = settled.get(state.notices);
  const isSettled =
    against?.executions === view.executions && against.participants === view.participants && against.servers === view.servers;
  if (isSettled) return [];
  const events = Object.values(state.notices).flatMap((notice): ConsoleEvent[] => {
    if (notice.resolvedAt !== null) return [];
    const because = resolutionOf(notice, view);
    if (because !== null) return [{ at: now, type: 'notice.resolved', noticeId: notice.noticeId, because }];
    if (notice.kind === 'server-launch-failed') return reworded(notice, state, view, now);
    return notice.kind === 'replication-stalled' ? explained(notice, state, view, now) : [];
  });
  if (events.length === 0) settled.set(state.notices, view);
  return events;
}

/** The reason of a failed launch stands in the job log, which is often read after the failure was told. */
function reworded(notice: Notice, state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const execution = notice.executionId === null ? undefined : view.executions[notice.executionId];
  const participant = view.participants[`${notice.executionId}/${notice.sourceServerId}`];
  if (execution === undefined || participant === undefined || participant.rawError === null) return [];
  const better = launchFailedNotice(participant, execution, view.contexts[execution.contextId], now);
  return raised({ ...better, noticeId: notice.noticeId }, state, now);
}

/** EventBridge says that a server stalled; why it did, the next reading tells. What that means for plans is not said anew each time. */
function explained(notice: Notice, state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const server = notice.sourceServerId === null ? undefined : view.servers[notice.sourceServerId];
  if (server === undefined || server.replicationError === null || notice.body.includes(`(${server.replicationError})`)) return [];
  const better = stalledNotice(server, Object.values(view.plans), view.contexts[server.contextId], now);
  return raised({ ...better, noticeId: notice.noticeId }, state, now);
}

/** Raises a notice unless the same words are up already; one that was resolved is opened again. */
function raised(notice: Notice | null, state: ConsoleState, now: Instant): ConsoleEvent[] {
  if (notice === null) return [];
  const held = state.notices[notice.noticeId];
  if (held === undefined) return [{ at: now, type: 'notice.raised', notice }];
  const better = { ...held, ...wordsOf(notice), resolvedAt: null, resolvedBecause: null };
  return isEqual(better, held) ? [] : [{ at: now, type: 'notice.raised', notice: better }];
}

function wordsOf({ severity, title, body, nextStep, needsAnswer }: Notice) {
  return { severity, title, body, nextStep, needsAnswer };
}
