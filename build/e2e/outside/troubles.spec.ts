import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { expect, test } from '../fixtures';
import { freePort, startTocsin } from '../processes';
import { startServe, startSimulate } from '../serve';
import { accountEnv, beside, clientOf, queuesIn } from './account';
import { executionsOf } from './executions';
import { healthOf, silentSources, troubleOf, warningsOf } from './health';

/** Bad input: each trouble names its cause and the next step, and the rest keeps working. */
const execute = promisify(execFile);

/** Fault of the simulator, the source that tells, and what it says: `code: cause → next step`. */
const TROUBLES = [
  ['no network', 'all:down', 'dynamodb-executions', /^unreachable: AWS cannot be reached: .+ → Check the network/],
  ['wrong credentials', 'all:invalid', 'sts-identity', /^wrong-credentials: .+profile rehearsal.+ → Check the access key/],
  ['an expired session', 'all:expired', 'dynamodb-executions', /^expired-session: .+has expired\. → Sign in again/],
  ['a denied action', 'drs:denied', 'drs-jobs', /^not-permitted: .+drs:DescribeJobs.* → Allow drs:DescribeJobs/],
] as const;

test.describe('troubles with AWS', () => {
  test.setTimeout(240_000);

  test('are told with cause and next step while everything else goes on, and pass', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '300', '--operator', 'human']);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated)]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    for (const [name, fault, source, told] of TROUBLES) {
      await test.step(name, async () => {
        await simulated.control('/fault', { name: fault, on: true });
        await expect.poll(() => troubleOf(serve, source), { timeout: 40_000 }).toMatch(told);
        expect((await executionsOf(serve)).map(({ planName }) => planName)).toContain('Payroll DR');
        if (fault === 'drs:denied') {
          const { components } = await healthOf(serve);
          expect(components.map(({ missingPermission }) => missingPermission?.action)).toContain('drs:DescribeJobs');
          expect(await troubleOf(serve, 'sfn-runs')).toBe('live');
        }
        await simulated.control('/fault', { name: fault, on: false });
        await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
      });
    }
    await test.step('a clock an hour off', async () => {
      await simulated.control('/fault', { name: 'all:skew', on: true });
      await expect
        .poll(() => warningsOf(serve), { timeout: 40_000 })
        .toContainEqual(expect.stringMatching(/^clock-skew: .+60 minutes.+ → .*clock/));
      await expect.poll(() => silentSources(serve), { timeout: 40_000 }).toEqual([]);
      await simulated.control('/fault', { name: 'all:skew', on: false });
    });
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });

  test('a queue deleted under us is told, made anew, and nothing else minds', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '300', '--operator', 'human']);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated)]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    const before = await queuesIn(simulated);
    const queue = before.find((url) => !url.endsWith('-dlq'));
    const sqs = new SQSClient(clientOf(simulated));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
    sqs.destroy();
    const kinds = async () =>
      z
        .object({ items: z.array(z.object({ event: z.object({ type: z.string() }) })) })
        .parse(await serve.get('/events?limit=1000'))
        .items.map(({ event }) => event.type)
        .filter((type) => type.startsWith('queue.'))
        .reverse();
    await expect.poll(kinds, { timeout: 90_000 }).toEqual(['queue.created', 'queue.lost', 'queue.created']);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    expect([...(await queuesIn(simulated))].sort()).toEqual([...before].sort());
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });

  test('an account with nothing in it and a region that does not exist', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill']);
    const env = { ...accountEnv(simulated.url), AWS_ACCESS_KEY_ID: '999988887777' };
    const empty = await startServe(['--data-dir', `${dataDir}/empty`], env);
    const nowhere = await startServe(['--data-dir', `${dataDir}/nowhere`, '--region', 'us-esat-1'], {
      ...accountEnv(''),
      AWS_ENDPOINT_URL: '',
    });
    await expect
      .poll(() => troubleOf(empty, 'dynamodb-executions'), { timeout: 40_000 })
      .toMatch(/^not-found: AWS does not know .+ → Check that the platform is deployed/);
    expect(await troubleOf(empty, 'sts-identity')).toBe('live');
    expect(await executionsOf(empty)).toEqual([]);
    await expect
      .poll(() => troubleOf(nowhere, 'sts-identity'), { timeout: 40_000 })
      .toMatch(/^(unknown-region: .+us-esat-1.+ → Check the spelling of the region|unreachable: .+ → Check the network)/);
    expect(await executionsOf(nowhere)).toEqual([]);
    await Promise.all([empty.stop(), nowhere.stop(), simulated.stop()]);
  });
});

