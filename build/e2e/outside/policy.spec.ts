import { expect, test } from '../fixtures';
import { POLICIES, startServe } from '../serve';
import { E1, E2, endingOf, executionOf, hasEnded, tally } from './executions';
import { healthOf, silentSources, warningsOf } from './health';

/** The shipped policy files are proved by running with them: whatever they do not allow is denied. */
test.describe('with the shipped policies enforced', () => {
  test.setTimeout(150_000);

  test('the drill ends as it should, and no call is denied', async ({ dataDir }) => {
    const args = ['--rehearse', 'payroll-drill', '--speed', '600', ...POLICIES];
    const serve = await startServe(['--data-dir', dataDir, ...args]);
    await expect.poll(() => hasEnded(serve), { timeout: 90_000 }).toBe(true);
    expect(await endingOf(serve, E1)).toBe('FAILED []');
    expect(await endingOf(serve, E2)).toBe('COMPLETED []');
    expect(await silentSources(serve)).toEqual([]);
    expect(JSON.stringify(await serve.get('/events?limit=1000'))).not.toContain('not-permitted');
    expect(await serve.stop()).toBe(0);
  });

  test('only looking: the console polls, says what it may not do, and ends right all the same', async ({ dataDir }) => {
    const args = ['--rehearse', 'payroll-drill', '--speed', '600', '--policy', 'observe', '--operator', 'human'];
    const serve = await startServe(['--data-dir', dataDir, ...args]);
    await expect.poll(() => endingOf(serve, E1), { timeout: 90_000 }).toBe('FAILED []');
    const { components } = await healthOf(serve);
    const missing = components.flatMap(({ missingPermission }) => missingPermission?.action ?? []);
    expect(missing).toEqual([expect.stringMatching(/^(sqs|sns|events):/)]);
    await expect.poll(() => endingOf(serve, E2), { timeout: 60_000 }).toBe('PAUSED []');

    const reply = await serve.api(`/executions/${E2}/resume`, { body: { note: 'without permission' } });
    expect({ status: reply.status, ...(await reply.json()) }).toMatchObject({
      status: 403,
      action: expect.stringMatching(/^(lambda|states):/),
    });
    expect(await endingOf(serve, E2)).toBe('PAUSED []');
    const paused = await executionOf(serve, E2);
    expect(paused === null ? '' : tally(paused)).toBe('LAUNCHED×8 PENDING×4');
    expect((await warningsOf(serve)).length).toBeGreaterThan(0);
    expect(await serve.stop()).toBe(0);
  });
});
