import { z } from 'zod';
import { expect, test } from '../fixtures';
import { type Served, startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import { E1, E2, endingOf, executionsOf } from './executions';

const Events = z.object({ items: z.array(z.object({ seq: z.number(), event: z.looseObject({ type: z.string() }) })) });
const Alerts = z.object({
  items: z.array(z.object({ noticeId: z.string(), kind: z.string(), deliveries: z.array(z.object({ outcome: z.string() })) })),
});

async function eventsOf(serve: Served) {
  return Events.parse(await serve.get('/events?limit=1000')).items.reverse();
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

test('killed in the middle of a run, the console goes on where it stopped and alerts nobody twice', async ({ dataDir }) => {
  test.setTimeout(240_000);
  const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60']);
  const env = accountEnv(simulated.url);
  const args = ['--data-dir', dataDir, '--port', '0'];
  const first = await startServe(args, env);
  await expect.poll(() => endingOf(first, E1), { timeout: 90_000 }).toMatch(/^FAILED/);
  const told = Alerts.parse(await first.get('/alerts')).items;
  const known = await conclusionsOf(first);
  const lastSeq = (await eventsOf(first)).at(-1)?.seq ?? 0;
  expect(await first.stop('SIGKILL')).toBeNull();

  const second = await startServe(args, { ...env, TOCSIN_TOKEN: first.token });
  expect(second.token).toBe(first.token);
  // At once, from its own journal: nothing was lost.
  expect((await conclusionsOf(second)).map(({ executionId }) => executionId)).toEqual(
    known.map(({ executionId }) => executionId),
  );
  const began = (await eventsOf(second)).filter(({ event }) => event.type === 'session.started');
  expect(began.map(({ event }) => event.previousEnd)).toEqual(['none', 'crash']);
  expect(began[1]?.seq).toBeGreaterThanOrEqual(lastSeq);

  await expect.poll(() => endingOf(second, E2), { timeout: 150_000 }).toMatch(/^COMPLETED/);
  const alerts = Alerts.parse(await second.get('/alerts?limit=1000')).items;
  expect(alerts.map(({ noticeId }) => noticeId)).toEqual(expect.arrayContaining(told.map(({ noticeId }) => noticeId)));
  expect(new Set(alerts.map(({ noticeId }) => noticeId)).size).toBe(alerts.length);
  expect(alerts.filter(({ deliveries }) => deliveries.filter(({ outcome }) => outcome === 'shown').length > 1)).toEqual([]);
  expect(alerts.filter(({ kind }) => kind === 'execution-failed')).toHaveLength(1);

  const fresh = await startServe(['--data-dir', `${dataDir}/fresh`, '--port', '0'], env);
  await expect.poll(() => conclusionsOf(fresh), { timeout: 60_000 }).toEqual(await conclusionsOf(second));
  expect(await second.stop()).toBe(0);
  await fresh.stop();
  await simulated.stop();
});