/** Starts `tocsin serve` that must refuse: its exit code and what it said, on one line each. */
async function refused(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const started = startTocsin(['serve', ...args], env);
  return { code: await started.exit(), said: started.output().trim() };
}

test.describe('troubles with this machine', () => {
  const rehearse = ['--rehearse', 'payroll-drill'];

  test('a second console on the same data, or on the same port', async ({ dataDir }) => {
    const port = await freePort();
    const first = startTocsin(['serve', '--port', String(port), '--data-dir', dataDir, ...rehearse]);
    await first.firstLine();
    const twice = await refused(['--port', '0', '--data-dir', dataDir, ...rehearse]);
    expect(twice).toEqual({ code: 1, said: expect.stringContaining(String(first.pid)) });
    expect(twice.said).toMatch(/^tocsin: [^\n]+$/);
    const taken = await refused(['--port', String(port), '--data-dir', `${dataDir}/other`, ...rehearse]);
    expect(taken).toEqual({ code: 1, said: expect.stringMatching(new RegExp(`^tocsin: .*${port}.*--port 0`, 'm')) });
    // A supervisor waits five seconds.
    const asked = performance.now();
    expect(await first.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
  });

  test('a data directory that is a file, and flags that are wrong', async ({ dataDir }) => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    expect(await refused(['--port', '0', '--data-dir', file, ...rehearse])).toEqual({
      code: 1,
      said: expect.stringMatching(/^tocsin: The data directory .+ cannot be written .+--data-dir\.$/),
    });
    expect(await refused(['--port', '0', '--data-dir', dataDir, '--rehearse', 'nonsense'])).toEqual({
      code: 2,
      said: expect.stringMatching(/^tocsin: .*--rehearse.+payroll-drill/),
    });
    expect(await refused(['--speed', '9000', ...rehearse])).toEqual({
      code: 2,
      said: expect.stringMatching(/--speed.+1 to 600/),
    });
    const env = { ...accountEnv(''), AWS_ACCESS_KEY_ID: '', AWS_PROFILE: '', HOME: dataDir };
    expect(await refused(['--port', '0', '--data-dir', dataDir], env)).toEqual({
      code: 2,
      said: expect.stringMatching(/^tocsin: No AWS profile: .+--rehearse payroll-drill/),
    });
  });

  test('a disk that is full: at the start, and in the middle of a run', async ({ dataDir }) => {
    const disk = join(dataDir, 'disk');
    await mkdir(disk);
    const mounted = await execute('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]).then(
      () => true,
      () => false,
    );
    test.skip(!mounted, 'a small disk can be made by root only');
    try {
      const serve = await startServe(['--data-dir', disk, ...rehearse, '--speed', '60']);
      await expect.poll(async () => (await executionsOf(serve)).length, { timeout: 60_000 }).toBeGreaterThan(0);
      await execute('dd', ['if=/dev/zero', `of=${disk}/ballast`, 'bs=64k']).catch(() => undefined);
      await expect
        .poll(() => warningsOf(serve), { timeout: 60_000 })
        .toContainEqual(expect.stringMatching(/(full|space).+ → .*[Ff]ree/));
      expect((await executionsOf(serve)).length).toBeGreaterThan(0);
      const again = await refused(['--port', '0', '--data-dir', join(disk, 'second'), ...rehearse]);
      expect(again.code).toBe(1);
      expect(again.said).toMatch(/full.+(--data-dir)/s);
      await rm(join(disk, 'ballast'));
      await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
      await expect
        .poll(() => warningsOf(serve), { timeout: 60_000 })
        .not.toContainEqual(expect.stringMatching(/(full|space).+ → .*[Ff]ree/));
      expect(await serve.stop()).toBe(0);
    } finally {
      await execute('umount', [disk]);
    }
  });
});
