import type { Labels, Matcher } from '../../../shared/domain/alerting/labels';

/** The labels that say what something is about, the narrowest first; the others only say where it is, or change with every alert. */
const telling = ['serverName', 'subnet', 'job', 'rule', 'kind', 'plan', 'executionType', 'context'] as const;

/** Matchers that hold for what has these labels, and for little else: a place to begin from. */
export function silenceOf(labels: Labels): readonly Matcher[] {
  return telling.flatMap((label) => {
    const value = labels[label];
    return value === undefined || value === '' ? [] : [{ label, op: '=' as const, value }];
  });
}
