import { z } from 'zod';
import { expect, test } from '../fixtures';
import { type Served, type Simulated, startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import { inventoryOf } from './inventory';

const Contexts = z.object({ items: z.array(z.object({ contextId: z.string(), accountId: z.string().nullable() })) });
const Survey = z.object({
  plan: z.array(z.object({ id: z.string(), state: z.string() })),
  progress: z.object({ action: z.string(), endedAt: z.string().nullable(), steps: z.array(z.unknown()) }).nullable(),
});
const Report = z.object({ outcome: z.string(), message: z.string() });

/** Path of the set-up of the only account, once the console knows it. */
async function setupOf(serve: Served): Promise<string> {
  const account = async () => Contexts.parse(await serve.get('/contexts')).items[0];
  await expect.poll(async () => (await account())?.accountId).toBe('111122223333');
  return `/setup/${encodeURIComponent((await account())?.contextId ?? '')}`;
}

async function post(serve: Served, path: string): Promise<z.infer<typeof Report>> {
  const reply = await serve.api(path, { body: {} });
  expect(reply.status, await reply.clone().text()).toBe(200);
  return Report.parse(await reply.json());
}

/** Both accounts as their own administrators see them. */
const everything = async (account: Simulated) => ({
  platform: await inventoryOf(account, '111122223333'),
  target: await inventoryOf(account, '444455556666'),
});

test.describe('connecting an account', () => {
  test.setTimeout(180_000);

  test('made, verified and removed over REST, it leaves the account as it was; a repetition changes nothing', async ({
    dataDir,
  }) => {
    const account = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60']);
    const before = await everything(account);
    const serve = await startServe(['--data-dir', dataDir], accountEnv(account.url));
    const path = await setupOf(serve);
    // The plan forwards from wherever the platform's groups are, so it waits until they are read.
    await expect
      .poll(async () => Survey.parse(await serve.get(path)).plan.some(({ id }) => id.includes('444455556666')))
      .toBe(true);
    expect(Survey.parse(await serve.get(path)).plan.map(({ state }) => state)).toEqual(expect.arrayContaining(['create']));
    expect(await everything(account)).toEqual(before);

    expect(await post(serve, `${path}/apply`)).toMatchObject({ outcome: 'complete' });
    const connected = await everything(account);
    expect(await post(serve, `${path}/verify`)).toMatchObject({ outcome: 'works' });
    expect(await post(serve, `${path}/apply`)).toMatchObject({ outcome: 'complete', message: 'Nothing had to be changed.' });
    expect(await everything(account)).toEqual(connected);
    expect(await serve.get(`${path}/template`)).toMatchObject({ AWSTemplateFormatVersion: '2010-09-09' });
    expect(JSON.stringify(await serve.get(`${path}/policies`))).toContain('arn:aws:sqs:us-east-1:111122223333:');

    expect(await post(serve, `${path}/remove`)).toMatchObject({ outcome: 'complete' });
    expect(await everything(account)).toEqual(before);
    const made = await serve.api('/tokens', { body: { name: 'operator', role: 'act' } });
    const { token } = z.object({ token: z.string() }).parse(await made.json());
    expect((await serve.api(`${path}/apply`, { body: {}, token })).status).toBe(403);
    expect(await serve.stop()).toBe(0);
    await account.stop();
  });

  test('killed in the middle, it is told as interrupted, and going on comes to the same', async ({ dataDir }) => {
    const account = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60']);
    const before = await everything(account);
    const env = accountEnv(account.url);
    const first = await startServe(['--data-dir', dataDir], env);
    const path = await setupOf(first);
    const Progress = z.object({
      progress: z.object({ steps: z.array(z.object({ outcome: z.string().nullable() })) }).nullable(),
    });
    const applied = first.api(`${path}/apply`, { body: {} }).catch(() => null);
    await expect
      .poll(
        async () => Progress.parse(await first.get(`${path}/progress`)).progress?.steps.some(({ outcome }) => outcome !== null),
        {
          intervals: [20],
        },
      )
      .toBe(true);
    await first.stop('SIGKILL');
    await applied;

    const second = await startServe(['--data-dir', dataDir], env);
    expect(await setupOf(second)).toBe(path);
    const { progress } = Survey.parse(await second.get(path));
    expect(progress).toMatchObject({ action: 'apply', endedAt: null });
    expect(await post(second, `${path}/apply`)).toMatchObject({ outcome: 'complete' });
    expect(new Set(Survey.parse(await second.get(path)).plan.map(({ state }) => state))).toEqual(new Set(['exists']));
    expect(await post(second, `${path}/verify`)).toMatchObject({ outcome: 'works' });
    expect(await post(second, `${path}/remove`)).toMatchObject({ outcome: 'complete' });
    expect(await everything(account)).toEqual(before);
    expect(await second.stop()).toBe(0);
    await account.stop();
  });
});
