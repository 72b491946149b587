import { unreachable } from '../../../shared/lib/unreachable';
import { type Answer, type Run, RunFailure, type Step } from '../models/runs';
import { type PlatformContext, stepMs } from './context';
import { printed } from './function-logs';
import { pauseMail } from './mails';
import { send } from './notify';
import { cancelled, isCancelHonoured, reasonOf } from './poll';
import { RunState } from './state';
import { task } from './task';
import { startWave } from './waves';

type Part<T> = Generator<Step, T, Answer>;
const RESOURCE = 'invoke.waitForTaskToken';
/** How long a run waits for a person. */
export const PAUSE_LIMIT_MS = 31_536_000_000;

/** WaitForResume, then ResumeWavePlan. The token leaks into item, history and mail just as it does in the real platform. */
export function* pauseForResume(context: PlatformContext, run: Run, state: RunState): Part<RunState> {
  run.history.entered('Task', 'WaitForResume', state);
  if (context.faults.isOn('H2')) throw unreadableToken(run, state);
  const token = newToken(context);
  const payload = { action: 'store_task_token', execution_id: state.execution_id, state, taskToken: token };
  run.history.taskOpened(
    RESOURCE,
    { FunctionName: context.names.functionArn('dr-orch-sf'), Payload: payload },
    context.names.region,
  );
  storeToken(context, state, token);
  const at = context.time.now();
  context.invoked({
    suffix: 'dr-orch-sf',
    startedAt: at,
    endedAt: at,
    lines: printed(payload, { status: 'paused' }),
    isFailed: false,
  });
  const answer = yield { kind: 'token', token, timeoutMs: PAUSE_LIMIT_MS };
  const output = outputOf(run, answer);
  if (output === null) return { ...state, status: 'timeout', error: 'Approval timed out' };
  run.history.taskSucceeded(RESOURCE, output);
  run.history.left('Task', 'WaitForResume', output);
  return yield* resumeWave(context, run, output, state);
}

/** `AQC`, then far more than 600 characters of base64, as real ones have. */
function newToken(context: PlatformContext): string {
  return `AQCEAAAAKgAAAAMAAAAA${Buffer.from(context.chance.hex(960), 'hex').toString('base64')}`;
}

function storeToken(context: PlatformContext, state: RunState, token: string): void {
  const nextWave = state.paused_before_wave ?? state.current_wave_number + 1;
  // A cancel may have been first: it stays, but the machine waits all the same (H6).
  const status = isCancelHonoured(context, state.execution_id) ? {} : { status: 'PAUSED' };
  context.executions.update(state.execution_id, {
    ...status,
    taskToken: token,
    pausedBeforeWave: nextWave,
    pausedStateSnapshot: JSON.stringify(state),
  });
  const about = {
    planId: state.plan_id,
    planName: state.plan_name ?? '',
    executionId: state.execution_id,
    accountId: state.accountContext.accountId,
    at: context.time.now(),
  };
  send(context, pauseMail({ ...about, region: state.region, nextWave, token, names: context.names }));
}

/** What the token was answered with; null when time ran out. A failed token ends the run: only States.Timeout is caught. */
function outputOf(run: Run, answer: Answer): unknown {
  if (answer === null) throw new Error('a token wait ends with an answer');
  switch (answer.kind) {
    case 'success':
      return answer.output;
    case 'failure':
      run.history.taskFailed(RESOURCE, answer.error, answer.cause);
      throw new RunFailure(answer.error, answer.cause);
    case 'timeout':
      run.history.taskTimedOut(RESOURCE, 'States.Timeout', '');
      return null;
    default:
      return unreachable(answer);
  }
}

/** ResumeWavePlan: a full state is taken as it is, anything else is replaced by the snapshot in the item. */
function* resumeWave(context: PlatformContext, run: Run, output: unknown, paused: RunState): Part<RunState> {
  const payload = { action: 'resume_wave', state: output };
  return yield* task(
    context,
    run,
    { state: 'ResumeWavePlan', functionSuffix: 'dr-orch-sf', payload, input: output },
    function* () {
      const sent = RunState.safeParse(output);
      const state: RunState = {
        ...(sent.success ? sent.data : paused),
        current_wave_number: paused.paused_before_wave ?? paused.current_wave_number + 1,
        status: 'running',
      };
      if (isCancelHonoured(context, state.execution_id)) return cancelled(state);
      context.executions.update(state.execution_id, { status: 'RUNNING' }, [
        'taskToken',
        'pausedBeforeWave',
        'pausedStateSnapshot',
      ]);
      yield { kind: 'sleep', ms: stepMs(context, 'resume') };
      if (isCancelHonoured(context, state.execution_id)) return cancelled(state);
      try {
        const started = startWave(context, state, 'drop');
        yield { kind: 'sleep', ms: stepMs(context, 'settle') / 2 };
        return started;
      } catch (error) {
        return { ...state, status: 'failed', failed_waves: 1, error: reasonOf(error), error_code: 'WAVE_START_FAILED' };
      }
    },
  );
}

/** H2: `$.Task.Token` with one `$` is a path into the input, and nothing is there. */
function unreadableToken(run: Run, state: RunState): RunFailure {
  const event = run.history.events.length;
  return new RunFailure(
    'States.Runtime',
    `An error occurred while executing the state 'WaitForResume' (entered at the event id #${event}). The JSONPath '$.Task.Token' specified for the field 'taskToken.$' could not be found in the input '{"execution_id":"${state.execution_id}"}'`,
  );
}
