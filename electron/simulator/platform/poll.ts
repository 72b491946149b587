import type { Job } from '../models/drs-types';
import { type Program, RunFailure, type Step } from '../models/runs';
import { AwsFault } from '../service';
import { type PlatformContext, stepMs } from './context';
import { type Execution, epochSeconds } from './executions';
import { completeMail, failMail } from './mails';
import { send } from './notify';
import type { RunState } from './state';
import { refreshWaves, startWave } from './waves';

/**
 * PollWaveStatus: looks at the item for a cancel, at DRS for the wave, and when the wave is done starts the next one within
 * the same step. Mails `fail` and `complete` go out from here, before the item says so.
 */
export function* pollWave(context: PlatformContext, state: RunState): Generator<Step, RunState, Parameters<Program['next']>[0]> {
  const waited = { ...state, current_wave_total_wait_time: state.current_wave_total_wait_time + state.current_wave_update_time };
  const item = context.executions.status(state.execution_id);
  if (item === 'CANCELLING' || item === 'CANCELLED' || item === 'PARTIAL') return cancelled(waited);
  const job = jobOf(context, waited);
  if (job === null) return failed(context, waited, `DRS job ${waited.job_id} not found`, 'JOB_NOT_FOUND');
  const lost = job.participants.filter((part) => part.launchStatus === 'FAILED' || part.launchStatus === 'TERMINATED').length;
  if (lost > 0) return failed(context, waited, `${lost} servers failed to launch`, 'WAVE_LAUNCH_FAILED');
  if (job.participants.every((part) => part.launchStatus === 'LAUNCHED')) return yield* finishWave(context, waited);
  if (waited.current_wave_total_wait_time > waited.current_wave_max_wait_time)
    return { ...waited, status: 'timeout', error: 'Wave timed out' };
  return waited;
}

/** A cancelled run ends through PlanCompleted: the machine has no state of its own for it. */
export function cancelled(state: RunState): RunState {
  return {
    ...state,
    status: 'cancelled',
    status_reason: 'Execution cancelled by user',
    all_waves_completed: true,
    wave_completed: true,
  };
}

function jobOf(context: PlatformContext, state: RunState): Job | null {
  return context.drs.region(state.accountContext.accountId, state.region).jobs.get(state.job_id ?? '') ?? null;
}

function failed(context: PlatformContext, state: RunState, error: string, code: string): RunState {
  const next: RunState = {
    ...state,
    status: 'failed',
    failed_waves: 1,
    error,
    error_code: code,
    end_time: epochSeconds(context.time.now()),
  };
  send(context, failMail({ ...about(context, state), failedWaves: next.failed_waves, error }));
  return next;
}

function* finishWave(context: PlatformContext, state: RunState): Generator<Step, RunState, Parameters<Program['next']>[0]> {
  const item = refreshWaves(context, state.execution_id);
  const done: RunState = {
    ...state,
    wave_completed: true,
    completed_waves: (state.completed_waves ?? state.current_wave_number) + 1,
    wave_results: [...state.wave_results, resultOf(state, item)],
  };
  const next = state.waves.find((wave) => wave.waveNumber === state.current_wave_number + 1);
  if (next === undefined) return complete(context, done);
  if (next.pauseBeforeWave || isPauseAsked(context, state)) {
    return {
      ...done,
      status: 'paused',
      paused_before_wave: next.waveNumber,
      status_reason: 'Manual approval required before next wave',
    };
  }
  yield { kind: 'sleep', ms: stepMs(context, 'nextWave') };
  if (isCancelHonoured(context, state.execution_id)) return cancelled(done);
  return tryStart(context, { ...done, current_wave_number: next.waveNumber });
}

/** The next wave is started inside the poll: what DRS refuses fails the execution, with a mail (aws-contracts 9, item 20). */
function tryStart(context: PlatformContext, state: RunState): RunState {
  try {
    return startWave(context, state, 'keep');
  } catch (error) {
    return failed(context, state, reasonOf(error), 'WAVE_START_FAILED');
  }
}

function complete(context: PlatformContext, state: RunState): RunState {
  const end = epochSeconds(context.time.now());
  const seconds = state.start_time === undefined ? null : end - state.start_time;
  send(
    context,
    completeMail({
      ...about(context, state),
      completedWaves: state.completed_waves ?? 0,
      totalWaves: state.total_waves ?? 0,
      seconds,
    }),
  );
  return { ...state, status: 'completed', all_waves_completed: true, end_time: end, duration_seconds: seconds };
}

function about(context: PlatformContext, state: RunState) {
  return {
    planId: state.plan_id,
    planName: state.plan_name ?? '',
    executionId: state.execution_id,
    accountId: state.accountContext.accountId,
    at: context.time.now(),
  };
}

function resultOf(state: RunState, item: Execution | null): RunState['wave_results'][number] {
  const wave = state.waves.find((each) => each.waveNumber === state.current_wave_number);
  return {
    wave_number: state.current_wave_number,
    wave_name: wave?.waveName ?? '',
    status: 'COMPLETED',
    job_id: state.job_id ?? '',
    server_statuses: item?.waves.find((each) => each.waveNumber === state.current_wave_number)?.serverStatuses ?? [],
  };
}

/** H7: the request to pause is written but never read. */
function isPauseAsked(context: PlatformContext, state: RunState): boolean {
  return !context.faults.isOn('H7') && context.executions.status(state.execution_id) === 'PAUSE_PENDING';
}

/** R9 loses a cancel that arrives while the platform is about to write the status; without it, the cancel is seen in time. */
export function isCancelHonoured(context: PlatformContext, executionId: string): boolean {
  if (context.faults.isOn('R9')) return false;
  const status = context.executions.status(executionId);
  return status === 'CANCELLING' || status === 'CANCELLED';
}

/** What the platform would print of an error. Bugs of the simulator are not swallowed. */
export function reasonOf(error: unknown): string {
  if (error instanceof AwsFault) return `An error occurred (${error.code}): ${error.message}`;
  if (error instanceof RunFailure) throw error;
  throw error;
}
