import { expect, test } from 'vitest';
import { stsIdentity } from '../sources/sts-identity';
import { againstSimulator } from '../sources/testing/against-simulator';
import { alarmHistory, findAlarm, listAlarms, makeAlarm, removeAlarm, switchAlarm } from './alarms';

const home = { accountId: '111122223333', region: 'us-east-1' };

async function anAccount() {
  const running = await againstSimulator({ faults: ['H8'], sources: [stsIdentity] });
  await running.until('the context', () => running.sources.awsOf(running.contextId) !== null);
  const aws = running.sources.awsOf(running.contextId);
  if (aws === null) throw new Error('no context');
  return { ...running, aws, now: running.ports.clock.now };
}

test('the platform’s five alarms are told to be dead, and their repair is alive', async () => {
  const { aws, now } = await anAccount();
  const dead = (await listAlarms(aws, home, now())).filter(({ cannotFire }) => cannotFire !== null);
  expect(dead.map(({ state, ours, repair }) => ({ state, ours, repair }))).toEqual(
    Array.from({ length: 5 }, () => ({ state: 'OK', ours: false, repair: 'access-denied' })),
  );
  const name = await makeAlarm(aws, home, 'access-denied', undefined);
  expect(await findAlarm(aws, home, name ?? '', now())).toMatchObject({
    name: 'aws-drs-orchestration-console-dev-access-denied',
    ours: true,
    cannotFire: null,
    rule: 'Sum of aws-drs-orchestration/Security AccessDeniedErrors ≥ 5, 1 × 300 s',
  });
});

test('an alarm is made once, made anew with another threshold, switched and removed', async () => {
  const { aws, now } = await anAccount();
  const before = (await listAlarms(aws, home, now())).length;
  const name = (await makeAlarm(aws, home, 'lag-above-rpo', 900)) ?? '';
  expect(await makeAlarm(aws, home, 'lag-above-rpo', 1800)).toBe(name);
  expect((await findAlarm(aws, home, name, now()))?.rule).toContain('> 1800, 3 × 300 s');
  await switchAlarm(aws, home, name, 'off');
  expect((await findAlarm(aws, home, name, now()))?.actionsEnabled).toBe(false);
  expect((await alarmHistory(aws, home, name)).length).toBeGreaterThan(0);
  await removeAlarm(aws, home, name);
  expect(await listAlarms(aws, home, now())).toHaveLength(before);
});

test('every preset finds what it watches in the platform’s account', async () => {
  const { aws } = await anAccount();
  for (const preset of ['execution-failed', 'launch-failures', 'rule-failures', 'dead-letters'] as const)
    expect(await makeAlarm(aws, home, preset, undefined)).toBe(`aws-drs-orchestration-console-dev-${preset}`);
});
