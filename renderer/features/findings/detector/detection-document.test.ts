import { expect, test } from 'vitest';
import { DetectionSettings, FindingPolicy } from '../../../../shared/domain/detection/settings';
import { hasChanges, nothingChanged, withChanges, withoutSensitivity } from './detection-document';

const lag = FindingPolicy.parse({ family: 'replication-lag', alerts: 'lasting' });
const latency = FindingPolicy.parse({ family: 'api-latency', alerts: 'always' });

test('only what was changed is laid over what is stored', () => {
  const stored = DetectionSettings.parse({ policies: [lag, latency], learnsFromFeedback: false });
  const mine = { ...lag, alerts: 'never' } as const;
  const next = withChanges(stored, { isOn: false, policies: { 'replication-lag': mine } });
  expect(next).toEqual({ ...stored, isOn: false, policies: [latency, mine] });
  expect(withChanges(stored, nothingChanged)).toEqual(stored);
});

test('nothing changed is nothing to save', () => {
  expect(hasChanges(nothingChanged)).toBe(false);
  expect(hasChanges({ policies: {}, isOn: true })).toBe(true);
  expect(hasChanges({ policies: { 'replication-lag': lag } })).toBe(true);
});

test('a kind that is reset loses its sensitivity, others keep theirs', () => {
  const stored = DetectionSettings.parse({
    sensitivities: [
      { kind: 'replication-lag.level', sensitivity: 0.49, notUseful: 2 },
      { kind: 'api-latency.level', sensitivity: 0.7, notUseful: 1 },
    ],
  });
  expect(withoutSensitivity(stored, 'replication-lag.level').sensitivities.map(({ kind }) => kind)).toEqual([
    'api-latency.level',
  ]);
});
