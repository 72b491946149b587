import { describe, expect, it } from 'vitest';
import type { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import { modeOf, withField, withMode } from './rule-mode';
import { ruleSentence, timeWords } from './rule-sentence';

const rule: AlertConfiguration = {
  AlertId: 'a',
  Name: 'A',
  TeamColour: 'red',
  Conditions: {
    MetricName: 'ExecutionDuration',
    Threshold: 3600,
    Operator: 'GREATER_THAN',
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    Note: 'ours',
  },
};

describe('a rule that is edited', () => {
  it('about something else: what only the former kind knows is gone, what is unknown stays', () => {
    const changed = withMode(rule, 'state');
    expect(modeOf(changed)).toBe('state');
    expect(changed.Conditions).toEqual({
      Threshold: 3600,
      Operator: 'GREATER_THAN',
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      Note: 'ours',
      State: { Name: 'wave-stuck', Parameters: { Minutes: 45 } },
    });
    expect(changed.TeamColour).toBe('red');
    expect(withMode(rule, 'metric')).toBe(rule);
  });

  it('a field that is set keeps its place among the others, one that is taken away is gone', () => {
    expect(Object.keys(withField(rule, 'Name', 'B'))).toEqual(Object.keys(rule));
    expect(withField(rule, 'TeamColour', undefined)).not.toHaveProperty('TeamColour');
  });

  it('is one sentence', () => {
    expect(ruleSentence(rule)).toBe('ExecutionDuration is more than 1 h 00 min in 3 of the last 5 minutes');
    const everyFive = { ...rule, Conditions: { ...rule.Conditions, Period: 300, DatapointsToAlarm: 5 } };
    expect(ruleSentence(everyFive)).toBe('ExecutionDuration is more than 1 h 00 min in 5 periods of 5 min in a row');
    expect(ruleSentence(withMode(rule, 'state'))).toBe('Wave stuck in a phase (Minutes 45)');
  });

  it.each([
    [40_000, '40 s'],
    [2_460_000, '41 min'],
    [3_600_000, '1 h 00 min'],
  ])('%i ms is %s', (ms, words) => {
    expect(timeWords(ms)).toBe(words);
  });
});
