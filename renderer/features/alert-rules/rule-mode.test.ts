import { describe, expect, it } from 'vitest';
import type { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import { modeOf, withField, withMode } from './rule-mode';
import { ruleSentence, timeWords } from './rule-sentence';
import { ruleItems } from './rules-document';

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

  it('gets its id from its name when it is first saved; a ready one keeps its own', () => {
    const named = (AlertId: string, Name: string) => ruleItems.named?.({ ...rule, AlertId, Name }, ['lag-high']).AlertId;
    expect(named('rule-2', 'Lag high')).toBe('lag-high-2');
    expect(named('rule', 'Backtest')).toBe('backtest-2');
    expect(named('execution-duration', 'Payroll takes long')).toBe('execution-duration');
  });

  it('is one sentence', () => {
    expect(ruleSentence(rule)).toBe('ExecutionDuration is more than 1 h 00 min in 3 of the last 5 minutes');
    const everyFive = { ...rule, Conditions: { ...rule.Conditions, Period: 300, DatapointsToAlarm: 5 } };
    expect(ruleSentence(everyFive)).toBe('ExecutionDuration is more than 1 h 00 min in 5 periods of 5 min in a row');
    expect(ruleSentence(withMode(rule, 'state'))).toBe('Wave stuck in a phase (45 min)');
    expect(ruleSentence({ ...withMode(rule, 'event'), Scope: { Servers: ['web-01', 'web-02'], Waves: [0] } })).toBe(
      '3,600 or more events execution.changed within 25 min · Waves: 0 · Servers: web-01, web-02',
    );
    const labelled = { ...rule, Conditions: { ...rule.Conditions, Labels: { plan: 'Payroll DR' } } };
    expect(ruleSentence(labelled)).toMatch(/last 5 minutes · Only series with plan = Payroll DR$/);
    const due = { ...rule, Name: 'Drill overdue', Conditions: { State: { Name: 'drill-overdue' } } };
    expect(ruleSentence(due)).toMatch(/^The last drill of a plan .* counts too$/);
  });

  it.each([
    [40_000, '40 s'],
    [2_460_000, '41 min'],
    [3_600_000, '1 h 00 min'],
  ])('%i ms is %s', (ms, words) => {
    expect(timeWords(ms)).toBe(words);
  });
});
