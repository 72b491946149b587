import type { AlertConfiguration, Conditions } from '../../../shared/domain/alerting/rules/configuration';

/** What a rule watches: it is exactly one of these. */
export const ruleModes = ['metric', 'expression', 'event', 'state'] as const;
export type RuleMode = (typeof ruleModes)[number];

export function modeOf({ Conditions: held }: AlertConfiguration): RuleMode {
  if (held.State !== undefined) return 'state';
  if (held.EventPattern !== undefined) return 'event';
  if (held.Expression !== undefined || held.Metrics !== undefined) return 'expression';
  return 'metric';
}

/** Fields that belong to one kind of rule alone. */
const OWN = ['MetricName', 'Labels', 'Statistic', 'Metrics', 'Expression', 'EventPattern', 'ClearPattern', 'State'] as const;

/** The same rule about something else: what only the former kind knows is gone, everything else stays. */
export function withMode(rule: AlertConfiguration, mode: RuleMode): AlertConfiguration {
  if (mode === modeOf(rule)) return rule;
  const kept = Object.fromEntries(Object.entries(rule.Conditions).filter(([key]) => !OWN.some((own) => own === key)));
  return { ...rule, Conditions: { ...kept, ...beginning(mode) } };
}

function beginning(mode: RuleMode): Conditions {
  switch (mode) {
    case 'metric':
      return { MetricName: 'ServerLag' };
    case 'expression':
      return {
        Metrics: { m1: { MetricName: 'ExecutionsFailed' }, m2: { MetricName: 'ExecutionsStarted' } },
        Expression: 'm1 / m2 * 100',
      };
    case 'event':
      return { EventPattern: { type: ['execution.changed'] } };
    case 'state':
      return { State: { Name: 'wave-stuck', Parameters: { Minutes: 45 } } };
  }
}

/** The object with one field set, or taken away where it is undefined. Fields that stay keep their order. */
export function withField<T extends object>(object: T, key: keyof T & string, value: unknown): T {
  const { [key]: _, ...others } = object;
  const next: object = value === undefined ? others : key in object ? { ...object, [key]: value } : { ...others, [key]: value };
  return isSame(object, next) ? next : object;
}

/** Nothing but the value of a known field differs; what is wrong with a value is told beside its field. */
function isSame<T extends object>(_: T, next: object): next is T {
  return typeof next === 'object';
}
