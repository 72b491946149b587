import { isEqual } from '../../lib/equal';
import type { ConsoleEvent, EventOf } from '../events';
import type { Instant } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { withoutFreshness } from '../reconcile/execution';
import { type FailedLaunch, progressByServer } from '../reconcile/progress';
import type { ConsoleState } from '../state';
import type { Execution, Participant, ServerView } from '../view';

/** What the view says that was not announced yet. */

/** Executions known by a finished run alone are not announced before their item had time to arrive: they stand at UNKNOWN. */
export function executionChange(execution: Execution, state: ConsoleState, at: Instant): EventOf<'execution.changed'> | null {
  const said = state.announced.executions[execution.executionId];
  if (said === undefined && execution.status === 'UNKNOWN') return null;
  const detail = [...withoutFreshness(execution.detail)];
  const isSame = said !== undefined && said.status === execution.status && isEqual(said.detail, detail);
  if (isSame && !isAnotherPause(execution, state)) return null;
  const { contextId, executionId, planName, executionType, status, summary, pausedBeforeWave } = execution;
  return {
    at,
    type: 'execution.changed',
    contextId,
    executionId,
    planName,
    executionType,
    from: said?.status ?? null,
    to: status,
    detail,
    summary,
    ...(status === 'PAUSED' ? { pausedBeforeWave } : {}),
  };
}

/** It was announced as waiting before another wave: the run between the two pauses was too short to be seen. */
export function isAnotherPause({ executionId, status, pausedBeforeWave }: Execution, { announced }: ConsoleState): boolean {
  const said = announced.executions[executionId];
  if (status !== 'PAUSED' || said?.status !== 'PAUSED') return false;
  return said.pausedBeforeWave !== undefined && said.pausedBeforeWave !== pausedBeforeWave;
}

/** A wave nobody spoke of is pending. */
export function waveChanges(execution: Execution, state: ConsoleState, at: Instant): EventOf<'wave.changed'>[] {
  const { contextId, executionId } = execution;
  return execution.waves.flatMap(({ waveNumber, label, status }) => {
    const said = state.announced.waves[`${executionId}/${waveNumber}`];
    if (status === (said ?? 'PENDING')) return [];
    return { at, type: 'wave.changed' as const, contextId, executionId, waveNumber, label, from: said ?? null, to: status };
  });
}

/** Retries first, then where the server stands now. A participant nobody spoke of waits. */
export function participantChanges(participant: Participant, view: DomainView, state: ConsoleState, at: Instant): ConsoleEvent[] {
  const execution = view.executions[participant.executionId];
  if (execution === undefined) return [];
  const said = state.announced.participants[participant.id];
  const { executionId, waveNumber, sourceServerId, serverName, phase, launchStatus, error } = participant;
  const who = { at, contextId: execution.contextId, executionId, waveNumber, sourceServerId, serverName };
  const retries = retriesOf(participant, execution, state).slice(said?.retries ?? 0);
  const events: ConsoleEvent[] = retries.map((failure) => ({
    ...who,
    type: 'participant.retried',
    attempt: failure.attempt,
    error: failure.error,
  }));
  const isSame = phase === (said?.phase ?? 'WAITING') && launchStatus === (said?.launchStatus ?? 'PENDING');
  if (!isSame) events.push({ ...who, type: 'participant.changed', from: said?.phase ?? null, to: phase, launchStatus, error });
  return events;
}

/** Failed launches that DRS tried again or said it would: visible in the job log only. */
function retriesOf(participant: Participant, execution: Execution, state: ConsoleState): readonly FailedLaunch[] {
  const jobId = execution.waves.find(({ waveNumber }) => waveNumber === participant.waveNumber)?.jobId ?? null;
  const log = jobId === null ? undefined : state.jobs[jobId]?.log;
  const failures = log === undefined ? [] : (progressByServer(log).get(participant.sourceServerId)?.failures ?? []);
  if (participant.phase === 'FAILED') return failures.slice(0, -1);
  const lastStart = participant.phases.at(-1)?.startedAt ?? null;
  return failures.filter(({ at, attempt, maxAttempts }) => {
    const isTriedAgain = participant.phase === 'LAUNCHED' || (lastStart !== null && lastStart >= at);
    return isTriedAgain || (attempt !== null && maxAttempts !== null && attempt < maxAttempts);
  });
}

/** A server nobody spoke of has always been CONTINUOUS: at the first sight of a healthy fleet there is nothing to say. */
export function replicationChange(server: ServerView, state: ConsoleState, at: Instant): EventOf<'replication.changed'> | null {
  const said = state.announced.replication[server.sourceServerId];
  if (server.replicationState === (said?.state ?? 'CONTINUOUS')) return null;
  return {
    at,
    type: 'replication.changed',
    contextId: server.contextId,
    sourceServerId: server.sourceServerId,
    serverName: server.name,
    from: said?.state ?? null,
    to: server.replicationState,
    error: server.replicationError,
  };
}
