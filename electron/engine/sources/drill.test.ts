import { describe, expect, test } from 'vitest';
import { type AgainstSimulator, againstSimulator } from './testing/against-simulator';

const e1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const e2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';

/** Simulated minutes since the trace began. */
function minutes({ simulator }: AgainstSimulator): number {
  const clock = simulator.clock();
  return (clock.now() - clock.start) / 60_000;
}

interface Counted {
  readonly service: string;
  readonly operation: string;
  readonly caller: string;
  readonly count: number;
}

/** What the console called, without what the platform did itself. */
async function calls(given: AgainstSimulator): Promise<readonly Counted[]> {
  const answer = await given.control('calls');
  const items: Counted[] = JSON.parse(JSON.stringify(answer)).items;
  return items.filter(({ caller }) => /rehearsal-operator|DROpsConsoleReadRole/.test(caller));
}

describe('the drill over HTTP, with the shipped policies enforced', () => {
  test('ends as the trace says, every source live, no secret kept', { timeout: 90_000 }, async () => {
    const given = await againstSimulator({ speed: 600, policy: ['observe', 'alert', 'setup', 'manage'], held: true });
    const { core, until } = given;
    // As a host does: the trace begins when the queue listens.
    await until('the queue listens', () =>
      [...core.healthOf.values()].some(({ source, state }) => source === 'sqs-messages' && state === 'live'),
    );
    await given.control('resume', {});
    const execution = (id: string) => core.view().executions[id];
    await until('E1 failed', () => execution(e1)?.status === 'FAILED', 30_000);
    await until('E2 completed', () => execution(e2)?.status === 'COMPLETED', 30_000);
    await until('the clean-up', () => minutes(given) > 116 && Object.keys(core.view().instances).length === 0, 30_000);

    expect(execution(e1)).toMatchObject({ detail: [], counts: { total: 12, launched: 7, failed: 1 } });
    expect(execution(e2)).toMatchObject({ detail: [], counts: { total: 12, launched: 12 } });
    expect(core.of('source.failed')).toEqual([]);
    // The platform's own account has no DRS; everything else is read.
    const resting = [...core.healthOf.values()].filter((health) => health.state !== 'live');
    expect(resting.map(({ id, state }) => `${id.split('/').at(-1)} ${state}`)).toEqual(Array(3).fill('111122223333 off'));
    expect(core.of('queue.created')).toHaveLength(1);
    expect(core.of('message.launch-result')).toHaveLength(20);
    expect(core.of('message.malformed')).toEqual([]);
    expect(JSON.stringify(core.events)).not.toMatch(/AQC[A-Za-z0-9+/=]{100}/);
    expect(core.of('run-steps.observed').flatMap((event) => event.steps.map((step) => step.stateName))).toContain(
      'WaitForResume',
    );
  });

  test('calls stay within the budgets, counted per minute of the engine clock', { timeout: 60_000 }, async () => {
    const given = await againstSimulator({ speed: 120 });
    await given.until('half an hour of the drill', () => minutes(given) > 26, 40_000);
    const passed = minutes(given);
    const made = await calls(given);
    const perMinute = (service: string, ...operations: string[]): number =>
      made
        .filter((call) => call.service === service && (operations.length === 0 || operations.includes(call.operation)))
        .filter((call) => !/111122223333.*drs/.test(call.caller))
        .reduce((sum, call) => sum + call.count, 0) / passed;
    expect(perMinute('drs')).toBeLessThan(100);
    // Suggested pace: one DescribeJobs per 15 s; nudges by messages may add a few.
    expect(perMinute('drs', 'DescribeJobs')).toBeLessThan(8);
    expect(perMinute('drs', 'DescribeSourceServers')).toBeLessThan(3);
    expect(perMinute('states', 'ListExecutions')).toBeLessThan(60);
    expect(perMinute('states', 'DescribeExecution')).toBeLessThan(60);
    expect(perMinute('states', 'GetExecutionHistory')).toBeLessThan(60);
    expect(perMinute('sts')).toBeLessThan(5);
  });

  test('without a queue everything is seen by polling', { timeout: 60_000 }, async () => {
    const { core, until, contextId } = await againstSimulator({
      speed: 300,
      policy: ['observe'],
      spec: { mayCreateQueue: false },
    });
    await until('E1 failed', () => core.view().executions[e1]?.status === 'FAILED', 30_000);
    expect(core.of('message.launch-result')).toEqual([]);
    expect(core.healthOf.get(`${contextId}/sqs-messages`)).toMatchObject({ error: expect.anything() });
  });
});
