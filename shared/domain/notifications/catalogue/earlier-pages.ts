import { executionNotice } from '../../judge/execution-notices';
import type { Severity } from '../../notice';
import type { ExecutionId, Instant } from '../../primitives';
import type { Execution } from '../../view';
import type { NotificationEventType } from '../event-types';
import type { Scene } from './scene';

/** A page that an execution opened and that no alert of the console closes. */
export interface OpenPage {
  readonly type: NotificationEventType;
  readonly executionId: ExecutionId;
  readonly alertKey: string;
  readonly severity: Severity;
  readonly at: Instant;
}

/** The page of an execution that completed although servers failed. */
export function incompleteKey(executionId: string): string {
  return `execution-incomplete:${executionId}`;
}

/**
 * Pages that earlier executions of the plan opened and that this one, which completed, closes; the newest first. One that completed
 * before it has closed all that were open then.
 */
export function openPagesBefore(execution: Execution, scene: Scene): readonly OpenPage[] {
  const earlier = earlierThan(execution, scene);
  const overcome = earlier.findIndex(({ status, detail }) => status === 'COMPLETED' && !detail.includes('some-servers-failed'));
  return (overcome === -1 ? earlier : earlier.slice(0, overcome)).flatMap((each) => openPageOf(each, scene) ?? []);
}

/** Executions of the same plan before this one, the newest first. */
function earlierThan({ planId, startedAt }: Execution, { view }: Scene): readonly Execution[] {
  const startOf = (each: Execution) => each.startedAt ?? '';
  return Object.values(view.executions)
    .filter((each) => planId !== null && each.planId === planId && startOf(each) < (startedAt ?? ''))
    .sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
}

/** The page that an execution opened and no alert closes: it ended with failed servers, or failed while the console was away. */
function openPageOf(execution: Execution, { state, view }: Scene): OpenPage | null {
  const announced = state.announced.executions[execution.executionId];
  if (announced === undefined || announced.past === true) return null;
  const { executionId, status, detail } = execution;
  const { at } = announced;
  if (status === 'COMPLETED' && detail.includes('some-servers-failed')) {
    const type = 'execution.completed-with-failures';
    return { type, executionId, alertKey: incompleteKey(executionId), severity: 'HIGH', at };
  }
  const alertKey = `execution-failed:${executionId}`;
  if ((status !== 'FAILED' && status !== 'TIMED_OUT') || state.notices[alertKey] !== undefined) return null;
  const type = status === 'FAILED' ? 'execution.failed' : 'execution.timed-out';
  const severity = executionNotice(execution, view.contexts[execution.contextId], at)?.severity ?? 'HIGH';
  return { type, executionId, alertKey, severity, at };
}
