import { STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { ManualTime } from '../testing/manual-clock';
import { assumedCredentials, readRoleArn } from './credentials';

/** An STS that counts and answers sessions of an hour; the first `refusals` calls are denied. */
function aSts(time: ManualTime, refusals = 0) {
  const sts = new STSClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  const asked: string[] = [];
  sts.middlewareStack.add(
    () => async (args) => {
      asked.push(JSON.stringify(args.input));
      if (asked.length <= refusals) throw Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
      const Expiration = new Date(time.wall.nowMs() + 3_600_000);
      const Credentials = { AccessKeyId: `K${asked.length}`, SecretAccessKey: 's', SessionToken: 't', Expiration };
      return { response: {}, output: { Credentials, $metadata: {} } };
    },
    { step: 'initialize' },
  );
  return { sts, asked };
}
const role = readRoleArn('aws', '444455556666');

test('a role is assumed once, by everyone at the same time, and renewed five minutes before it ends', async () => {
  const time = new ManualTime();
  const { sts, asked } = aSts(time);
  const credentials = assumedCredentials(sts, role, time.wall);
  const [first, second] = await Promise.all([credentials(), credentials()]);
  expect([first.accessKeyId, second.accessKeyId]).toEqual(['K1', 'K1']);
  await time.advance(54 * 60_000);
  expect((await credentials()).accessKeyId).toBe('K1');
  await time.advance(2 * 60_000);
  expect((await credentials()).accessKeyId).toBe('K2');
  expect(asked[0]).toContain('arn:aws:iam::444455556666:role/DROpsConsoleReadRole');
});

test('a refusal is not remembered', async () => {
  const time = new ManualTime();
  const credentials = assumedCredentials(aSts(time, 1).sts, role, time.wall);
  await expect(credentials()).rejects.toThrow('not authorized');
  expect((await credentials()).accessKeyId).toBe('K2');
});
