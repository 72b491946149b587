import { AwsFault } from '../service';
import type { PlatformContext } from './context';
import { type Execution, epochSeconds, isTerminal, type Wave } from './executions';
import { findPlan } from './groups';
import type { PlainObject } from './marshal';
import { runArn } from './names';
import { refusal } from './reply';
import { apiResumeState, RunState } from './state';

/** Cancel, pause and resume, as the execution-handler does them (aws-contracts 1.3). */

export function cancelExecution(context: PlatformContext, executionId: string): PlainObject {
  const execution = context.executions.read(executionId);
  if (execution === null) return notFound(executionId);
  if (isTerminal(execution.status) || execution.status === 'CANCELLING') {
    return refusal('INVALID_STATE', `Execution cannot be cancelled in status ${execution.status}`, {
      details: { currentStatus: execution.status },
    });
  }
  const now = epochSeconds(context.time.now());
  const waves = cancelledWaves(context, execution, now);
  const waits = execution.status === 'PAUSED' || execution.status === 'PENDING';
  const status = waits ? 'CANCELLED' : 'CANCELLING';
  context.executions.update(executionId, { status, waves, ...(waits ? { endTime: now } : {}) });
  if (waits && !context.faults.isOn('H6')) stopRun(context, executionId);
  return { executionId, status, message: waits ? 'Execution cancelled successfully' : 'Execution cancellation initiated' };
}

/** Waves that have not started are cancelled at once; after a resume they come back from the plan in a shorter shape. */
function cancelledWaves(context: PlatformContext, execution: Execution, now: number): Wave[] {
  const held = execution.waves.map((wave) => (wave.jobId === undefined ? { ...wave, status: 'CANCELLED', endTime: now } : wave));
  const missing = (findPlan(context, execution.planId)?.waves ?? []).filter(
    (wave) => !held.some((each) => each.waveNumber === wave.waveNumber),
  );
  const added = missing.map((wave): Wave => {
    const { waveNumber, waveName, protectionGroupId, serverIds } = wave;
    return { waveNumber, waveName, status: 'CANCELLED', endTime: now, protectionGroupId, serverIds };
  });
  return [...held, ...added];
}

/** What H6 prevents: the right ARN, and a role that may. A run that has ended meanwhile is fine. */
function stopRun(context: PlatformContext, executionId: string): void {
  try {
    context.runs.stop(runArn(context.names, executionId), 'ExecutionCancelled', 'Cancelled by user');
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
  }
}

export function pauseExecution(context: PlatformContext, executionId: string): PlainObject {
  const execution = context.executions.read(executionId);
  if (execution === null) return notFound(executionId);
  if (execution.status !== 'RUNNING' && execution.status !== 'POLLING') {
    return refusal('INVALID_STATE', `Execution cannot be paused in status ${execution.status}`, {
      details: { currentStatus: execution.status },
    });
  }
  context.executions.update(executionId, { status: 'PAUSE_PENDING' });
  return { executionId, status: 'PAUSE_PENDING', message: 'Execution will be paused after the current wave completes' };
}

export function resumeExecution(context: PlatformContext, executionId: string): PlainObject {
  const execution = context.executions.read(executionId);
  if (execution === null) return notFound(executionId);
  const { status, taskToken, pausedStateSnapshot } = execution;
  if (status !== 'PAUSED')
    return refusal('INVALID_STATE', `Execution is not paused (status ${status})`, { details: { currentStatus: status } });
  const snapshot = parseSnapshot(pausedStateSnapshot);
  if (taskToken === undefined || snapshot === null) return refusal('INVALID_STATE', 'Execution has no task token to resume with');
  try {
    context.runs.answer(taskToken, { kind: 'success', output: apiResumeState(snapshot) });
  } catch (error) {
    if (error instanceof AwsFault) return refusal('STEP_FUNCTIONS_ERROR', `${error.code}: ${error.message}`);
    throw error;
  }
  return {
    executionId,
    status: 'RESUMING',
    message: 'Execution resumed successfully',
    nextWave: execution.pausedBeforeWave ?? 0,
  };
}

function parseSnapshot(text: string | undefined): RunState | null {
  if (text === undefined) return null;
  try {
    const parsed = RunState.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // somebody edited the item: as good as no snapshot
  }
}

export function notFound(executionId: string): PlainObject {
  return refusal('NOT_FOUND', `Execution with ID ${executionId} not found`);
}
