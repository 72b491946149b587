import { shortKey } from '../../notifications/plan/short-key';
import type { Alert } from '../alert';
import { compileMatchers } from '../labels';
import type { GroupingRule } from '../settings';
import type { AlertWorld } from '../world';

/**
 * What an alert is put together by: the operator's own rule, else its execution, else itself. An alert that lacks a label of the rule is
 * its own group, never in a common bucket.
 */
export function groupKeyOf(alert: Alert, { alerting }: AlertWorld): string {
  const rule = alerting.grouping.rules.find((one) => holdsFor(one, alert));
  if (rule !== undefined) {
    const values = rule.by.map((label) => alert.labels[label] ?? '');
    if (values.every((value) => value !== '')) return shortKey(`rule:${rule.id}:${JSON.stringify(values)}`);
    return `alert:${alert.fingerprint}`;
  }
  return alert.executionId === null ? `alert:${alert.fingerprint}` : `execution:${alert.executionId}`;
}

function holdsFor({ matchers }: GroupingRule, { labels }: Alert): boolean {
  const test = compileMatchers(matchers);
  return test.ok && test.value(labels);
}
