import { type AlertConfiguration, isAlertConfiguration } from '../../shared/domain/alerting/rules/configuration';
import { LibraryRule, type RuleStanding } from '../../shared/domain/alerting/rules/report';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';

const shipped = import.meta.glob<unknown>('../../resources/alert-rules/*.json', { eager: true, import: 'default' });
const library = Object.values(shipped).map((one) => LibraryRule.parse(one));
const DAY_MS = 86_400_000;

/** Alert rules as an engine keeps them; two of the library, and the model with all of its fields. */
export function fixtureRules(how: 'none' | 'some', nowMs: number): ConsoleClient['alertRules'] {
  const full: AlertConfiguration = {
    AlertId: 'alert-123',
    Name: 'Execution Duration Alert of the regional payroll and settlement platform',
    Description: 'Longer than an hour',
    Enabled: true,
    Severity: 'HIGH',
    Conditions: {
      MetricName: 'ExecutionDuration',
      Threshold: 3600,
      Operator: 'GREATER_THAN',
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      ClearThreshold: 3000,
    },
    Scope: { Plans: ['Payroll DR'], ExecutionTypes: ['DRILL'] },
    Overrides: [{ Plan: 'Payroll DR', Wave: 1, Threshold: 1800, Severity: 'CRITICAL' }],
    Actions: [
      {
        Type: 'SNS_NOTIFICATION',
        Configuration: {
          TopicArn: 'arn:aws:sns:us-east-1:123456789012:dr-alerts',
          Message: 'Execution {{ExecutionId}} has exceeded expected duration',
        },
      },
    ],
    Suppression: { Enabled: true, DurationMinutes: 60, SuppressOnAcknowledgment: true },
  };
  let rules: readonly AlertConfiguration[] =
    how === 'none'
      ? []
      : [...library.slice(0, 4).map(({ rule }) => rule), full, { ...full, AlertId: 'off', Name: 'Old', Enabled: false }];
  let revision = 1;
  const whole = () => ({ headers: { etag: `"${revision}"` }, body: { items: [...rules], nextToken: null, warnings: [] } });
  const unanswered = async () => Promise.reject(new Error('This fixture does not answer that.'));
  const backtest: ConsoleClient['alertRules']['backtestDraft'] = async ({ from, to }) => {
    const fromMs = Date.parse(from);
    const toMs = Date.parse(to);
    const step = (toMs - fromMs) / 120;
    const points = Array.from({ length: 120 }, (_, index) => {
      const value = index > 70 && index < 78 ? null : 2200 + 1500 * Math.sin(index / 9) + 400 * Math.sin(index / 2.1);
      return { at: instantOf(fromMs + index * step), value, alarm: value !== null && value > 3600 };
    });
    const opening = (day: number, minutes: number) => ({
      series: 'payroll',
      labels: { plan: 'Payroll DR' },
      from: instantOf(fromMs + day * DAY_MS),
      to: instantOf(fromMs + day * DAY_MS + minutes * 60_000),
      peak: 3980,
      severity: 'HIGH' as const,
    });
    return {
      from: instantOf(fromMs),
      to: instantOf(toMs),
      recordedFrom: instantOf(fromMs),
      cut: null,
      summary: {
        alerts: 3,
        alertsPerDay: 0.21,
        longestSeconds: 1260,
        meanSeconds: 820,
        alarmSeconds: 2460,
        alarmShare: 0.02,
        stillOpen: 0,
      },
      openings: [opening(1.1, 21), opening(7.4, 12), opening(12.9, 8)],
      series: [
        {
          series: 'payroll',
          labels: { plan: 'Payroll DR' },
          alerts: 3,
          alarmSeconds: 2460,
          unknownSeconds: 3600,
          threshold: 3600,
          points,
        },
      ],
      seriesTotal: 1,
      stepSeconds: step / 1000,
      unit: 'Seconds',
    };
  };
  return {
    list: async () => whole(),
    replace: async ({ body }) => {
      const sent = typeof body === 'object' && body !== null && 'Rules' in body && Array.isArray(body.Rules) ? body.Rules : [];
      rules = sent.filter(isAlertConfiguration);
      revision += 1;
      return whole();
    },
    library: async () => ({ items: library, nextToken: null }),
    states: async () => ({
      items: rules.map(
        ({ AlertId, Enabled }, index): RuleStanding => ({
          alertId: AlertId,
          state: Enabled === false ? 'off' : AlertId === 'alert-123' ? 'ALARM' : index === 1 ? 'INSUFFICIENT_DATA' : 'OK',
          series: { ok: 11, alarm: AlertId === 'alert-123' ? 1 : 0, unknown: index === 1 ? 2 : 0 },
          lastFiredAt: index % 2 === 0 ? instantOf(nowMs - (index + 1) * 3_600_000) : null,
          trouble: null,
          judgedAt: instantOf(nowMs),
        }),
      ),
      nextToken: null,
    }),
    check: async ({ rule }) => ({
      valid: true,
      items:
        isAlertConfiguration(rule) && (rule.Conditions.Threshold ?? 1) < 0
          ? [
              {
                level: 'warning',
                code: 'always-fires',
                field: 'Conditions.Threshold',
                message: 'a duration is never below zero: this always fires',
              },
            ]
          : [],
    }),
    backtestDraft: backtest,
    get: unanswered,
    put: unanswered,
    remove: unanswered,
    backtest: unanswered,
  };
}
