import { describe, expect, test } from 'vitest';
import { Run } from '../../../shared/domain/facts';
import { ContextId, ExecutionId, Instant } from '../../../shared/domain/primitives';
import { type ExecutionFacts, emptyState } from '../../../shared/domain/state';
import { sfnRuns } from './sfn-runs';
import { type Answering, aReading } from './testing/a-reading';

const contextId = ContextId.parse('payroll@us-east-1');
const at = (time: string) => Instant.parse(`2026-03-14T${time}.000Z`);
const machine = 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev';
const arn = (id: string) => `${machine.replace(':stateMachine:', ':execution:')}:${id}`;
const identity = { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/dana' };
const entry = (id: string, status: string) => ({
  executionArn: arn(id),
  stateMachineArn: machine,
  name: id,
  status,
  startDate: new Date(at('09:00:00')),
});

const aws =
  (answers: Partial<Record<string, object>>): Answering =>
  (command) =>
    command === 'GetCallerIdentityCommand' ? identity : (answers[command.replace('Command', '')] ?? {});

function known(id: string, change: object, steps: ExecutionFacts['steps'] = []): ExecutionFacts {
  const fact = Run.parse({
    executionId: id,
    runArn: arn(id),
    stateMachineArn: machine,
    status: 'RUNNING',
    startedAt: at('09:00:00'),
    stoppedAt: null,
    error: null,
    cause: null,
    ...change,
  });
  const run = { observedAt: at('09:00:00'), source: 'sfn-runs' as const, contextId, fact };
  return {
    executionId: ExecutionId.parse(id),
    contextId,
    item: null,
    waves: {},
    wavesSeenAt: {},
    run,
    steps,
    firstSeenAt: at('09:00:00'),
  };
}

describe('reading runs', () => {
  test('history is read backwards, without the data in which tokens lie, to the last known event', async () => {
    const events = [
      { id: 9, timestamp: new Date(at('09:20:00')), type: 'TaskSubmitted' },
      {
        id: 7,
        timestamp: new Date(at('09:10:00')),
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'WaitForResume' },
      },
      { id: 5, timestamp: new Date(at('09:00:00')), type: 'ExecutionStarted' },
    ];
    const { reading, core, asked } = await aReading(
      aws({ ListExecutions: { executions: [entry('e1', 'RUNNING')] }, GetExecutionHistory: { events, nextToken: 'more' } }),
    );
    const step = { id: 5, at: at('09:00:00'), type: 'ExecutionStarted', stateName: null, error: null };
    core.current = { ...emptyState, executions: { e1: known('e1', {}, [step]) } };
    const answer = await sfnRuns.read(reading);
    expect(answer.events).toMatchObject([
      {
        type: 'run-steps.observed',
        steps: [
          { id: 7, stateName: 'WaitForResume' },
          { id: 9, type: 'TaskSubmitted' },
        ],
      },
    ]);
    const histories = asked.filter(({ command }) => command === 'GetExecutionHistoryCommand');
    expect(histories.map(({ input }) => [input.reverseOrder, input.includeExecutionData])).toEqual([[true, false]]);
  });

  test('a run that began and ended between two readings is found, and asked what it failed of', async () => {
    const failed = { ...entry('brief', 'FAILED'), stopDate: new Date(at('09:00:05')) };
    const { reading } = await aReading((command, input) => {
      if (command === 'GetCallerIdentityCommand') return identity;
      if (command === 'ListExecutionsCommand') return { executions: 'statusFilter' in input ? [] : [failed] };
      return command === 'DescribeExecutionCommand' ? { ...failed, error: 'States.Runtime', cause: 'no state' } : {};
    });
    const answer = await sfnRuns.read(reading);
    expect(reading.first).toBe(false);
    expect(answer.events).toMatchObject([
      { type: 'run.observed', run: { executionId: 'brief', status: 'FAILED', error: 'States.Runtime' } },
    ]);
  });

  test('a run that is no longer listed is asked what became of it', async () => {
    const ended = {
      ...entry('e1', 'FAILED'),
      stopDate: new Date(at('09:25:12')),
      error: 'PlanExecutionFailed',
      input: `{"taskToken":"AQC${'A'.repeat(200)}"}`,
    };
    const { reading, core } = await aReading(aws({ ListExecutions: { executions: [] }, DescribeExecution: ended }));
    core.current = { ...emptyState, executions: { e1: known('e1', {}) } };
    const { events } = await sfnRuns.read(reading);
    expect(events).toMatchObject([{ type: 'run.observed', run: { status: 'FAILED', error: 'PlanExecutionFailed' } }]);
    expect(JSON.stringify(events)).not.toContain('AQC');
  });

  test('a list that lags does not reopen a run that a message has told to have ended', async () => {
    const { reading, core } = await aReading(aws({ ListExecutions: { executions: [entry('e1', 'RUNNING')] } }));
    const end = [{ id: 5, at: at('09:29:40'), type: 'ExecutionFailed', stateName: null, error: null }];
    core.current = { ...emptyState, executions: { e1: known('e1', { status: 'FAILED', stoppedAt: at('09:29:40') }, end) } };
    expect((await sfnRuns.read(reading)).events).toEqual([]);
    core.current = { ...emptyState, executions: { e1: known('e1', { status: 'FAILED', stoppedAt: at('09:20:00') }, end) } };
    expect((await sfnRuns.read(reading)).events).toMatchObject([{ type: 'run.observed', run: { status: 'RUNNING' } }]);
  });

  test('the end of a run that a message told is looked up in its history', async () => {
    const events = [
      {
        id: 8,
        timestamp: new Date(at('09:29:40')),
        type: 'ExecutionFailed',
        executionFailedEventDetails: { error: 'PlanExecutionFailed' },
      },
    ];
    const { reading, core } = await aReading(aws({ ListExecutions: { executions: [] }, GetExecutionHistory: { events } }));
    core.current = { ...emptyState, executions: { e1: known('e1', { status: 'FAILED', stoppedAt: at('09:29:40') }) } };
    expect((await sfnRuns.read(reading)).events).toMatchObject([
      { type: 'run-steps.observed', steps: [{ id: 8, error: 'PlanExecutionFailed' }] },
    ]);
  });

  test('the first look takes history as the list gives it, and asks only failures for their cause', async () => {
    const { reading, asked } = await aReading(
      (command, input) => {
        if (command === 'GetCallerIdentityCommand') return identity;
        if (command === 'ListExecutionsCommand')
          return { executions: input.statusFilter === 'RUNNING' ? [] : [entry('e1', 'SUCCEEDED'), entry('e2', 'FAILED')] };
        return command === 'DescribeExecutionCommand' ? { ...entry('e2', 'FAILED'), error: 'PlanExecutionFailed' } : {};
      },
      { first: true, since: null },
    );
    const { events } = await sfnRuns.read(reading);
    expect(events.map((event) => (event.type === 'run.observed' ? [event.run.executionId, event.run.error] : null))).toEqual([
      ['e1', null],
      ['e2', 'PlanExecutionFailed'],
    ]);
    expect(asked.filter(({ command }) => command === 'DescribeExecutionCommand')).toHaveLength(1);
  });
});
