import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Served } from '../serve';

const KEYS = 'aws_access_key_id = AKIAEXAMPLEOPERATOR1\naws_secret_access_key = of-no-account\n';
const role = (name: string, source: string) => `role_arn = arn:aws:iam::444455556666:role/${name}\n${source}\n`;

/** Names of the profiles below, those that cannot work last. */
export const WORKING = ['keys', 'env', 'process', 'sso-a', 'sso-b', 'hub', 'spoke', 'mfa', 'services', 'temporary'] as const;
export const AT_FAULT = ['lost', 'round'] as const;

/**
 * A home directory with twelve profiles as they are found on desktops, each in us-east-1. `endpoint` is the simulator's: `services`
 * names it service by service, all others as a whole.
 */
export async function twelveProfiles(home: string, endpoint: string): Promise<{ readonly config: string }> {
  await mkdir(join(home, '.aws'), { recursive: true });
  const program = join(home, 'credentials.sh');
  await writeFile(
    program,
    '#!/bin/sh\necho \'{"Version":1,"AccessKeyId":"AKIAEXAMPLEOPERATOR3","SecretAccessKey":"of-no-account"}\'\n',
  );
  await chmod(program, 0o700);
  const sso = (account: string, name: string) => `sso_session = corp\nsso_account_id = ${account}\nsso_role_name = ${name}\n`;
  const profiles: Readonly<Record<string, string>> = {
    keys: KEYS,
    env: role('DROpsHubRole', 'credential_source = Environment'),
    process: `credential_process = ${program}\n`,
    'sso-a': sso('111122223333', 'DisasterRecoveryOperator'),
    'sso-b': sso('444455556666', 'ViewOnlyAccess'),
    hub: role('DROpsHubRole', 'source_profile = keys'),
    spoke: role('DROpsSpokeRole', 'source_profile = hub'),
    mfa: role('DROpsMfaRole', 'source_profile = keys\nmfa_serial = arn:aws:iam::111122223333:mfa/dana'),
    services: `${KEYS}services = local\n`,
    temporary: `${KEYS}aws_session_token =\n`,
    lost: role('DROpsHubRole', 'source_profile = nobody'),
    round: role('DROpsHubRole', 'source_profile = round'),
  };
  const sections = Object.entries(profiles).map(([name, body]) =>
    [`[profile ${name}]`, 'region = us-east-1', ...(name === 'services' ? [] : [`endpoint_url = ${endpoint}`]), body].join('\n'),
  );
  const services = ['sts', 'drs', 'dynamodb', 'sfn', 'sqs', 'sns', 'eventbridge'].map(
    (service) => `${service} =\n  endpoint_url = ${endpoint}\n`,
  );
  const config = join(home, '.aws', 'config');
  await writeFile(
    config,
    `${sections.join('\n')}
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = us-east-1
[services local]
${services.join('')}`,
  );
  return { config };
}

const Accounts = z.object({
  items: z.array(
    z.object({
      contextId: z.string(),
      profile: z.string(),
      state: z.string(),
      accountId: z.string().nullable(),
      message: z.string().nullable(),
      next: z.string().nullable(),
    }),
  ),
  profiles: z.array(
    z.object({ name: z.string(), works: z.boolean(), message: z.string().nullable(), next: z.string().nullable() }),
  ),
});
export type Accounts = z.infer<typeof Accounts>;

export async function accountsOf(serve: Served): Promise<Accounts> {
  return Accounts.parse(await serve.get('/contexts'));
}

/** State by profile: `{ keys: 'live', … }`. */
export async function statesOf(serve: Served): Promise<Record<string, string>> {
  const { items } = await accountsOf(serve);
  return Object.fromEntries(items.map(({ profile, state }) => [profile, state]));
}

/** Path of a context's route. */
export function contextPath(profile: string, rest = ''): string {
  return `/contexts/${encodeURIComponent(`${profile}@us-east-1`)}${rest}`;
}
