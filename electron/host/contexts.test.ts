import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAwsProfiles } from './aws-profiles';
import { contextSpecs } from './contexts';

const wish = { profiles: [], regions: [], endpointUrl: null };
const known = [
  { name: 'default', region: 'eu-west-1' },
  { name: 'payroll', region: null },
];
const ids = (result: ReturnType<typeof contextSpecs>) =>
  result.ok ? result.value.specs.map(({ contextId }) => contextId) : result.error.code;

test.each([
  ['each pair once', { ...wish, profiles: ['a', 'b', 'a'], regions: ['r1', 'r2'] }, {}, ['a@r1', 'a@r2', 'b@r1', 'b@r2']],
  ['the default profile with its region', wish, {}, ['default@eu-west-1']],
  ['AWS_PROFILE before the default one', wish, { AWS_PROFILE: 'payroll', AWS_REGION: 'us-east-1' }, ['payroll@us-east-1']],
  ['the profile’s region before AWS_REGION', wish, { AWS_REGION: 'us-east-1' }, ['default@eu-west-1']],
  ['no region anywhere is an error', { ...wish, profiles: ['payroll'] }, {}, 'no-region'],
])('%s', (_name, asked, env, expected) => {
  expect(ids(contextSpecs(asked, known, env))).toEqual(expected);
});

test('a profile without a region does not keep the others from being watched', () => {
  const result = contextSpecs({ ...wish, profiles: ['payroll', 'default'] }, known, {});
  expect(ids(result)).toEqual(['default@eu-west-1']);
  expect(result).toMatchObject({ value: { skipped: [{ code: 'no-region' }] } });
});

test('without any profile the error names the way out', () => {
  const result = contextSpecs(wish, [], {});
  expect(result).toMatchObject({
    ok: false,
    error: { code: 'no-profile', next: expect.stringContaining('--rehearse payroll-drill') },
  });
});

test('a real account never lets the console make its own queue', () => {
  const result = contextSpecs({ ...wish, endpointUrl: 'http://127.0.0.1:4599' }, known, {});
  expect(result.ok && result.value.specs.map(({ mayCreateQueue, endpointUrl }) => [mayCreateQueue, endpointUrl])).toEqual([
    [false, 'http://127.0.0.1:4599'],
  ]);
});

test('profiles come from both AWS files, with what became of the files', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-aws-'));
  try {
    await writeFile(
      join(dir, 'config'),
      '[default]\nregion = eu-west-1\n[profile payroll prod]\nsso_session = x\n[sso-session x]\nregion = a\n',
    );
    const found = await readAwsProfiles({
      env: { AWS_CONFIG_FILE: join(dir, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(dir, 'none') },
      home: dir,
    });
    expect(found.profiles).toEqual([
      { name: 'default', region: 'eu-west-1' },
      { name: 'payroll prod', region: null },
    ]);
    expect(found.files.map(({ state }) => state)).toEqual(['read', 'missing']);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
