import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
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

const SERIAL = 'arn:aws:iam::111122223333:mfa/administrator';
const roleOf = (name: string) => `arn:aws:iam::444455556666:role/${name}`;
const assume = (by: STSClient, role: string, more: Partial<AssumeRoleCommandInput> = {}) =>
  by.send(new AssumeRoleCommand({ RoleArn: roleOf(role), RoleSessionName: 'tocsin', ...more }));

test('a role that wants MFA takes any code but 000000, from a device of the caller', async () => {
  const by = client('test');
  await expect(assume(by, 'DROpsMfaRole')).rejects.toMatchObject({ name: 'AccessDenied' });
  expect((await assume(by, 'DROpsMfaRole', { SerialNumber: SERIAL, TokenCode: '123456' })).Credentials).toBeDefined();
  const wrong = { name: 'AccessDenied', message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ' };
  await expect(assume(by, 'DROpsMfaRole', { SerialNumber: SERIAL, TokenCode: '000000' })).rejects.toMatchObject(wrong);
  const theirs = 'arn:aws:iam::444455556666:mfa/somebody';
  await expect(assume(by, 'DROpsMfaRole', { SerialNumber: theirs, TokenCode: '123456' })).rejects.toMatchObject(wrong);
  await expect(assume(by, 'DROpsMfaRole', { TokenCode: '123456' })).rejects.toThrow(/must provide both/);
});

test('roles chain for an hour at most, and some trust nobody', async () => {
  const { Credentials: first } = await assume(client('test'), 'DROpsHubRole');
  const hub = client(first?.AccessKeyId ?? '', first?.SessionToken);
  await expect(assume(client('test'), 'DROpsSpokeRole')).rejects.toMatchObject({ name: 'AccessDenied' });
  expect((await assume(hub, 'DROpsSpokeRole')).AssumedRoleUser?.Arn).toContain(':assumed-role/DROpsSpokeRole/tocsin');
  await expect(assume(hub, 'DROpsSpokeRole', { DurationSeconds: 7200 })).rejects.toThrow(/role chaining/);
  await expect(assume(hub, 'DROpsDeniedRole')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a user’s own temporary keys carry the second factor', async () => {
  const ask = new GetSessionTokenCommand({ SerialNumber: SERIAL, TokenCode: '123456' });
  const { Credentials } = await client('test').send(ask);
  const session = client(Credentials?.AccessKeyId ?? '', Credentials?.SessionToken);
  expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe('arn:aws:iam::111122223333:user/administrator');
  expect((await assume(session, 'DROpsMfaRole')).Credentials).toBeDefined();
  await expect(session.send(new GetSessionTokenCommand({}))).rejects.toThrow(/session credentials/);
});
