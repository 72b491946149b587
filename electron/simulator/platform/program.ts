import { z } from 'zod';
import { unreachable } from '../../../shared/lib/unreachable';
import { type Answer, type Program, type Run, RunFailure, type Step } from '../models/runs';
import { afterPlanState, afterWaveState, type Next } from './choices';
import { deathOf, type PlatformContext, pollMs, stepMs } from './context';
import { epochSeconds } from './executions';
import { startMail } from './mails';
import { send } from './notify';
import { pauseForResume } from './pause-gate';
import { cancelled, isCancelHonoured, pollWave, reasonOf } from './poll';
import { initialState, RunInput, type RunState } from './state';
import { task } from './task';
import { recordEnd, updateItem } from './update';
import { startWave } from './waves';

type Part<T> = Generator<Step, T, Answer>;

/** The platform's state machine (aws-contracts 3), written as the code that walks through it. */
export function* orchestrate(context: PlatformContext, run: Run): Program {
  const input = RunInput.safeParse(run.input);
  if (!input.success)
    throw new RunFailure('States.Runtime', `The input of the execution is not a plan: ${z.prettifyError(input.error)}`);
  let state = yield* initiate(context, run, input.data);
  choose(run, 'CheckPauseRequired', state);
  let at: Next = 'DetermineWavePlanState';
  for (;;) {
    switch (at) {
      case 'DetermineWavePlanState':
        choose(run, at, state);
        at = afterPlanState(state);
        break;
      case 'DetermineWaveState':
        choose(run, at, state);
        at = afterWaveState(state);
        break;
      case 'WaitForWaveUpdate':
        state = yield* pollCycle(context, run, state);
        at = 'DetermineWaveState';
        break;
      case 'WaitForResume':
        state = yield* pauseForResume(context, run, state);
        at = 'DetermineWaveState';
        break;
      case 'PlanCompleted':
        if (state.status === 'cancelled') recordEnd(context, state);
        run.history.entered('Succeed', at, state);
        run.history.left('Succeed', at, state);
        return state;
      case 'PlanFailed':
        return fail(run, at, state, 'PlanExecutionFailed', 'DRS recovery plan execution failed');
      case 'PlanTimeout':
        return fail(run, at, state, 'PlanExecutionTimeout', 'DRS recovery plan execution timed out');
      default:
        return unreachable(at);
    }
  }
}

/**
 * InitiateWavePlan: marks the item RUNNING, starts wave 0, sends the `start` mail. When DRS refuses, the mail goes out all
 * the same, the run fails and the item stays RUNNING (aws-contracts 9, item 17).
 */
function* initiate(context: PlatformContext, run: Run, input: RunInput): Part<RunState> {
  const payload = {
    action: 'begin',
    execution: input.Execution.Id,
    plan: input.Plan,
    isDrill: input.isDrill,
    accountContext: input.accountContext,
  };
  return yield* task(context, run, { state: 'InitiateWavePlan', functionSuffix: 'dr-orch-sf', payload, input }, function* () {
    const state = initialState(input, context.names.region, epochSeconds(run.startedAt));
    if (!isCancelHonoured(context, state.execution_id)) context.executions.update(state.execution_id, { status: 'RUNNING' });
    yield { kind: 'sleep', ms: stepMs(context, 'begin') };
    if (isCancelHonoured(context, state.execution_id)) return cancelled(state);
    const begun = beginWave(context, state);
    yield { kind: 'sleep', ms: stepMs(context, 'settle') };
    send(
      context,
      startMail({
        planId: state.plan_id,
        planName: state.plan_name ?? '',
        executionId: state.execution_id,
        accountId: state.accountContext.accountId,
        at: context.time.now(),
        totalWaves: state.total_waves ?? 0,
      }),
    );
    return begun;
  });
}

function beginWave(context: PlatformContext, state: RunState): RunState {
  try {
    return startWave(context, state, 'keep');
  } catch (error) {
    return { ...state, status: 'failed', failed_waves: 1, error: reasonOf(error), error_code: 'WAVE_START_FAILED' };
  }
}

/** Wait, poll, update: 13 of the 14 history events of a cycle; the choice that follows adds two. */
function* pollCycle(context: PlatformContext, run: Run, state: RunState): Part<RunState> {
  run.history.entered('Wait', 'WaitForWaveUpdate', state);
  yield { kind: 'sleep', ms: stepMs(context, 'wait') };
  run.history.left('Wait', 'WaitForWaveUpdate', state);

  const pollPayload = { action: 'poll_wave_status', state };
  const polled = yield* task(
    context,
    run,
    { state: 'PollWaveStatus', functionSuffix: 'dr-orch-sf', payload: pollPayload, input: state },
    function* () {
      yield { kind: 'sleep', ms: pollMs(context, state.execution_id, state.current_wave_number) };
      const death = deathOf(context, state.execution_id, state.current_wave_number);
      if (death !== undefined) throw new RunFailure(death.error, death.cause);
      return yield* pollWave(context, state);
    },
  );

  // H14: the state travels twice, so it reaches the payload limit at half the size.
  const updatePayload = { action: 'update_wave_completion_status', wave_data: polled, state: polled };
  return yield* task(
    context,
    run,
    { state: 'UpdateWaveStatus', functionSuffix: 'execution-handler', payload: updatePayload, input: polled },
    function* () {
      yield { kind: 'sleep', ms: stepMs(context, 'update') };
      return updateItem(context, run, polled);
    },
  );
}

function choose(run: Run, name: string, state: RunState): void {
  run.history.entered('Choice', name, state);
  run.history.left('Choice', name, state);
}

function fail(run: Run, name: string, state: RunState, error: string, cause: string): never {
  run.history.entered('Fail', name, state);
  throw new RunFailure(error, cause);
}
