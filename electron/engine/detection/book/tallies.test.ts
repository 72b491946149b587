import { expect, test } from 'vitest';
import { DetectionSettings } from '../../../../shared/domain/detection/settings';
import { instantOf } from '../../../../shared/domain/primitives';
import type { FindingTally } from './finding-tables';
import { talliesOf } from './tallies';

const found: FindingTally = {
  day: '2026-03-14',
  family: 'replication-lag',
  aspect: 'level',
  found: 3,
  alerted: 1,
  useful: 0,
  notUseful: 2,
};

function kindsWith(tallies: readonly FindingTally[], sensitivities: readonly object[]) {
  const settings = DetectionSettings.parse({ sensitivities });
  const findings = {
    tables: { tallies: () => [...tallies], list: () => [], read: () => null, open: () => [] },
    open: () => new Map(),
    settings: () => settings,
    thresholdOf: () => 0.9,
  };
  return talliesOf(findings, ['replication-lag'], instantOf(Date.UTC(2026, 2, 15))).kinds;
}

test('a kind nothing is found of any more is told of where its sensitivity was changed, once', () => {
  const quiet = { kind: 'api-latency.shape', sensitivity: 0.2 };
  const kinds = kindsWith([found], [{ kind: 'replication-lag.level', sensitivity: 0.5 }, quiet]);
  expect(kinds.map(({ kind, sensitivity, found: count }) => [kind, sensitivity, count])).toEqual([
    ['replication-lag.level', 0.5, 3],
    ['api-latency.shape', 0.2, 0],
  ]);
});

test('a kind as shipped, and a name that is no kind, are not', () => {
  const names = ['nothing.level', 'replication-lag', 'replication-lag.level.more', '__proto__.level'];
  const odd = names.map((kind) => ({ kind, sensitivity: 0.5 }));
  expect(kindsWith([], [{ kind: 'api-latency.level', sensitivity: 1 }, ...odd])).toEqual([]);
});
