import { z } from 'zod';
import { SecurityFinding } from '../../../shared/domain/security/security-event';
import { expect, test } from '../fixtures';
import { type Served, type Simulated, startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import { inventoryOf } from './inventory';

/** Events of other accounts and other regions reach the console’s one queue, and each keeps saying where it comes from. */
const PLATFORM = '111122223333';
const TARGET = '444455556666';
const ELSEWHERE = [
  { accountId: PLATFORM, region: 'us-west-2' },
  { accountId: TARGET, region: 'us-east-1' },
  { accountId: TARGET, region: 'us-west-2' },
] as const;

const Contexts = z.object({ items: z.array(z.object({ contextId: z.string(), accountId: z.string().nullable() })) });
const Plan = z.object({
  plan: z.array(z.object({ resource: z.object({ kind: z.string(), accountId: z.string(), region: z.string() }) })),
});
const Report = z.object({ outcome: z.string(), message: z.string() });
const Told = z.object({ items: z.array(z.object({ event: z.object({ finding: SecurityFinding }) })) });
const Journal = z.object({
  items: z.array(
    z.object({ event: z.looseObject({ type: z.string(), account: z.string().nullish(), region: z.string().nullish() }) }),
  ),
});

/** Everything that a set-up could touch, in every place it touches. */
async function everything(account: Simulated): Promise<Record<string, unknown>> {
  const places = [{ accountId: PLATFORM, region: 'us-east-1' }, ...ELSEWHERE];
  const found = await Promise.all(places.map(({ accountId, region }) => inventoryOf(account, accountId, region)));
  return Object.fromEntries(places.map(({ accountId, region }, index) => [`${accountId}/${region}`, found[index]]));
}

async function setupOf(serve: Served): Promise<string> {
  const account = async () => Contexts.parse(await serve.get('/contexts')).items[0];
  await expect.poll(async () => (await account())?.accountId, { timeout: 30_000 }).toBe(PLATFORM);
  return `/setup/${encodeURIComponent((await account())?.contextId ?? '')}`;
}

async function post(serve: Served, path: string, body: unknown): Promise<z.infer<typeof Report>> {
  const reply = await serve.api(path, { body });
  expect(reply.status, await reply.clone().text()).toBe(200);
  return Report.parse(await reply.json());
}

/** Where security events of a call come from: `account region`, sorted. */
async function originsOf(serve: Served, what: string): Promise<readonly string[]> {
  const { items } = Told.parse(await serve.get('/security/events?limit=1000'));
  return items
    .flatMap(({ event: { finding } }) => (finding.what === what ? [`${finding.account} ${finding.region}`] : []))
    .sort();
}

test.describe('forwarding from other accounts and regions', () => {
  test.setTimeout(240_000);

  test('arrives told apart, stops when it is taken back, and leaves nothing', async ({ dataDir }) => {
    const account = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60', '--operator', 'human']);
    const before = await everything(account);
    const serve = await startServe(['--data-dir', dataDir], accountEnv(account.url));
    const path = await setupOf(serve);
    const wishes = { forwardFrom: ELSEWHERE };
    const { plan } = Plan.parse(await (await serve.api(`${path}/preview`, { body: { wishes } })).json());
    const planned = plan.map(({ resource }) => `${resource.kind} ${resource.accountId} ${resource.region}`);
    // One rule a place, one role an account, and leave for the other account to put events on our bus.
    for (const { accountId, region } of ELSEWHERE) expect(planned).toContain(`rule ${accountId} ${region}`);
    expect(
      planned
        .filter((part) => part.startsWith('role '))
        .map((part) => part.split(' ')[1])
        .sort(),
    ).toEqual([PLATFORM, TARGET]);
    expect(planned.filter((part) => part.startsWith('bus-permission '))).toHaveLength(1);
    expect(await everything(account)).toEqual(before);
    expect(await post(serve, `${path}/apply`, { wishes })).toMatchObject({ outcome: 'complete' });

    for (const { accountId, region } of [...ELSEWHERE, { accountId: PLATFORM, region: 'us-east-1' }])
      await account.control('/security', { kind: 'destruction', account: accountId, region });
    await expect
      .poll(() => originsOf(serve, 'drs:DisconnectSourceServer'), { timeout: 60_000 })
      .toEqual([`${PLATFORM} us-east-1`, `${PLATFORM} us-west-2`, `${TARGET} us-east-1`, `${TARGET} us-west-2`]);

    await test.step('so do the launches of the drill, which the target account’s DRS tells of', async () => {
      const launches = async () =>
        Journal.parse(await serve.get('/events?limit=1000')).items.flatMap(({ event }) =>
          event.type === 'message.launch-result' ? [`${event.account} ${event.region}`] : [],
        );
      await expect.poll(async () => [...new Set(await launches())], { timeout: 90_000 }).toEqual([`${TARGET} us-east-1`]);
    });

    await test.step('a place that is taken back is heard no more, the others are', async () => {
      const fewer = { forwardFrom: ELSEWHERE.filter(({ accountId }) => accountId === PLATFORM) };
      expect(await post(serve, `${path}/apply`, { wishes: fewer })).toMatchObject({ outcome: 'complete' });
      expect((await everything(account))[`${TARGET}/us-west-2`]).toEqual(before[`${TARGET}/us-west-2`]);
      for (const { accountId, region } of ELSEWHERE)
        await account.control('/security', { kind: 'destruction', event: 'DeleteSourceServer', account: accountId, region });
      // What is told after it has arrived by then.
      await account.control('/security', {
        kind: 'destruction',
        event: 'StopReplication',
        account: PLATFORM,
        region: 'us-west-2',
      });
      await expect.poll(() => originsOf(serve, 'drs:StopReplication'), { timeout: 60_000 }).toEqual([`${PLATFORM} us-west-2`]);
      // The platform itself forwards from where its servers are; nobody forwards from the other region there any more.
      expect(await originsOf(serve, 'drs:DeleteSourceServer')).toEqual([`${PLATFORM} us-west-2`, `${TARGET} us-east-1`]);
    });

    expect(await post(serve, `${path}/remove`, {})).toMatchObject({ outcome: 'complete' });
    expect(await everything(account)).toEqual(before);
    expect((await serve.api(`${path}/cancel`, { body: {} })).status).toBe(409);
    expect(await serve.stop()).toBe(0);
    await account.stop();
  });
});
