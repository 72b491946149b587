import { z } from 'zod';
import { expect, test } from '../fixtures';
import { type Served, type Simulated, startServe, startSimulate } from '../serve';
import { accountEnv, beside } from './account';
import { E1, E2, endingOf, executionsOf } from './executions';

const Events = z.object({ items: z.array(z.object({ seq: z.number(), event: z.looseObject({ type: z.string() }) })) });
const Alerts = z.object({
  items: z.array(z.object({ noticeId: z.string(), kind: z.string(), deliveries: z.array(z.object({ outcome: z.string() })) })),
});

async function alertsOf(serve: Served) {
  return Alerts.parse(await serve.get('/alerts?limit=1000')).items;
}

/** How each session found the one before it, oldest first. */
async function formerEnds(serve: Served): Promise<readonly unknown[]> {
  const events = Events.parse(await serve.get('/events?limit=1000')).items.reverse();
  return events.flatMap(({ event }) => (event.type === 'session.started' ? [event.previousEnd] : []));
}

async function lastSeqOf(serve: Served): Promise<number> {
  return Events.parse(await serve.get('/events?limit=1')).items[0]?.seq ?? 0;
}

/** Statuses of executions, waves and servers: what a console makes of the world. */
async function conclusionsOf(serve: Served) {
  return (await executionsOf(serve)).map(({ executionId, status, detail, waves }) => ({
    executionId,
    status,
    detail,
    waves: waves.map((wave) => [wave.status, wave.servers.map((server) => [server.sourceServerId, server.launchStatus])]),
  }));
}

async function hasPlayed(simulated: Simulated): Promise<boolean> {
  return z.object({ ended: z.boolean() }).parse(await simulated.control('/clock')).ended;
}

test.describe('a console that is killed', () => {
  test.describe.configure({ mode: 'parallel' });
  test.setTimeout(240_000);

  test('in the middle of a run goes on where it stopped, and alerts nobody twice', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '300']);
    const env = accountEnv(simulated.url);
    const args = ['--data-dir', dataDir];
    const first = await startServe(args, env);
    await expect.poll(() => endingOf(first, E1), { timeout: 90_000 }).toMatch(/^FAILED/);
    const told = (await alertsOf(first)).map(({ noticeId }) => noticeId);
    const known = (await executionsOf(first)).map(({ executionId }) => executionId);
    const lastSeq = await lastSeqOf(first);
    expect(await first.stop('SIGKILL')).toBeNull();

    const second = await startServe(args, env);
    // At once, from its own journal: nothing was lost.
    expect((await executionsOf(second)).map(({ executionId }) => executionId)).toEqual(expect.arrayContaining(known));
    expect(await formerEnds(second)).toEqual(['none', 'crash']);
    expect(await lastSeqOf(second)).toBeGreaterThan(lastSeq);
    await simulated.control('/speed', { speed: 600 });
    await expect.poll(() => endingOf(second, E2), { timeout: 150_000 }).toMatch(/^COMPLETED/);
    const alerts = await alertsOf(second);
    expect(alerts.map(({ noticeId }) => noticeId)).toEqual(expect.arrayContaining(told));
    expect(alerts.filter(({ deliveries }) => deliveries.length > 1)).toEqual([]);
    expect(alerts.filter(({ kind }) => kind === 'execution-failed')).toHaveLength(1);

    // A console that sees this world for the first time concludes the same from it.
    const fresh = await startServe(['--data-dir', `${dataDir}/fresh`], env);
    await expect
      .poll(async () => JSON.stringify(await conclusionsOf(fresh)) === JSON.stringify(await conclusionsOf(second)), {
        timeout: 90_000,
      })
      .toBe(true);
    expect(await second.stop()).toBe(0);
    await fresh.stop();
    await simulated.stop();
  });

  test('while it waits for approval says afterwards what it missed, once', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '300']);
    const args = ['--data-dir', dataDir, ...beside(simulated)];
    const first = await startServe(args);
    await expect.poll(() => endingOf(first, E2), { timeout: 90_000, intervals: [100] }).toMatch(/^PAUSED/);
    // The world stands still until nobody watches it, so that a slow machine kills in time too.
    await simulated.control('/pause', {});
    expect(await first.stop('SIGKILL')).toBeNull();
    await simulated.control('/speed', { speed: 600 });
    await simulated.control('/resume', {});
    // Nobody watches while the drill is resumed and completes.
    await expect.poll(() => hasPlayed(simulated), { timeout: 90_000, intervals: [500] }).toBe(true);

    for (const formerEnd of ['crash', 'clean']) {
      const serve = await startServe(args);
      await expect.poll(() => endingOf(serve, E2), { timeout: 60_000 }).toBe('COMPLETED []');
      expect((await formerEnds(serve)).at(-1)).toBe(formerEnd);
      const missed = async () => (await alertsOf(serve)).filter(({ kind }) => kind === 'missed-while-away').length;
      await expect.poll(missed, { timeout: 30_000 }).toBe(1);
      expect((await alertsOf(serve)).filter(({ kind }) => kind === 'execution-completed')).toEqual([]);
      expect(await serve.stop()).toBe(0);
    }
    await simulated.stop();
  });
});
