import { describe, expect, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { ManualTime } from '../testing/manual-clock';
import { buckets, createBudget, createScheduler } from './budget';
import { withPriority } from './priority';

const contextId = ContextId.parse('payroll@us-east-1');
const budgetOf = (time: ManualTime, signal = new AbortController().signal, scheduler = createScheduler(time.clock)) =>
  createBudget({ contextId, clock: time.clock, signal, scheduler });

/** How many of `wanted` calls were let through within `seconds` of engine time. */
async function letThrough(time: ManualTime, wanted: number, wallMs: number, operation = 'DescribeJobs'): Promise<number> {
  const budget = budgetOf(time);
  let through = 0;
  for (let call = 0; call < wanted; call += 1)
    void budget.take('own/us-east-1', 'drs', operation).then((giveBack) => {
      through += 1;
      giveBack();
    });
  await time.advance(wallMs);
  return through;
}

describe('the call budget', () => {
  test('lets DRS through no faster than 90 a minute once the first burst is spent', async () => {
    expect(await letThrough(new ManualTime(), 400, 60_000)).toBe(90 + 90);
  });

  test('counts in engine time: a rehearsal at ×60 may call sixty times as often', async () => {
    const through = await letThrough(new ManualTime({ speed: 60 }), 400, 1_000);
    // A wait ends on a whole wall millisecond, which is 60 of the engine's.
    expect(through).toBeGreaterThanOrEqual(90 + 88);
    expect(through).toBeLessThanOrEqual(90 + 90);
  });

  test('has one bucket for all DRS calls of a place, and another for the next place', async () => {
    const time = new ManualTime();
    const budget = budgetOf(time);
    let through = 0;
    const take = (place: string, operation: string) =>
      void budget.take(place, 'drs', operation).then((giveBack) => {
        through += 1;
        giveBack();
      });
    for (let call = 0; call < 60; call += 1) {
      take('444455556666/us-east-1', 'DescribeJobs');
      take('444455556666/us-east-1', 'DescribeSourceServers');
      take('444455556666/us-west-2', 'DescribeJobs');
    }
    await time.advance(1);
    expect(through).toBe(90 + 60);
  });

  test('stays at or below half of what Step Functions grants in its smaller regions', () => {
    const granted = {
      'states:DescribeExecution': [250, 10],
      'states:GetExecutionHistory': [400, 20],
      'states:ListExecutions': [100, 2],
      'states:ListStateMachines': [100, 5],
      'states:StopExecution': [500, 25],
    } as const;
    for (const [name, [size, perSecond]] of Object.entries(granted)) {
      expect(buckets[name]?.size, name).toBeLessThanOrEqual(size / 2);
      expect(buckets[name]?.perSecond, name).toBeLessThanOrEqual(perSecond / 2);
    }
  });

  test('keeps all DRS calls below the 100 a minute (burst 200) that the platform plans with', () => {
    expect(buckets.drs?.perSecond ?? 0).toBeLessThan(100 / 60);
    expect(buckets.drs?.size ?? 0).toBeLessThan(200);
  });

  test('rejects who still waits when the context closes', async () => {
    const closing = new AbortController();
    const budget = budgetOf(new ManualTime(), closing.signal);
    const waiting = Array.from({ length: 91 }, () => budget.take('own/us-east-1', 'drs', 'DescribeJobs'));
    closing.abort(new Error('closed'));
    await expect(Promise.all(waiting)).rejects.toThrow('closed');
  });

  test('what tells of a running execution overtakes what is idle, and an operator overtakes both', async () => {
    const time = new ManualTime();
    const budget = budgetOf(time);
    const order: string[] = [];
    const ask = (priority: 'asked' | 'running' | 'idle') =>
      void withPriority(priority, async () => (await budget.take('own/us-east-1', 'drs', 'DescribeJobs'))()).then(() =>
        order.push(priority),
      );
    for (let call = 0; call < 90; call += 1) ask('idle');
    await time.advance(0);
    order.length = 0;
    for (const priority of ['idle', 'running', 'asked', 'running'] as const) ask(priority);
    await time.advance(10_000);
    expect(order).toEqual(['asked', 'running', 'running', 'idle']);
  });

  test('a context with much to ask keeps no other waiting', async () => {
    const time = new ManualTime();
    const scheduler = createScheduler(time.clock);
    const signal = new AbortController().signal;
    const of = (id: string) => createBudget({ contextId: ContextId.parse(id), clock: time.clock, signal, scheduler });
    const [greedy, modest] = [of('greedy'), of('modest')];
    const held: (() => void)[] = [];
    const order: string[] = [];
    for (let call = 0; call < 60; call += 1) {
      void greedy.take('own/us-east-1', 'dynamodb', 'Query').then((giveBack) => {
        order.push('greedy');
        held.push(giveBack);
      });
    }
    await time.advance(0);
    const before = order.length;
    expect(before).toBeLessThan(60);
    void modest.take('own/us-east-1', 'dynamodb', 'Query').then(() => order.push('modest'));
    await time.advance(0);
    held.shift()?.();
    await time.advance(0);
    expect(order.slice(before)).toEqual(['modest']);
  });

  test('counts calls by context and operation, the last minute apart', async () => {
    const time = new ManualTime();
    const scheduler = createScheduler(time.clock);
    const budget = budgetOf(time, undefined, scheduler);
    const ask = async () => (await budget.take('own/us-east-1', 'drs', 'DescribeJobs'))();
    await ask();
    await time.advance(120_000);
    await ask();
    budget.throttled('drs', 'DescribeJobs');
    expect(scheduler.counts.list()).toEqual([
      {
        contextId,
        service: 'drs',
        operation: 'DescribeJobs',
        total: 2,
        lastMinute: 1,
        waited: 0,
        longestWaitMs: 0,
        throttled: 1,
      },
    ]);
  });
});
