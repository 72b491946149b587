import { unreachable } from '../../../shared/lib/unreachable';
import { type Run, RunFailure } from '../models/runs';
import type { PlatformContext } from './context';
import { epochSeconds } from './executions';
import type { PlainObject } from './marshal';
import { cancelled, isCancelHonoured } from './poll';
import type { RunState } from './state';

/** UpdateWaveStatus: writes what the poll found into the item, without looking whether somebody else changed it meanwhile. */
export function updateItem(context: PlatformContext, run: Run, polled: RunState): RunState {
  const isEnding = polled.status !== 'running' && polled.status !== 'paused';
  const state = !isEnding && isCancelHonoured(context, polled.execution_id) ? cancelled(polled) : polled;
  const pauseAsked = !context.faults.isOn('H7') && context.executions.status(state.execution_id) === 'PAUSE_PENDING';
  recordEnd(context, pauseAsked && state.status === 'running' ? null : state, state.execution_id);
  if (context.faults.isOn('H1')) dropState(run);
  return state;
}

/** The attributes of a status, as the platform writes them. `null` keeps the status and only touches `lastUpdated`. */
export function recordEnd(context: PlatformContext, state: RunState | null, executionId = state?.execution_id ?? ''): void {
  const lastUpdated = epochSeconds(context.time.now());
  // A finalizer may have been faster; a finished item is not finished twice.
  const isScored =
    state?.status === 'cancelled' && ['PARTIAL', 'CANCELLED'].includes(context.executions.status(executionId) ?? '');
  context.executions.update(executionId, {
    lastUpdated,
    ...(state === null || isScored ? {} : attributesOf(state, lastUpdated)),
  });
}

function attributesOf(state: RunState, now: number): PlainObject {
  const durationSeconds = state.start_time === undefined ? undefined : now - state.start_time;
  switch (state.status) {
    case 'running':
      return { status: 'RUNNING' };
    case 'paused':
      return { status: 'PAUSED', ...(state.paused_before_wave === null ? {} : { pausedBeforeWave: state.paused_before_wave }) };
    case 'completed':
      return { status: 'COMPLETED', endTime: now, completedWaves: state.current_wave_number + 1, durationSeconds };
    case 'failed':
      return {
        status: 'FAILED',
        endTime: now,
        failedWaves: state.failed_waves,
        errorMessage: state.error,
        errorCode: state.error_code,
        durationSeconds,
      };
    case 'timeout':
      return { status: 'TIMEOUT', endTime: now, errorMessage: state.error };
    case 'cancelled':
      return { status: 'CANCELLED', endTime: now };
    default:
      return unreachable(state.status);
  }
}

/** H1: the step answers `{"statusCode":200,"message"}`, and the choice after it finds no status. */
function dropState(run: Run): never {
  const output = { statusCode: 200, message: 'Wave completion status updated' };
  run.history.taskSucceeded('invoke', { ExecutedVersion: '$LATEST', Payload: output, StatusCode: 200 });
  run.history.left('Task', 'UpdateWaveStatus', output);
  run.history.entered('Choice', 'DetermineWaveState', output);
  const event = run.history.events.length;
  throw new RunFailure(
    'States.Runtime',
    `An error occurred while executing the state 'DetermineWaveState' (entered at the event id #${event}). Invalid path '$.status': The choice state's condition path references an invalid value.`,
  );
}
