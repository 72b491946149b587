import { z } from 'zod';
import { Run, RunStep } from '../../../../shared/domain/facts';
import { err, type Result } from '../../../../shared/lib/result';
import { checked, type Unreadable } from './normalised';
import { id, moment, statusOr, text, tolerant, whole } from './tolerant';

const RunShape = tolerant({
  executionArn: id,
  stateMachineArn: text,
  name: text,
  status: statusOr('UNKNOWN'),
  startDate: moment,
  stopDate: moment,
  error: text,
  cause: text,
});

/**
 * A run as DescribeExecution, ListExecutions or an EventBridge status change describe it. The run's name is the execution id;
 * `<id>-resume-<n>` is reserved by the platform and means the same execution.
 */
export function run(raw: unknown): Result<Run, Unreadable> {
  const parsed = RunShape.safeParse(raw);
  if (!parsed.success) return err({ subject: 'Step Functions run', reason: z.prettifyError(parsed.error) });
  const shape = parsed.data;
  const name = shape.name ?? shape.executionArn.split(':').at(-1) ?? '';
  return checked(Run, `Step Functions run ${name}`, {
    executionId: executionIdOf(name),
    runArn: shape.executionArn,
    stateMachineArn: shape.stateMachineArn ?? '',
    status: shape.status,
    startedAt: shape.startDate,
    stoppedAt: shape.stopDate,
    error: shape.error,
    cause: shape.cause,
  });
}

/** The execution a run's name stands for. */
export function executionIdOf(name: string): string {
  return name.replace(/-resume-\d+$/, '');
}

const HistoryEvent = tolerant({
  id: whole,
  timestamp: moment,
  type: text,
  stateEnteredEventDetails: tolerant({ name: text }).nullish().catch(null),
  executionFailedEventDetails: tolerant({ error: text }).nullish().catch(null),
  executionAbortedEventDetails: tolerant({ error: text }).nullish().catch(null),
  executionTimedOutEventDetails: tolerant({ error: text }).nullish().catch(null),
  taskFailedEventDetails: tolerant({ error: text }).nullish().catch(null),
});

/** The polling loop enters these every half minute and stands where it stood; one state of each round is kept as a sign of life. */
const loopStates = new Set(['PollWaveStatus', 'UpdateWaveStatus', 'DetermineWaveState']);

/** A history event as a step, or null where it did not change where the run stands (or cannot be read). */
export function runStep(raw: unknown): RunStep | null {
  const parsed = HistoryEvent.safeParse(raw);
  if (!parsed.success || parsed.data.type === null) return null;
  const event = parsed.data;
  const stateName = event.stateEnteredEventDetails?.name ?? null;
  if (!isStep(parsed.data.type, stateName)) return null;
  const candidate = RunStep.safeParse({
    id: event.id,
    at: event.timestamp,
    type: event.type,
    stateName,
    error:
      event.executionFailedEventDetails?.error ??
      event.executionAbortedEventDetails?.error ??
      event.executionTimedOutEventDetails?.error ??
      event.taskFailedEventDetails?.error ??
      null,
  });
  return candidate.success ? candidate.data : null;
}

function isStep(type: string, stateName: string | null): boolean {
  if (/StateEntered$/.test(type)) return !loopStates.has(stateName ?? '');
  return /^Execution/.test(type) || /^Task(Submitted|Failed|TimedOut)$/.test(type);
}
