import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, test } from '../fixtures';
import { startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import { AT_FAULT, accountsOf, contextPath, statesOf, twelveProfiles, WORKING } from './profiles';

/** Profiles as they are on desktops: what works is watched, what cannot is explained, and nothing of it is secret. */
const SignIn = z.object({ userCode: z.string(), verificationUri: z.url(), expiresAt: z.iso.datetime() });

test.setTimeout(180_000);

test('of twelve profiles ten work and two are explained', async ({ dataDir }) => {
  const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60', '--operator', 'human']);
  const { config } = await twelveProfiles(dataDir, simulated.url);
  const all = [...WORKING, ...AT_FAULT].flatMap((profile) => ['--profile', profile]);
  const env = { ...accountEnv(''), HOME: dataDir, AWS_CONFIG_FILE: config };
  const serve = await startServe(['--data-dir', join(dataDir, 'data'), ...all], env);

  const waiting = {
    'sso-a': 'needs-sign-in',
    'sso-b': 'needs-sign-in',
    mfa: 'needs-code',
    lost: 'cannot-work',
    round: 'cannot-work',
  };
  const live = Object.fromEntries(WORKING.map((name) => [name, 'live']));
  await expect.poll(() => statesOf(serve), { timeout: 60_000 }).toEqual({ ...live, ...waiting });

  await test.step('a code is asked for, a wrong one is refused, the right one opens the session', async () => {
    expect((await serve.api(contextPath('mfa', '/mfa'), { body: { code: '12345' } })).status).toBe(400);
    const wrong = await serve.api(contextPath('mfa', '/mfa'), { body: { code: '000000' } });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ code: 'mfa.wrong-code', field: 'code' });
    expect((await serve.api(contextPath('mfa', '/mfa'), { body: { code: '123456' } })).status).toBe(200);
    expect((await serve.api(contextPath('keys', '/mfa'), { body: { code: '123456' } })).status).toBe(422);
  });

  await test.step('one sign-in serves both profiles of its session, and the AWS CLI', async () => {
    const begun = await serve.api(contextPath('sso-a', '/sign-in'), { method: 'POST', body: {} });
    expect(begun.status).toBe(200);
    const { userCode } = SignIn.parse(await begun.json());
    await simulated.control('/approve', { userCode });
    await expect.poll(() => statesOf(serve), { timeout: 30_000 }).toMatchObject({ 'sso-a': 'live', 'sso-b': 'live' });
    const cache = join(dataDir, '.aws', 'sso', 'cache');
    const [file = ''] = await readdir(cache);
    const token: unknown = JSON.parse(await readFile(join(cache, file), 'utf8'));
    expect(token).toMatchObject({ startUrl: 'https://corp.example/start', region: 'us-east-1' });
  });

  await expect.poll(() => statesOf(serve), { timeout: 30_000 }).toEqual({ ...live, lost: 'cannot-work', round: 'cannot-work' });
  const { items, profiles } = await accountsOf(serve);
  expect(items.filter(({ accountId }) => accountId !== null)).toHaveLength(10);
  for (const name of AT_FAULT) {
    const context = items.find(({ profile }) => profile === name);
    expect(context?.message).toContain(name);
    expect(context?.next).toBeTruthy();
    expect(profiles.find((profile) => profile.name === name)).toMatchObject({ works: false });
  }
  expect(items.find(({ profile }) => profile === 'lost')?.message).toContain('nobody');
  expect(items.find(({ profile }) => profile === 'round')?.message).toContain('circle');

  await test.step('a corrected file is taken up without a restart', async () => {
    await writeFile(config, (await readFile(config, 'utf8')).replace('source_profile = nobody', 'source_profile = keys'));
    await expect.poll(() => statesOf(serve), { timeout: 30_000 }).toMatchObject({ lost: 'live', round: 'cannot-work' });
  });

  await test.step('no code and no key is told to anyone', async () => {
    const told = `${serve.output()}${await (await serve.api('/audit?limit=1000')).text()}${JSON.stringify(await serve.get('/contexts'))}`;
    for (const secret of ['123456', 'of-no-account', 'aoa']) expect(told.includes(`"${secret}`)).toBe(false);
  });
  expect(await serve.stop()).toBe(0);
  await simulated.stop();
});

test('contexts are added, changed and let go at run time, and the next start knows', async ({ dataDir }) => {
  const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60', '--operator', 'human']);
  const { config } = await twelveProfiles(dataDir, simulated.url);
  const env = { ...accountEnv(''), HOME: dataDir, AWS_CONFIG_FILE: config };
  const args = ['--data-dir', join(dataDir, 'data')];
  const first = await startServe([...args, '--profile', 'keys'], env);
  const put = (path: string, body: object) => first.api(path, { method: 'PUT', body });
  expect((await put(contextPath('spoke'), { watched: true, name: 'Spoke', environment: 'test' })).status).toBe(200);
  expect((await put(contextPath('nobody'), { watched: true })).status).toBe(404);
  expect((await put('/contexts/nonsense', { watched: true })).status).toBe(400);
  await expect.poll(() => statesOf(first), { timeout: 30_000 }).toEqual({ keys: 'live', spoke: 'live' });
  expect((await put(contextPath('keys'), { watched: false })).status).toBe(200);
  await expect.poll(() => statesOf(first), { timeout: 15_000 }).toEqual({ keys: 'off', spoke: 'live' });
  expect(await first.stop()).toBe(0);

  // Without keys in the environment and without --profile there is nothing by default: what was added is watched all the same.
  const again = await startServe(args, { ...env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
  await expect.poll(() => statesOf(again), { timeout: 30_000 }).toEqual({ keys: 'off', spoke: 'live' });
  const calls = z
    .object({ items: z.array(z.object({ contextId: z.string(), total: z.number() })) })
    .parse(await again.get('/calls'));
  expect(calls.items.some(({ contextId, total }) => contextId === 'spoke@us-east-1' && total > 0)).toBe(true);
  expect(calls.items.filter(({ contextId }) => contextId === 'keys@us-east-1')).toEqual([]);
  expect(await again.stop()).toBe(0);
  await simulated.stop();
});
