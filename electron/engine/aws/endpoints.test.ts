import { expect, test } from 'vitest';
import { endpointOf } from './endpoints';
import { parseProfileFile } from './profile-file';

const file = parseProfileFile(`
# colleagues share this
[default]
region = us-east-1

[profile payroll]
services = local
endpoint_url = http://127.0.0.1:1

[services  local]
drs =
  endpoint_url = http://127.0.0.1:2
  ; not ours
sfn =
    endpoint_url=http://127.0.0.1:3
`);
const setting = { given: null, profile: 'payroll', env: {}, file };

test.each([
  [
    'what the context was given wins',
    'drs',
    { ...setting, given: 'http://127.0.0.1:9', env: { AWS_ENDPOINT_URL: 'http://x' } },
    'http://127.0.0.1:9',
  ],
  [
    'the service variable beats the general one',
    'drs',
    { ...setting, env: { AWS_ENDPOINT_URL_DRS: 'http://a', AWS_ENDPOINT_URL: 'http://b' } },
    'http://a',
  ],
  ['Step Functions is called sfn', 'states', { ...setting, env: { AWS_ENDPOINT_URL_SFN: 'http://a' } }, 'http://a'],
  ['EventBridge is called eventbridge', 'events', { ...setting, env: { AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://a' } }, 'http://a'],
  ['the general variable beats the profile', 'drs', { ...setting, env: { AWS_ENDPOINT_URL: 'http://b' } }, 'http://b'],
  ['the services section of the profile', 'drs', setting, 'http://127.0.0.1:2'],
  ['another service of the same section', 'states', setting, 'http://127.0.0.1:3'],
  ['the profile itself', 'sqs', setting, 'http://127.0.0.1:1'],
  ['a profile without endpoints dials AWS', 'sqs', { ...setting, profile: 'default' }, null],
  ['configured endpoints can be ignored', 'drs', { ...setting, env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } }, null],
] as const)('%s', (_, service, given, expected) => {
  expect(endpointOf(service, given)).toBe(expected);
});
