import { expect, test } from 'vitest';
import { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { anEngine, type TestEngine } from '../../testing/an-engine';
import { serverId } from '../../testing/events';
import { aDrill } from '../testing/past-drills';

async function minutePasses({ ports }: TestEngine): Promise<void> {
  await ports.time.advance(61_000);
}

const patternsOf = ({ engine }: TestEngine) =>
  [...engine.inside.findings.open().values()].filter(({ method }) => method === 'pattern');

test('a server that fails drill after drill is found, as a finding that can become a rule', async () => {
  const test = await anEngine();
  for (const weeksAgo of [9, 8, 7, 6, 5]) test.engine.commit(aDrill({ weeksAgo, failed: ['app05'] }));
  await minutePasses(test);
  const [found, ...others] = patternsOf(test);
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    family: 'recurring-failure',
    aspect: 'recurrence',
    severity: 'HIGH',
    title: 'Launches of app05 fail again and again',
    summary: 'Launches of app05 fail 5 of 5 times; elsewhere 0 of 35.',
    sourceServerId: serverId('app05'),
  });
  const draft = found === undefined ? null : test.engine.inside.findings.draftRule(found);
  expect(AlertConfiguration.safeParse(draft?.configuration).error).toBeUndefined();
  expect(draft?.configuration.Conditions.EventPattern).toMatchObject({ sourceServerId: [serverId('app05')] });
});

test('once it does not stand out any more it ends', async () => {
  const test = await anEngine();
  for (const weeksAgo of [13, 12, 11, 10]) test.engine.commit(aDrill({ weeksAgo, failed: ['app05'] }));
  await minutePasses(test);
  expect(patternsOf(test)).toHaveLength(1);
  const all = ['app01', 'app02', 'app03', 'app04', 'app06', 'app07', 'app08'];
  for (const weeksAgo of [9, 8, 7, 6, 5, 4]) test.engine.commit(aDrill({ weeksAgo, failed: all }));
  await minutePasses(test);
  expect(patternsOf(test)).toEqual([]);
});
