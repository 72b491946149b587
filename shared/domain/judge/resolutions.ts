import { unreachable } from '../../lib/unreachable';
import type { Notice } from '../notice';
import type { DomainView } from '../reconcile/domain-view';
import { blocksStart } from '../reconcile/replication';
import type { Execution } from '../view';

/** Why an open notice is no longer true, in words for the record; null while it still is. */
export function resolutionOf(notice: Notice, view: DomainView): string | null {
  switch (notice.kind) {
    case 'execution-paused':
      return pauseLeft(notice, view);
    case 'execution-failed':
      return failureOvercome(notice, view);
    case 'execution-cancelled':
      return runClosed(notice, view);
    case 'server-launch-failed':
      return serverLaunched(notice, view);
    case 'replication-stalled':
      return replicationGoesOn(notice, view);
    case 'execution-completed':
    case 'missed-while-away':
    case 'security':
    // Judged with the limits at hand, in `quotaConclusions`.
    case 'quota-near':
    case 'our-own-trouble':
      return null;
    default:
      return unreachable(notice.kind);
  }
}

function executionOf(notice: Notice, view: DomainView): Execution | undefined {
  return notice.executionId === null ? undefined : view.executions[notice.executionId];
}

function pauseLeft(notice: Notice, view: DomainView): string | null {
  const execution = executionOf(notice, view);
  if (execution === undefined) return null;
  if (execution.status !== 'PAUSED') {
    return execution.status === 'RUNNING' || execution.status === 'COMPLETED'
      ? 'It was resumed.'
      : `It is ${execution.status} now.`;
  }
  return notice.noticeId === `execution-paused:${execution.executionId}:${execution.pausedBeforeWave ?? 'next'}`
    ? null
    : 'It was resumed.';
}

function failureOvercome(notice: Notice, view: DomainView): string | null {
  const execution = executionOf(notice, view);
  if (execution === undefined) return null;
  if (execution.status !== 'FAILED' && execution.status !== 'TIMED_OUT') return `It turned out to be ${execution.status}.`;
  const later = laterRuns(execution, view).find(({ status }) => status === 'COMPLETED');
  return later === undefined ? null : `A later execution of ${execution.planName} completed (${later.executionId}).`;
}

function runClosed(notice: Notice, view: DomainView): string | null {
  const execution = executionOf(notice, view);
  if (execution === undefined || !notice.needsAnswer) return null;
  return execution.detail.includes('run-left-open') ? null : 'Its run has ended.';
}

function serverLaunched(notice: Notice, view: DomainView): string | null {
  const execution = executionOf(notice, view);
  const { sourceServerId } = notice;
  if (execution === undefined || sourceServerId === null) return null;
  const launchedIn = (each: Execution) => view.participants[`${each.executionId}/${sourceServerId}`]?.phase === 'LAUNCHED';
  if (launchedIn(execution)) return 'It was launched after all.';
  const later = Object.values(view.executions).find((each) => isLater(each, execution) && launchedIn(each));
  return later === undefined ? null : `It was launched in a later execution (${later.executionId}).`;
}

function replicationGoesOn({ sourceServerId }: Notice, view: DomainView): string | null {
  const server = sourceServerId === null ? undefined : view.servers[sourceServerId];
  return server === undefined || blocksStart(server) ? null : `Replication goes on (${server.replicationState}).`;
}

function laterRuns(execution: Execution, view: DomainView): readonly Execution[] {
  return Object.values(view.executions).filter(
    (each) => each.planId !== null && each.planId === execution.planId && isLater(each, execution),
  );
}

function isLater(a: Execution, b: Execution): boolean {
  return a.startedAt !== null && b.startedAt !== null && a.startedAt > b.startedAt;
}
