import type { Names } from './names';

/** The state machine's definition as DescribeStateMachine answers it: the states of aws-contracts 3 in Amazon States Language. */
export function definitionText(names: Names): string {
  const task = (suffix: string, action: string, next: string) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: names.functionArn(suffix), Payload: { action } },
    OutputPath: '$.Payload',
    Retry: [
      {
        ErrorEquals: ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'],
        IntervalSeconds: 2,
        MaxAttempts: 6,
        BackoffRate: 2,
      },
    ],
    Next: next,
  });
  const gate = (action: string, seconds: number, next: string, onTimeout: string) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: names.functionArn('dr-orch-sf'), Payload: { action, 'taskToken.$': '$$.Task.Token' } },
    TimeoutSeconds: seconds,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: onTimeout }],
    Next: next,
  });
  const when = (status: string, next: string) => ({ Variable: '$.status', StringEquals: status, Next: next });
  const ends = [
    when('failed', 'PlanFailed'),
    when('timeout', 'PlanTimeout'),
    when('paused', 'WaitForResume'),
    { Variable: '$.all_waves_completed', BooleanEquals: true, Next: 'PlanCompleted' },
  ];
  const fail = (error: string) => ({ Type: 'Fail', Error: error });
  return JSON.stringify({
    StartAt: 'InitiateWavePlan',
    States: {
      InitiateWavePlan: task('dr-orch-sf', 'begin', 'CheckPauseRequired'),
      CheckPauseRequired: {
        Type: 'Choice',
        Choices: [{ Variable: '$.pauseBeforeExecution', BooleanEquals: true, Next: 'PauseForApproval' }],
        Default: 'DetermineWavePlanState',
      },
      PauseForApproval: gate('pause', 86_400, 'DetermineWavePlanState', 'HandleTimeout'),
      DetermineWavePlanState: { Type: 'Choice', Choices: ends, Default: 'DetermineWaveState' },
      DetermineWaveState: {
        Type: 'Choice',
        Choices: [...ends, { Variable: '$.wave_completed', BooleanEquals: false, Next: 'WaitForWaveUpdate' }],
        Default: 'DetermineWavePlanState',
      },
      WaitForWaveUpdate: { Type: 'Wait', SecondsPath: '$.current_wave_update_time', Next: 'PollWaveStatus' },
      PollWaveStatus: task('dr-orch-sf', 'poll_wave_status', 'UpdateWaveStatus'),
      UpdateWaveStatus: task('execution-handler', 'update_wave_completion_status', 'DetermineWaveState'),
      WaitForResume: gate('store_task_token', 31_536_000, 'ResumeWavePlan', 'PlanTimeout'),
      ResumeWavePlan: task('dr-orch-sf', 'resume_wave', 'DetermineWaveState'),
      PlanCompleted: { Type: 'Succeed' },
      PlanFailed: fail('PlanExecutionFailed'),
      PlanTimeout: fail('PlanExecutionTimeout'),
      HandleTimeout: fail('PauseApprovalTimeout'),
      HandleCancellation: fail('ExecutionCancelled'),
    },
  });
}
