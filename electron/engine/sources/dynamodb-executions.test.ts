import { describe, expect, test } from 'vitest';
import { ExecutionItem, Run } from '../../../shared/domain/facts';
import { ContextId, ExecutionId, Instant } from '../../../shared/domain/primitives';
import { type ExecutionFacts, emptyState } from '../../../shared/domain/state';
import { dynamodbExecutions } from './dynamodb-executions';
import { aReading } from './testing/a-reading';

const contextId = ContextId.parse('payroll@us-east-1');
const at = (time: string) => Instant.parse(`2026-03-14T${time}.000Z`);
const wire = (executionId: string, status: string, lastUpdated: number) => ({
  executionId: { S: executionId },
  planId: { S: 'p' },
  planName: { S: 'Payroll DR' },
  executionType: { S: 'DRILL' },
  status: { S: status },
  lastUpdated: { N: String(lastUpdated) },
});

/** What is known of an execution whose item ended at 09:00, changed as a test needs. */
function facts(id: string, change: { item?: object | null; run?: object | null }): ExecutionFacts {
  const base = { observedAt: at('09:00:00'), contextId };
  const item = {
    executionId: id,
    planId: 'p',
    planName: '',
    executionType: 'DRILL',
    status: 'COMPLETED',
    startedAt: null,
    endedAt: at('09:00:00'),
    initiatedBy: null,
    totalWaves: 1,
    accountId: null,
    runArn: null,
    pausedBeforeWave: null,
    errorMessage: null,
    errorCode: null,
    terminateJobIds: [],
    terminationInitiatedAt: null,
    waves: [],
  };
  const run = {
    executionId: id,
    runArn: `arn:${id}`,
    stateMachineArn: 'm',
    status: 'SUCCEEDED',
    startedAt: null,
    stoppedAt: at('09:00:00'),
    error: null,
    cause: null,
  };
  return {
    executionId: ExecutionId.parse(id),
    contextId,
    item:
      change.item === null
        ? null
        : { ...base, source: 'dynamodb-executions', fact: ExecutionItem.parse({ ...item, ...change.item }) },
    run: change.run === null ? null : { ...base, source: 'sfn-runs', fact: Run.parse({ ...run, ...change.run }) },
    waves: {},
    wavesSeenAt: {},
    steps: [],
    firstSeenAt: at('09:00:00'),
  };
}

describe('reading executions', () => {
  test('asks for exactly the attributes that hold no token, and for every active status', async () => {
    const { reading, asked } = await aReading(() => ({ Items: [] }));
    await dynamodbExecutions.read(reading);
    expect(asked.map(({ input }) => JSON.stringify(input.ExpressionAttributeValues))).toEqual(
      ['PENDING', 'RUNNING', 'POLLING', 'PAUSE_PENDING', 'PAUSED', 'CANCELLING'].map((status) =>
        JSON.stringify({ ':value': { S: status } }),
      ),
    );
    for (const { input } of asked) {
      expect(input.Select).toBe('SPECIFIC_ATTRIBUTES');
      expect(JSON.stringify(input)).not.toMatch(/taskToken|pausedStateSnapshot/);
      expect(String(input.ProjectionExpression).split(', ')).toHaveLength(30);
    }
  });

  test('the first reading takes the whole table, page by page', async () => {
    const pages = [{ Items: [], LastEvaluatedKey: { executionId: { S: 'x' } } }, { Items: [wire('e1', 'COMPLETED', 1)] }];
    const { reading, asked } = await aReading(() => pages.shift() ?? { Items: [] }, { first: true });
    const { events } = await dynamodbExecutions.read(reading);
    expect(asked.map(({ command, input }) => [command, input.ExclusiveStartKey])).toEqual([
      ['ScanCommand', undefined],
      ['ScanCommand', { executionId: { S: 'x' } }],
    ]);
    expect(events).toHaveLength(1);
  });

  test('a table too long for one reading is read on by the next, beside what is under way', async () => {
    const starts = Array.from({ length: 45 }, (_, page) => page);
    const { reading, asked } = await aReading(
      (command, input) => {
        if (command !== 'ScanCommand') return { Items: [] };
        const page = Number(/"n(\d+)"/.exec(JSON.stringify(input.ExclusiveStartKey ?? ''))?.[1] ?? 0);
        const more = page + 1 < starts.length ? { LastEvaluatedKey: { executionId: { S: `n${page + 1}` } } } : {};
        return { Items: [wire(`e${page}`, 'COMPLETED', 1)], ...more };
      },
      { first: true },
    );
    const begun = await dynamodbExecutions.read(reading);
    expect(begun.events).toHaveLength(40);
    await begun.recorded?.();
    asked.length = 0;
    const ended = await dynamodbExecutions.read({ ...reading, first: false });
    expect(ended.events).toHaveLength(5);
    expect(asked.map(({ command }) => command)).toEqual([...Array(5).fill('ScanCommand'), ...Array(6).fill('QueryCommand')]);
    await ended.recorded?.();
    asked.length = 0;
    await dynamodbExecutions.read({ ...reading, first: false });
    expect(asked.map(({ command }) => command)).toEqual(Array(6).fill('QueryCommand'));
  });

  test('locks are no executions, and an item nobody can read does not hide the others', async () => {
    const lock = { executionId: { S: 'execution-lock-p' }, planId: { S: 'p' }, status: { S: 'LOCK' } };
    const { reading } = await aReading(() => ({ Items: [lock, { planId: { S: 'p' } }, wire('e1', 'RUNNING', 1)] }), {
      first: true,
    });
    const { events, unreadable } = await dynamodbExecutions.read(reading);
    expect(events).toHaveLength(1);
    expect(unreadable?.map(({ subject }) => subject)).toEqual(['execution without id']);
  });

  test('an index that lags does not bring an older state back', async () => {
    let status = wire('e1', 'PAUSED', 200);
    const { reading } = await aReading((_, input) => ({
      Items: JSON.stringify(input).includes(`"${status.status.S}"`) ? [status] : [],
    }));
    expect((await dynamodbExecutions.read(reading)).events).toHaveLength(1);
    status = wire('e1', 'POLLING', 100);
    expect((await dynamodbExecutions.read(reading)).events).toHaveLength(0);
    status = wire('e1', 'RUNNING', 200);
    expect((await dynamodbExecutions.read(reading)).events).toHaveLength(1);
  });

  test.each([
    ['is named by its run only', { item: null }, true],
    ['left the active statuses unseen', { item: { status: 'RUNNING' } }, true],
    ['ended a moment ago', { run: { stoppedAt: at('09:27:00') } }, true],
    ['ended half an hour ago', {}, false],
    ['was cancelled while its run is open', { item: { status: 'CANCELLED' }, run: { status: 'RUNNING', stoppedAt: null } }, true],
  ])('an execution that %s', async (_, change, expected) => {
    const { reading, core, asked } = await aReading(() => ({ Items: [] }));
    core.current = { ...emptyState, executions: { e9: facts('e9', change) } };
    await dynamodbExecutions.read(reading);
    expect(asked.some(({ input }) => JSON.stringify(input.ExpressionAttributeValues) === '{":value":{"S":"e9"}}')).toBe(expected);
  });
});
