import type { Labels, Matcher } from '../../../shared/domain/alerting/labels';

/** The labels that say what something is about, the narrowest first; the others only say where it is, or change with every alert. */
const telling = ['subnet', 'job', 'rule', 'kind', 'plan', 'executionType', 'context'] as const;

/** What says the one thing something is about, the clearest first: one of them is enough. */
const particular = ['serverName', 'server', 'host', 'instance', 'alertKey', 'key', 'data', 'topic', 'queue'] as const;

/** Matchers that hold for what has these labels, and for little else: a place to begin from. */
export function silenceOf(labels: Labels): readonly Matcher[] {
  const own = particular.find((label) => (labels[label] ?? '') !== '');
  return [...(own === undefined ? [] : [own]), ...telling].flatMap((label) => {
    const value = labels[label];
    return value === undefined || value === '' ? [] : [{ label, op: '=' as const, value }];
  });
}

/** What else it carries, to be narrower by: a label, and its value. */
export function otherLabels(labels: Labels, matchers: readonly Matcher[]): readonly (readonly [string, string])[] {
  return Object.entries(labels).filter(([label, value]) => value !== '' && matchers.every((one) => one.label !== label));
}
