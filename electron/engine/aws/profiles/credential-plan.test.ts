import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProfileFile, readBrokenLines } from '../profile-file';
import { type AwsFiles, profileNames, profileOf } from './aws-files';
import { chainOf, planOf } from './credential-plan';

function files(config: string, credentials = ''): AwsFiles {
  const one = (path: string, text: string) => ({
    path,
    state: 'read',
    sections: parseProfileFile(text),
    broken: readBrokenLines(text),
  });
  return { config: one('config', config), credentials: one('credentials', credentials) };
}

const everyKind = files(
  `
[default]
region = us-east-1
[profile env]
role_arn = arn:aws:iam::444455556666:role/A
credential_source = Environment
[profile process]
credential_process = /bin/keys
[profile sso-a]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Operator
[profile sso-old]
sso_start_url = https://old.example/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Operator
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = eu-central-1
[profile hub]
role_arn = arn:aws:iam::444455556666:role/Hub
source_profile = keys
[profile spoke]
role_arn = arn:aws:iam::777788889999:role/Spoke
source_profile = hub
[profile mfa]
role_arn = arn:aws:iam::444455556666:role/Mfa
source_profile = keys
mfa_serial = arn:aws:iam::111122223333:mfa/dana
[profile lost]
role_arn = arn:aws:iam::444455556666:role/A
source_profile = nobody
[profile round]
role_arn = arn:aws:iam::444455556666:role/A
source_profile = about
[profile about]
role_arn = arn:aws:iam::444455556666:role/B
source_profile = round
[profile itself]
role_arn = arn:aws:iam::444455556666:role/A
source_profile = itself
[profile no-session]
sso_session = gone
[profile half-sso]
sso_session = corp
[profile half-keys]
aws_access_key_id = AKIA
[profile sourceless]
role_arn = arn:aws:iam::444455556666:role/A
[profile empty]
region = us-east-1
[profile broken]
aws_access_k
[profile both]
role_arn = arn:aws:iam::444455556666:role/A
source_profile = keys
credential_source = Environment
`,
  '[keys]\naws_access_key_id = AKIA\naws_secret_access_key = s\n[itself]\naws_access_key_id = AKIA\naws_secret_access_key = s\n',
);
const env = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' };
const shown = (profile: string, from: NodeJS.ProcessEnv = env) => {
  const plan = planOf(profile, { files: everyKind, env: from });
  return plan.ok ? chainOf(plan.value).map(({ kind }) => kind) : plan.error.code;
};

describe('how a profile comes to its credentials', () => {
  test.each([
    ['keys of the credentials file', 'keys', ['keys']],
    ['a role from the environment', 'env', ['role', 'environment']],
    ['a program', 'process', ['process']],
    ['an SSO session', 'sso-a', ['sso']],
    ['SSO of the older form', 'sso-old', ['sso']],
    ['a chain of roles', 'spoke', ['role', 'role', 'keys']],
    ['a role that names itself uses its own keys', 'itself', ['role', 'keys']],
    ['the default profile gives way to keys in the environment', 'default', ['environment']],
    ['a missing source profile', 'lost', 'missing-source'],
    ['a circle', 'round', 'circle'],
    ['a missing session', 'no-session', 'missing-source'],
    ['a session without account and role', 'half-sso', 'incomplete'],
    ['half a key', 'half-keys', 'half-written'],
    ['a role without a source', 'sourceless', 'incomplete'],
    ['no credentials at all', 'empty', 'incomplete'],
    ['a line cut off', 'broken', 'half-written'],
    ['two sources', 'both', 'incomplete'],
    ['a profile nobody wrote', 'nobody', 'missing-profile'],
  ])('%s', (_name, profile, expected) => {
    expect(shown(profile)).toEqual(expected);
  });

  test('without keys in the environment, a role from there cannot work', () => {
    expect(shown('env', {})).toBe('incomplete');
  });

  test('the session gives start page and region, and the second factor belongs to its own link', () => {
    const sso = planOf('sso-a', { files: everyKind, env: {} });
    expect(sso).toMatchObject({
      value: { sso: { startUrl: 'https://corp.example/start', region: 'eu-central-1', session: 'corp' } },
    });
    const mfa = planOf('mfa', { files: everyKind, env: {} });
    expect(mfa).toMatchObject({ value: { role: { mfaSerial: 'arn:aws:iam::111122223333:mfa/dana' } } });
  });

  test('what cannot work says what is wrong and what is next, and never a secret', () => {
    for (const name of profileNames(everyKind)) {
      const plan = planOf(name, { files: everyKind, env: {} });
      if (plan.ok) continue;
      expect(plan.error.message).toContain(name);
      expect(plan.error.next.length).toBeGreaterThan(10);
    }
    const circle = planOf('round', { files: everyKind, env: {} });
    expect(circle).toMatchObject({ error: { message: expect.stringContaining('round → about → round') } });
  });
});

test('keys of the credentials file win, everything else of the config file', () => {
  const both = files('[profile p]\nregion = a\naws_access_key_id = OLD\n', '[p]\nregion = b\naws_access_key_id = NEW\n');
  expect(profileOf(both, 'p')).toEqual({ region: 'a', aws_access_key_id: 'NEW' });
});

test('any references between profiles end in a plan or an explanation', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const body = fc.oneof(
    name.map((source) => `role_arn = arn:aws:iam::111122223333:role/R\nsource_profile = ${source}`),
    fc.constant('aws_access_key_id = A\naws_secret_access_key = S'),
    fc.constant('region = us-east-1'),
  );
  fc.assert(
    fc.property(fc.dictionary(name, body), name, (profiles, asked) => {
      const text = Object.entries(profiles).map(([key, value]) => `[profile ${key}]\n${value}\n`);
      const plan = planOf(asked, { files: files(text.join('')), env: {} });
      if (plan.ok) expect(chainOf(plan.value).at(-1)?.kind).toBe('keys');
      else expect(plan.error.next).not.toBe('');
    }),
  );
});
