import { expect, test } from 'vitest';
import { aDrill } from '../../testing/drill';
import { contextId } from '../../testing/world';
import { phasesOf, slowestOf, throughputOf } from './performance';

const START = 1_700_000_000_000;
const minute = 60_000;

function servers(nowMin: number, failing?: string) {
  return aDrill({
    executionId: 'e',
    contextId,
    planName: 'p',
    executionType: 'DRILL',
    startMs: START,
    nowMs: START + nowMin * minute,
    waves: [
      { name: 'One', servers: ['a', 'b', 'c'], startsAtMin: 0 },
      { name: 'Two', servers: ['d'], startsAtMin: 100 },
    ],
    status: 'RUNNING',
    ...(failing === undefined ? {} : { failing }),
  }).participants;
}

test('a phase tells its middle and its slowest once somebody is through', () => {
  const members = servers(5).filter((one) => one.waveNumber === 0);
  expect(phasesOf(members).map((one) => [one.phase, one.servers])).toEqual([['SNAPSHOT', 3]]);
  expect(phasesOf(members)[0]?.slowestMs).toBeGreaterThan(phasesOf(members)[0]?.medianMs ?? 0);
});

test('the slowest stands first, and who failed is not slow', () => {
  expect(slowestOf(servers(60), START + 60 * minute, 2).map((one) => one.participant.serverName)).toEqual(['c', 'b']);
  expect(slowestOf(servers(60, 'c'), START + 60 * minute, 5).map((one) => one.participant.serverName)).toEqual(['b', 'a']);
});

test('time in which nobody was on its way does not slow the pace', () => {
  const pace = throughputOf(servers(200), START + 200 * minute) ?? 0;
  expect(pace).toBeCloseTo(4 / (11.3 + 0.34 + 11.3), 5);
});

test('before the first launch there is no pace', () => expect(throughputOf(servers(5), START + 5 * minute)).toBeNull());
