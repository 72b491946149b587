import { describe, expect, test } from 'vitest';
import { instantOf, msOf } from '../primitives';
import { FindingFamily } from './finding';
import { alertSeverityOf, allPolicies, isWatched, outcomeOf, shippedPolicy } from './policy';
import { DetectionSettings } from './settings';
import { aFinding } from './testing/a-finding';

const since = instantOf(Date.UTC(2026, 2, 14, 9));
const later = (minutes: number) => instantOf(msOf(since) + minutes * 60_000);
const shipped = DetectionSettings.parse({});
const evidence = { ...aFinding().evidence, value: 900 };
const lag = { family: 'replication-lag', aspect: 'level', since, method: 'stream', evidence } as const;

describe('policy', () => {
  test('as shipped, only what is foreseen and replication that falls behind may wake somebody', () => {
    const alerting = allPolicies(shipped).filter(({ alerts }) => alerts !== 'never');
    expect(alerting.map(({ family, alerts, afterMinutes }) => [family, alerts, afterMinutes])).toEqual([
      ['replication-lag', 'lasting', 15],
      ['replication-backlog', 'lasting', 30],
      ['objective-at-risk', 'always', 0],
      ['failure-foreseen', 'lasting', 3],
    ]);
    expect(FindingFamily.options.every((family) => isWatched(family, shipped))).toBe(true);
  });

  test('what must last becomes an alert in the minute in which it has lasted, and says when that will be', () => {
    expect(outcomeOf(lag, shipped, later(14.9))).toEqual({
      alerts: false,
      why: 'It becomes an alert if it lasts until 09:15 UTC (15 min).',
      dueAt: later(15),
    });
    expect(outcomeOf(lag, shipped, later(15))).toMatchObject({ alerts: true, dueAt: null });
  });

  test('a failure that is foreseen and less likely than not wakes nobody, however long it lasts', () => {
    const foreseen = { ...lag, family: 'failure-foreseen', aspect: 'outlook', method: 'forecast' } as const;
    const withChance = (value: number | null) =>
      outcomeOf({ ...foreseen, evidence: { ...evidence, value } }, shipped, later(600));
    expect(withChance(0.12)).toMatchObject({ alerts: false, why: expect.stringContaining('less likely than not'), dueAt: null });
    expect(withChance(0.5).alerts).toBe(true);
    expect(withChance(null).alerts).toBe(true);
  });

  test('a lag that is a little more than usual wakes nobody, however long it lasts', () => {
    const slight = { ...lag, evidence: { ...evidence, value: 359 } };
    expect(outcomeOf(slight, shipped, later(600))).toMatchObject({ alerts: false, why: expect.stringContaining('too little') });
    expect(outcomeOf({ ...slight, evidence: { ...evidence, value: 360 } }, shipped, later(600)).alerts).toBe(true);
    const always = DetectionSettings.parse({ policies: [{ family: 'replication-lag', alerts: 'always' }] });
    expect(outcomeOf(slight, always, since).alerts).toBe(true);
  });

  test('values that scatter or run otherwise wake nobody, unless every finding of the family does', () => {
    expect(outcomeOf({ ...lag, aspect: 'spread' }, shipped, later(600))).toMatchObject({ alerts: false, dueAt: null });
    const always = DetectionSettings.parse({ policies: [{ family: 'replication-lag', alerts: 'always' }] });
    expect(outcomeOf({ ...lag, aspect: 'spread' }, always, since).alerts).toBe(true);
  });

  test('the policy of the operator takes the place of the shipped one, as a whole', () => {
    const own = DetectionSettings.parse({ policies: [{ family: 'objective-at-risk', isOn: false }] });
    expect(outcomeOf({ ...lag, family: 'objective-at-risk', aspect: 'outlook' }, own, since).alerts).toBe(false);
    expect(isWatched('objective-at-risk', own)).toBe(false);
    expect(isWatched('replication-lag', { ...shipped, isOn: false })).toBe(false);
  });

  test('an objective at risk is at least HIGH; what policy says holds before what the finding says', () => {
    expect(alertSeverityOf({ family: 'objective-at-risk', severity: 'LOW' }, null)).toBe('HIGH');
    expect(alertSeverityOf({ family: 'objective-at-risk', severity: 'CRITICAL' }, null)).toBe('CRITICAL');
    expect(alertSeverityOf({ family: 'replication-lag', severity: 'HIGH' }, shippedPolicy('replication-lag').severity)).toBe(
      'MEDIUM',
    );
  });
});
