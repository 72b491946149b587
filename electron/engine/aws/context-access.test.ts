import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { ContextId, instantOf } from '../../../shared/domain/primitives';
import { type Simulator, startSimulator } from '../../simulator/simulator';
import { fakePorts } from '../testing/fakes';
import { type AwsAccess, openAccess } from './access';
import { openAwsContext } from './aws-context';
import { openConnections } from './clients';
import { sourceErrorOf } from './errors';
import { tokenPath } from './sign-in/token-cache';

let simulator: Simulator;
beforeAll(async () => {
  const started = await startSimulator({ scenario: 'payroll-drill', speed: 60 });
  if (!started.ok) throw new Error(started.error.message);
  simulator = started.value;
});
afterAll(() => simulator.stop());

const control = (path: string, body: object) =>
  fetch(`${simulator.url}/_sim/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\n';
const serial = 'mfa_serial = arn:aws:iam::111122223333:mfa/dana\n';
const role = (name: string, source: string) => `role_arn = arn:aws:iam::444455556666:role/${name}\nsource_profile = ${source}\n`;
const config = `
[profile keys]
${keys}[profile hub]
${role('DROpsHubRole', 'keys')}[profile spoke]
${role('DROpsSpokeRole', 'hub')}[profile denied]
${role('DROpsDeniedRole', 'keys')}[profile mfa]
${role('DROpsMfaRole', 'keys')}${serial}[profile mfa-keys]
${keys}${serial}[profile lost]
${role('DROpsHubRole', 'nobody')}[profile sso]
sso_session = corp
sso_account_id = 444455556666
sso_role_name = DisasterRecoveryOperator
[profile sso-other]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ViewOnlyAccess
[profile sso-denied]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = DeniedRole
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = us-east-1
`;

/** Wall time of this machine: the simulator's credentials live on it. */
const wall = {
  nowMs: () => performance.timeOrigin + performance.now(),
  now: () => instantOf(performance.timeOrigin + performance.now()),
  monoMs: () => Math.round(performance.now()),
  sleep: (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, Math.min(ms, 1_000));
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

async function aHome(text = config) {
  const home = mkdtempSync(join(tmpdir(), 'tocsin-home-'));
  mkdirSync(join(home, '.aws'));
  const file = join(home, '.aws', 'config');
  const program = join(home, 'keys.sh');
  const answer = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 's' };
  writeFileSync(program, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`);
  chmodSync(program, 0o700);
  const write = (next: string) => writeFileSync(file, `${next}\n[profile process]\ncredential_process = ${program}\n`);
  write(text);
  const ports = { ...fakePorts(), wall };
  const env = { HOME: home, AWS_ENDPOINT_URL: simulator.url, AWS_EC2_METADATA_DISABLED: 'true' };
  const access = await openAccess(env, ports);
  onTestFinished(() => {
    access.stop();
    rmSync(home, { recursive: true });
  });
  return { home, ports, access, write };
}

async function open(profile: string, { access, ports }: { access: AwsAccess; ports: ReturnType<typeof fakePorts> }) {
  const connections = openConnections();
  const aws = await openAwsContext({
    spec: {
      contextId: ContextId.parse(`${profile}@us-east-1`),
      profile,
      region: 'us-east-1',
      endpointUrl: null,
      keys: null,
      mayCreateQueue: false,
    },
    platform: { project: 'aws-drs-orchestration', environment: 'dev' },
    installationId: 'test',
    connections,
    ports,
    access,
  });
  onTestFinished(() => {
    aws.close();
    connections.close();
  });
  const whoOrWhy = () =>
    aws.renewIdentity().then(
      ({ arn }) => arn,
      (error: unknown) => sourceErrorOf(error, { profile, region: 'us-east-1', wallNowMs: wall.nowMs() }).code,
    );
  return { aws, whoOrWhy };
}

test('keys, a program, and a chain of roles', { timeout: 30_000 }, async () => {
  const home = await aHome();
  expect(await (await open('keys', home)).whoOrWhy()).toBe('arn:aws:iam::111122223333:user/administrator');
  expect(await (await open('process', home)).whoOrWhy()).toContain(':user/');
  expect(await (await open('spoke', home)).whoOrWhy()).toBe('arn:aws:sts::444455556666:assumed-role/DROpsSpokeRole/tocsin');
  expect(await (await open('denied', home)).whoOrWhy()).toBe('not-permitted');
  expect(await (await open('lost', home)).whoOrWhy()).toBe('bad-profile');
});

