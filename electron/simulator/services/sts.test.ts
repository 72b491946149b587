import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REHEARSAL_KEY, REVOKED_KEY } from '../callers';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

const READ = 'arn:aws:iam::444455556666:role/DROpsConsoleReadRole';
let wire: TestCloud;
beforeEach(async () => {
  wire = await startTestCloud();
});
afterEach(() => wire.stop());

function client(accessKeyId: string, sessionToken?: string): STSClient {
  return new STSClient({
    ...wire.client,
    credentials: { accessKeyId, secretAccessKey: 'x', ...(sessionToken !== undefined && { sessionToken }) },
  });
}
const whoIs = (accessKeyId: string, sessionToken?: string) =>
  client(accessKeyId, sessionToken).send(new GetCallerIdentityCommand({}));

test('the access key says who calls', async () => {
  expect((await whoIs('anything')).Arn).toBe('arn:aws:iam::111122223333:user/administrator');
  expect((await whoIs(REHEARSAL_KEY)).Arn).toBe('arn:aws:iam::111122223333:user/rehearsal-operator');
  expect((await whoIs('444455556666')).Arn).toBe('arn:aws:iam::444455556666:root');
  await expect(whoIs(REVOKED_KEY)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});

test('a role session acts in the role’s account until it ends', async () => {
  const { Credentials } = await client('test').send(
    new AssumeRoleCommand({ RoleArn: READ, RoleSessionName: 'tocsin', DurationSeconds: 900 }),
  );
  const [id = '', token = ''] = [Credentials?.AccessKeyId, Credentials?.SessionToken];
  expect(Credentials?.Expiration?.getTime()).toBe(wire.parts.wall.now() + 900_000);
  expect((await whoIs(id, token)).Arn).toBe('arn:aws:sts::444455556666:assumed-role/DROpsConsoleReadRole/tocsin');
  wire.parts.wall.advance(900_000);
  await expect(whoIs(id, token)).rejects.toMatchObject({ name: 'ExpiredToken' });
});

test('a role that does not exist, or wants an external id, is refused', async () => {
  const assume = (role: string, ExternalId?: string) =>
    client('test').send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::444455556666:role/${role}`, RoleSessionName: 'tocsin', ExternalId }),
    );
  await expect(assume('Nobody')).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(assume('DRSOrchestrationRole')).rejects.toMatchObject({ name: 'AccessDenied' });
  expect((await assume('DRSOrchestrationRole', 'drs-orchestration-cross-account')).AssumedRoleUser?.Arn).toContain('/tocsin');
});

test('a malformed request names the field', async () => {
  const bad = client('test').send(new AssumeRoleCommand({ RoleArn: READ, RoleSessionName: 'no spaces' }));
  await expect(bad).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringContaining('RoleSessionName') });
});
