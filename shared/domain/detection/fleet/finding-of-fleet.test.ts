import { expect, test } from 'vitest';
import { instantOf } from '../../primitives';
import { Finding } from '../finding';
import { type FleetScene, findingOfFleet, sayShared } from './finding-of-fleet';
import type { Fleet } from './fleet';
import { NINE, off, play, servers } from './testing/a-fleet';

const at = instantOf(NINE);
const scene: FleetScene = {
  at,
  family: 'replication-lag',
  aspect: 'level',
  severity: 'MEDIUM',
  what: 'replication lag',
  plural: 'servers',
  next: 'Open one of the servers.',
  seriesOf: (key) => ({ metric: 'ServerLag', contextId: 'payroll', labels: { server: key } }),
};
const rest = {
  findingId: 'x',
  openedAt: at,
  endedAt: null,
  endedBecause: null,
  peakScore: 1,
  feedback: null,
  policy: { alerts: false, why: '' },
};

function fleetOf(pick: (index: number) => boolean): Fleet {
  const watched = servers(300);
  const [turn] = play(watched, [off(watched.flatMap(({ key }, index) => (pick(index) ? [key] : [])))]);
  const [fleet] = turn?.open ?? [];
  if (fleet === undefined) throw new Error('no fleet');
  return fleet;
}

test('what most of them share stands in the finding, with what chance has', () => {
  const draft = findingOfFleet(
    fleetOf((index) => index % 3 === 0 && index < 114),
    scene,
  );
  expect(draft.title).toBe('Replication lag of 38 of 300 servers is unusual at once');
  expect(draft.summary).toBe('All 38 are in subnet-a, where 100 servers are watched. By chance about 3 would be.');
  expect(draft.nextStep).toBe('Look first at what they share, in subnet-a. Open one of the servers.');
  expect(draft.evidence.facts).toEqual([
    '38 of 300 servers are off; by chance about 3 would be.',
    '38 of 100 in subnet-a are off, 0 of 200 elsewhere.',
    'The same servers are in zone 1a.',
  ]);
  expect(draft).toMatchObject({
    memberCount: 38,
    contextId: 'payroll',
    method: 'fleet',
    subject: 'fleet:replication-lag subnet=subnet-a',
  });
  expect(Finding.safeParse({ ...draft, ...rest }).error).toBeUndefined();
});

test('of many members fifty are listed and all are counted', () => {
  const draft = findingOfFleet(
    fleetOf(() => true),
    scene,
  );
  expect([draft.members.length, draft.memberCount]).toEqual([50, 300]);
  expect(draft.summary).toMatch(/^The 300 have no subnet, plan, type or version of their own in common\./);
  expect(Finding.safeParse({ ...draft, ...rest }).error).toBeUndefined();
});

test.each([
  ['subnet', 'a', 'in subnet a'],
  ['team', 'a', 'with team a'],
  ['constructor', 'a', 'with constructor a'],
  ['toString', 'a', 'with toString a'],
])('what has the label %s=%s is %s', (label, value, said) => {
  expect(sayShared({ label, value })).toBe(said);
});
