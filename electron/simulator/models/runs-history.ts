/**
 * History of one run as Step Functions records it. Payloads are kept by reference and written as JSON only when asked for:
 * a run that polls for hours repeats the same few states.
 */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  readonly type: string;
  readonly details: Details | null;
}

type Details = (withData: boolean) => Readonly<Record<string, unknown>>;
export type StateKind = 'Task' | 'Wait' | 'Choice' | 'Succeed' | 'Fail';
export type Integration = 'invoke' | 'invoke.waitForTaskToken';

export interface History {
  readonly events: readonly HistoryEvent[];
  started(input: unknown, roleArn: string): void;
  entered(kind: StateKind, name: string, input: unknown): void;
  left(kind: Exclude<StateKind, 'Fail'>, name: string, output: unknown): void;
  /** The three events that open a Lambda task; `waitForTaskToken` adds `TaskSubmitted`. */
  taskOpened(resource: Integration, parameters: unknown, region: string): void;
  taskSucceeded(resource: Integration, output: unknown): void;
  taskFailed(resource: Integration, error: string, cause: string): void;
  taskTimedOut(resource: Integration, error: string, cause: string): void;
  ended(type: 'ExecutionSucceeded', output: unknown): void;
  ended(type: 'ExecutionFailed' | 'ExecutionAborted' | 'ExecutionTimedOut', error: string | null, cause: string | null): void;
}

export function createHistory(now: () => number): History {
  const events: HistoryEvent[] = [];

  function add(type: string, details: Details | null): void {
    const id = events.length + 1;
    // The first state has no predecessor either; the real service numbers it from 0.
    events.push({ id, previousEventId: id <= 2 ? 0 : id - 1, at: now(), type, details });
  }

  return {
    events,
    started: (input, roleArn) =>
      add('ExecutionStarted', (withData) => ({
        executionStartedEventDetails: { ...payload('input', input, withData), roleArn },
      })),
    entered: (kind, name, input) =>
      add(`${kind}StateEntered`, (withData) => ({ stateEnteredEventDetails: { name, ...payload('input', input, withData) } })),
    left: (kind, name, output) =>
      add(`${kind}StateExited`, (withData) => ({ stateExitedEventDetails: { name, ...payload('output', output, withData) } })),
    taskOpened(resource, parameters, region) {
      add('TaskScheduled', (withData) => ({
        taskScheduledEventDetails: {
          resourceType: 'lambda',
          resource,
          region,
          ...(withData ? { parameters: JSON.stringify(parameters) } : {}),
        },
      }));
      add('TaskStarted', () => ({ taskStartedEventDetails: { resourceType: 'lambda', resource } }));
      if (resource === 'invoke.waitForTaskToken') {
        add('TaskSubmitted', (withData) => ({
          taskSubmittedEventDetails: { resourceType: 'lambda', resource, ...payload('output', { StatusCode: 200 }, withData) },
        }));
      }
    },
    taskSucceeded: (resource, output) =>
      add('TaskSucceeded', (withData) => ({
        taskSucceededEventDetails: { resourceType: 'lambda', resource, ...payload('output', output, withData) },
      })),
    taskFailed: (resource, error, cause) =>
      add('TaskFailed', (withData) => ({
        taskFailedEventDetails: { resourceType: 'lambda', resource, ...fault(error, cause, withData) },
      })),
    taskTimedOut: (resource, error, cause) =>
      add('TaskTimedOut', (withData) => ({
        taskTimedOutEventDetails: { resourceType: 'lambda', resource, ...fault(error, cause, withData) },
      })),
    ended(type: string, first: unknown, cause?: string | null) {
      if (type === 'ExecutionSucceeded')
        add(type, (withData) => ({ executionSucceededEventDetails: payload('output', first, withData) }));
      else
        add(type, (withData) => ({
          [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: fault(first, cause ?? null, withData),
        }));
    },
  };
}

/** One event as GetExecutionHistory answers it. Time in epoch seconds, the unit of the JSON protocols. */
export function eventView(event: HistoryEvent, withData: boolean): Record<string, unknown> {
  return {
    id: event.id,
    previousEventId: event.previousEventId,
    timestamp: event.at / 1000,
    type: event.type,
    ...event.details?.(withData),
  };
}

function payload(key: 'input' | 'output', value: unknown, withData: boolean): Record<string, unknown> {
  return withData ? { [key]: JSON.stringify(value), [`${key}Details`]: { truncated: false } } : {};
}

function fault(error: unknown, cause: string | null, withData: boolean): Record<string, unknown> {
  if (!withData) return {};
  return { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
}
