import type { ConsoleEvent } from '../../../shared/domain/events';
import type { SourceId } from '../../../shared/domain/primitives';

/** Statuses of a run after which its item is about to be written for the last time. */
const openRuns = new Set(['RUNNING', 'PENDING_REDRIVE']);

/**
 * Which other sources should read soon because of what one has just recorded: a message announces a change that only a reading can
 * confirm, an execution names a run and a job, a run that ended rewrites its item.
 */
export function concernedBy(event: ConsoleEvent): readonly SourceId[] {
  switch (event.type) {
    case 'message.launch-result':
      return ['drs-jobs', 'drs-recovery-instances'];
    case 'message.replication':
      return ['drs-source-servers'];
    case 'message.run-status':
    case 'message.execution-mail':
      return ['dynamodb-executions', 'sfn-runs', 'drs-jobs'];
    case 'execution-item.observed':
      return ['sfn-runs', 'drs-jobs'];
    case 'run.observed':
      return openRuns.has(event.run.status) ? [] : ['dynamodb-executions'];
    case 'job.observed':
      return event.job.status === 'COMPLETED' ? ['drs-recovery-instances', 'drs-source-servers'] : [];
    default:
      return [];
  }
}
