import { expect, test } from 'vitest';
import { dynamodbPlans } from '../sources/dynamodb-plans';
import { stsIdentity } from '../sources/sts-identity';
import { againstSimulator } from '../sources/testing/against-simulator';
import { alarmSource } from './alarm-source';

async function looking(given: Parameters<typeof againstSimulator>[0]) {
  const running = await againstSimulator({ ...given, sources: [stsIdentity, dynamodbPlans, alarmSource] });
  const health = () =>
    [...running.core.healthOf.values()]
      .filter(({ source }) => source === 'cloudwatch-alarms')
      .map(({ id, state, error }) => ({
        account: id.split('/').at(-1),
        state,
        action: error?.action,
        resource: error?.resource,
      }));
  return { ...running, health };
}

test('an account that denies its alarms is told with action and resource, the target account like our own', async () => {
  const { until, health } = await looking({ faults: ['monitoring:denied'] });
  await until('both refusals', () => health().filter(({ state }) => state === 'not-permitted').length === 2);
  const refused = { state: 'not-permitted', action: 'cloudwatch:DescribeAlarms', resource: expect.stringMatching(/^(\*|arn:)/) };
  expect(health().sort((a, b) => (a.account ?? '').localeCompare(b.account ?? ''))).toEqual([
    { account: '111122223333', ...refused },
    { account: '444455556666', ...refused },
  ]);
});

test('the shipped policies for observers allow it in both accounts', async () => {
  const { until, health } = await looking({ policy: ['observe'] });
  await until('both accounts', () => health().filter(({ state }) => state === 'live').length === 2);
});
