import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
  SSOClient,
} from '@aws-sdk/client-sso';
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

let wire: TestCloud;
let oidc: SSOOIDCClient;
let portal: SSOClient;
beforeEach(async () => {
  wire = await startTestCloud();
  const { endpoint, region, maxAttempts } = wire.client;
  oidc = new SSOOIDCClient({ endpoint, region, maxAttempts });
  portal = new SSOClient({ endpoint, region, maxAttempts });
});
afterEach(() => wire.stop());

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

async function begin(scopes = ['sso:account:access']) {
  const registered = await oidc.send(new RegisterClientCommand({ clientName: 'tocsin', clientType: 'public', scopes }));
  const client = { clientId: registered.clientId, clientSecret: registered.clientSecret };
  const startUrl = 'https://example.awsapps.com/start';
  const started = await oidc.send(new StartDeviceAuthorizationCommand({ ...client, startUrl }));
  const poll = () => oidc.send(new CreateTokenCommand({ ...client, grantType, deviceCode: started.deviceCode }));
  return { client, started, poll };
}

async function signIn(scopes?: string[]) {
  const begun = await begin(scopes);
  wire.parts.signIns.decide('approved');
  return { ...begun, tokens: await begun.poll() };
}

test('a device code gives tokens once it is confirmed, and gives them once', async () => {
  const { started, poll } = await begin();
  expect(started).toMatchObject({ expiresIn: 600, interval: 1, userCode: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/) });
  await expect(poll()).rejects.toMatchObject({ name: 'AuthorizationPendingException', error: 'authorization_pending' });
  await expect(poll()).rejects.toMatchObject({ name: 'SlowDownException' });
  wire.parts.wall.advance(1_000);
  await expect(poll()).rejects.toMatchObject({ name: 'AuthorizationPendingException' });
  expect(wire.parts.signIns.decide('approved', started.userCode)).toEqual([started.userCode]);
  expect(await poll()).toMatchObject({ tokenType: 'Bearer', expiresIn: 28_800, refreshToken: expect.any(String) });
  await expect(poll()).rejects.toMatchObject({ name: 'InvalidGrantException' });
});

test('codes end and can be refused', async () => {
  const late = await begin();
  wire.parts.wall.advance(600_000);
  await expect(late.poll()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  const refused = await begin();
  wire.parts.signIns.decide('refused');
  await expect(refused.poll()).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('a refresh token gives new tokens once; without the scope there is none', async () => {
  const { client, tokens } = await signIn();
  const refresh = () =>
    oidc.send(new CreateTokenCommand({ ...client, grantType: 'refresh_token', refreshToken: tokens.refreshToken }));
  expect((await refresh()).accessToken).not.toBe(tokens.accessToken);
  await expect(refresh()).rejects.toMatchObject({ name: 'InvalidGrantException' });
  expect((await signIn([])).tokens.refreshToken).toBeUndefined();
  const forged = new CreateTokenCommand({ ...client, clientSecret: 'x', grantType: 'refresh_token', refreshToken: 'x' });
  await expect(oidc.send(forged)).rejects.toMatchObject({ name: 'InvalidClientException' });
});

test('the portal lists accounts and roles and gives credentials that act there', async () => {
  const { accessToken } = (await signIn()).tokens;
  const { accountList } = await portal.send(new ListAccountsCommand({ accessToken, maxResults: 1 }));
  expect(accountList).toMatchObject([{ accountId: '111122223333', accountName: 'dr-platform' }]);
  const { roleList } = await portal.send(new ListAccountRolesCommand({ accessToken, accountId: '444455556666' }));
  const [roleName = ''] = roleList?.map((role) => role.roleName ?? '') ?? [];
  const { roleCredentials } = await portal.send(
    new GetRoleCredentialsCommand({ accessToken, accountId: '444455556666', roleName }),
  );
  expect(roleCredentials?.expiration).toBe(wire.parts.wall.now() + 3_600_000);
  const { accessKeyId = '', secretAccessKey = '', sessionToken = '' } = roleCredentials ?? {};
  const sts = new STSClient({ ...wire.client, credentials: { accessKeyId, secretAccessKey, sessionToken } });
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_${roleName}_0123456789abcdef/dana@example.com`,
  );
});

test('no access: another account, a denied role, no session, a session that ended', async () => {
  const { accessToken } = (await signIn()).tokens;
  const ask = (accountId: string, roleName: string, token = accessToken) =>
    portal.send(new GetRoleCredentialsCommand({ accessToken: token, accountId, roleName }));
  await expect(ask('999999999999', 'ViewOnlyAccess')).rejects.toMatchObject({ name: 'ForbiddenException' });
  await expect(ask('111122223333', 'DeniedRole')).rejects.toMatchObject({ name: 'ForbiddenException' });
  await expect(ask('111122223333', 'ViewOnlyAccess', 'forged')).rejects.toMatchObject({ name: 'UnauthorizedException' });
  await portal.send(new LogoutCommand({ accessToken }));
  await expect(ask('111122223333', 'ViewOnlyAccess')).rejects.toMatchObject({ name: 'UnauthorizedException' });
  const later = (await signIn()).tokens.accessToken;
  wire.parts.wall.advance(28_800_000);
  await expect(ask('111122223333', 'ViewOnlyAccess', later)).rejects.toMatchObject({ name: 'UnauthorizedException' });
});
