import type { ContextId } from '../../../shared/domain/primitives';
import type { Execution, View } from '../../../shared/domain/view';
import type { DrsPlace } from '../aws/aws-context';

/** Whether an execution still moves, or a person is expected to move it. */
export function isOpen(execution: Execution): boolean {
  return (
    ['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING'].includes(execution.status) ||
    execution.detail.includes('siblings-still-launching') ||
    execution.detail.includes('job-still-running')
  );
}

/** Whether something is under way in a context. A pause counts: its end should be seen at once. */
export function isBusy(view: View, contextId: ContextId): boolean {
  return Object.values(view.executions).some((execution) => execution.contextId === contextId && isOpen(execution));
}

/** Whether servers are being launched or terminated in a place, or an execution is about to ask for it. */
export function isLaunching(view: View, contextId: ContextId, place: DrsPlace | null): boolean {
  return (
    openJobs(view, place) > 0 ||
    Object.values(view.executions).some(
      (execution) => execution.contextId === contextId && execution.status !== 'PAUSED' && isOpen(execution),
    )
  );
}

/** Jobs under way in a place. */
export function openJobs(view: View, place: DrsPlace | null): number {
  return Object.values(view.jobs).filter((job) => job.status !== 'COMPLETED' && isIn(place, job)).length;
}

/** Whether a job of the place ended within the last `seconds` (engine clock): replication settles then. */
export function endedLately(view: View, place: DrsPlace | null, nowMs: number, seconds: number): boolean {
  return Object.values(view.jobs).some(
    (job) => job.endedAt !== null && nowMs - Date.parse(job.endedAt) < seconds * 1000 && isIn(place, job),
  );
}

function isIn(place: DrsPlace | null, thing: DrsPlace): boolean {
  return place === null || (thing.accountId === place.accountId && thing.region === place.region);
}
