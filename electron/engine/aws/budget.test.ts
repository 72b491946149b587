import { describe, expect, test } from 'vitest';
import { ManualTime } from '../testing/manual-clock';
import { buckets, createBudget } from './budget';

/** How many of `wanted` calls were let through within `seconds` of engine time. */
async function letThrough(time: ManualTime, wanted: number, wallMs: number, operation = 'DescribeJobs'): Promise<number> {
  const budget = createBudget(time.clock, new AbortController().signal);
  let through = 0;
  for (let call = 0; call < wanted; call += 1) void budget.take('own/us-east-1', 'drs', operation).then(() => (through += 1));
  await time.advance(wallMs);
  return through;
}

describe('the call budget', () => {
  test('lets DRS through no faster than 90 a minute once the first burst is spent', async () => {
    expect(await letThrough(new ManualTime(), 400, 60_000)).toBe(90 + 90);
  });

  test('counts in engine time: a rehearsal at ×60 may call sixty times as often', async () => {
    expect(await letThrough(new ManualTime({ speed: 60 }), 400, 1_000)).toBe(90 + 90);
  });

  test('has one bucket for all DRS calls of a place, and another for the next place', async () => {
    const time = new ManualTime();
    const budget = createBudget(time.clock, new AbortController().signal);
    let through = 0;
    const take = (place: string, operation: string) => void budget.take(place, 'drs', operation).then(() => (through += 1));
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
    const budget = createBudget(new ManualTime().clock, closing.signal);
    const waiting = Array.from({ length: 91 }, () => budget.take('own/us-east-1', 'drs', 'DescribeJobs'));
    closing.abort(new Error('closed'));
    await expect(Promise.all(waiting)).rejects.toThrow('closed');
  });
});
