import type { Severity } from '../../notice';
import type { Instant } from '../../primitives';
import type { Execution } from '../../view';
import type { NotificationEventType } from '../event-types';
import type { Scene } from './scene';

/** A page that an execution opened and that no alert of the console closes. */
export interface OpenPage {
  readonly type: NotificationEventType;
  readonly alertKey: string;
  readonly severity: Severity;
  readonly at: Instant;
}

/** The page of an execution that completed although servers failed. */
export function incompleteKey(executionId: string): string {
  return `execution-incomplete:${executionId}`;
}

/** The execution of the same plan before this one. */
export function earlierOf(execution: Execution, { view }: Scene): Execution | undefined {
  const { planId, startedAt } = execution;
  const startOf = (each: Execution) => each.startedAt ?? '';
  return Object.values(view.executions)
    .filter((each) => planId !== null && each.planId === planId && startOf(each) < (startedAt ?? ''))
    .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
    .at(-1);
}

/** The page that an execution opened and no alert closes: it ended with failed servers, or failed while the console was away. */
export function openPageOf(execution: Execution | undefined, { state }: Scene): OpenPage | null {
  const announced = execution === undefined ? undefined : state.announced.executions[execution.executionId];
  if (execution === undefined || announced === undefined || announced.past === true) return null;
  const { executionId, status, detail } = execution;
  if (status === 'COMPLETED' && detail.includes('some-servers-failed')) {
    return {
      type: 'execution.completed-with-failures',
      alertKey: incompleteKey(executionId),
      severity: 'HIGH',
      at: announced.at,
    };
  }
  const alertKey = `execution-failed:${executionId}`;
  const hasFailed = status === 'FAILED' || status === 'TIMED_OUT';
  if (!hasFailed || state.notices[alertKey] !== undefined) return null;
  return { type: 'execution.failed', alertKey, severity: 'HIGH', at: announced.at };
}