test('a second factor is waited for, a wrong code is refused, the right one serves all contexts of the profile', {
  timeout: 30_000,
}, async () => {
  const home = await aHome();
  const mfa = await open('mfa', home);
  expect(await mfa.whoOrWhy()).toBe('needs-code');
  await expect(mfa.aws.access.giveCode('000000')).rejects.toThrow(/invalid MFA/);
  expect(await mfa.whoOrWhy()).toBe('needs-code');
  await mfa.aws.access.giveCode('123456');
  expect(await mfa.whoOrWhy()).toContain('assumed-role/DROpsMfaRole/');
  expect(await (await open('mfa', home)).whoOrWhy()).toContain('assumed-role/DROpsMfaRole/');
  expect(await mfa.aws.access.endsAt()).not.toBeNull();
  const plain = await open('mfa-keys', home);
  expect(await plain.whoOrWhy()).toBe('needs-code');
  await plain.aws.access.giveCode('123456');
  expect(await plain.whoOrWhy()).toContain(':user/administrator');
});

test('signing in once serves both profiles of the session, and leaves the token where the AWS CLI looks', {
  timeout: 30_000,
}, async () => {
  const home = await aHome();
  const one = await open('sso', home);
  expect(await one.whoOrWhy()).toBe('needs-sign-in');
  const begun = await one.aws.access.signIn();
  if (!begun.ok) throw new Error(begun.error);
  expect(begun.value.userCode).toMatch(/^\w{4}-\w{4}$/);
  expect(await one.aws.access.signIn()).toEqual(begun);
  const signedIn = new Promise((resolve) => home.access.sso.onSignedIn(resolve));
  await control('approve', { userCode: begun.value.userCode });
  expect(await signedIn).toBe('corp');
  expect(await one.whoOrWhy()).toContain('AWSReservedSSO_DisasterRecoveryOperator');
  expect(await (await open('sso-other', home)).whoOrWhy()).toContain('AWSReservedSSO_ViewOnlyAccess');
  expect(await (await open('sso-denied', home)).whoOrWhy()).toBe('not-permitted');

  const path = tokenPath(join(home.home, '.aws', 'sso', 'cache'), { session: 'corp', startUrl: '' });
  const kept: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  expect(kept).toMatchObject({
    startUrl: 'https://corp.example/start',
    region: 'us-east-1',
    expiresAt: expect.stringMatching(/\d{2}Z$/),
  });

  // A token about to end is renewed, and the renewed one is kept as well.
  writeFileSync(path, JSON.stringify({ ...kept, expiresAt: instantOf(wall.nowMs() + 60_000) }));
  expect(await (await open('sso', home)).whoOrWhy()).toContain('AWSReservedSSO');
  const renewed: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  expect(renewed.accessToken).not.toBe(kept.accessToken);

  // One that cannot be renewed says when it ends; one that has ended wants a sign-in.
  const { refreshToken: _, ...single } = renewed;
  const end = instantOf(wall.nowMs() + 60_000);
  writeFileSync(path, JSON.stringify({ ...single, expiresAt: end }));
  expect(await one.aws.access.endsAt()).toBe(end);
  writeFileSync(path, JSON.stringify({ ...single, expiresAt: '2020-01-01T00:00:00UTC' }));
  expect(await (await open('sso', home)).whoOrWhy()).toBe('needs-sign-in');
});

test('a refused sign-in says so, and may be begun again', { timeout: 30_000 }, async () => {
  const home = await aHome();
  const { aws } = await open('sso', home);
  const begun = await aws.access.signIn();
  await control('approve', { refuse: true });
  await vi.waitFor(() => expect(aws.access.signInRefusal()).toContain('refused'), { timeout: 5_000 });
  expect(await aws.access.signIn()).not.toEqual(begun);
});

test('files changed by others are noticed', { timeout: 30_000 }, async () => {
  const home = await aHome();
  const lost = await open('lost', home);
  const told = new Promise<void>((resolve) => home.access.onChange(resolve));
  home.access.follow();
  home.write(config.replace('nobody', 'keys'));
  await told;
  expect(await lost.whoOrWhy()).toContain('DROpsHubRole');
});
