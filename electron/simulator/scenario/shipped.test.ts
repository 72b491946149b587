import { expect, test } from 'vitest';
import { aRehearsal, type Rehearsal } from '../platform/testing/rehearsal';
import { SHIPPED } from './load';
import { trainingListing } from './training-list';

function played(scenario: string, operator: 'script' | 'human' = 'script'): Rehearsal {
  const rehearsal = aRehearsal({ scenario, operator });
  rehearsal.until(rehearsal.scenario.traceEnd);
  return rehearsal;
}

const endings = (rehearsal: Rehearsal) =>
  rehearsal.platform.context.executions.ids().map((id) => String(rehearsal.execution(id).status));
const refused = (rehearsal: Rehearsal) =>
  rehearsal.played.filter(({ reply }) => reply.error !== undefined).map(({ act }) => act.do);
const instances = (rehearsal: Rehearsal) =>
  rehearsal.platform.drs.regions().map(({ region, instances: launched }) => [region, launched.size]);

test('forty servers in five waves launch, one of them at its second try, after two approvals', () => {
  const rehearsal = aRehearsal({ scenario: 'forty-servers' });
  rehearsal.until('09:44:00');
  expect(endings(rehearsal)).toEqual(['COMPLETED']);
  expect(refused(rehearsal)).toEqual([]);
  expect(instances(rehearsal)).toEqual([['us-east-1', 40]]);
  rehearsal.until(rehearsal.scenario.traceEnd);
  expect(instances(rehearsal)).toEqual([['us-east-1', 0]]);
});

test('in the night of trouble a start is refused, and the drill runs once all servers have recovered', () => {
  const rehearsal = played('night-of-trouble');
  expect(refused(rehearsal)).toEqual(['start']);
  expect(endings(rehearsal)).toEqual(['COMPLETED']);
  expect(rehearsal.events.filter(({ detail }) => detail.state === 'STALLED')).toHaveLength(4);
});

test('two regions: the east completes although the west loses a server', () => {
  const rehearsal = aRehearsal({ scenario: 'two-regions' });
  rehearsal.until('10:48:00');
  expect(endings(rehearsal)).toEqual(['COMPLETED', 'FAILED']);
  expect(instances(rehearsal)).toEqual([
    ['us-east-1', 8],
    ['us-west-2', 5],
  ]);
  rehearsal.until(rehearsal.scenario.traceEnd);
  expect(instances(rehearsal)).toEqual([
    ['us-east-1', 0],
    ['us-west-2', 0],
  ]);
});

test('the real recovery is kept within its hour when somebody approves at once, and waits when nobody does', () => {
  const rehearsal = played('real-recovery');
  expect(endings(rehearsal)).toEqual(['COMPLETED']);
  expect(instances(rehearsal)).toEqual([['us-east-1', 13]]);
  const [id = ''] = rehearsal.platform.context.executions.ids();
  expect(rehearsal.execution(id)).toMatchObject({ executionType: 'RECOVERY' });
  expect(Number(rehearsal.execution(id).endTime) - Number(rehearsal.execution(id).startTime)).toBeLessThan(3600);
  const waiting = played('real-recovery', 'human');
  expect(endings(waiting)).toEqual(['PAUSED']);
});

test('everything that ships can be chosen, in both languages', () => {
  const { scenarios, faults } = trainingListing();
  expect(scenarios.map(({ name }) => name)).toEqual(Object.keys(SHIPPED));
  for (const { title, says, teaches, variants } of scenarios) {
    for (const words of [title, says, teaches, ...variants.map((one) => one.says)]) expect(words.de).not.toBe(words.en);
  }
  for (const { name, says } of faults) expect(says.de, name).not.toBe(says.en);
  expect(faults.find(({ name }) => name === 'drs:throttle')).toMatchObject({
    group: 'service',
    service: 'drs',
    byDefault: false,
  });
  expect(faults.find(({ name }) => name === 'sqs:duplicate')).toMatchObject({ group: 'messages' });
  expect(faults.find(({ name }) => name === 'H6')).toMatchObject({ group: 'platform', byDefault: true });
});
