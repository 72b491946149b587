import { shortKey } from '../../notifications/plan/short-key';
import type { Alert } from '../alert';
import { compiledOf } from '../quiet/compiled';
import { labelOf } from '../quiet/labels-of';
import type { AlertWorld } from '../world';

/**
 * What an alert is put together by: the operator's own rule, else its execution, else itself. An alert that lacks a label of the rule is
 * its own group, never in a common bucket.
 */
export function groupKeyOf(alert: Alert, { alerting }: Pick<AlertWorld, 'alerting'>): string {
  const found = compiledOf(alerting).grouping.find(({ test }) => test(alert));
  if (found !== undefined) {
    const values = found.rule.by.map((label) => labelOf(alert, label));
    if (values.every((value) => value !== '')) return shortKey(`rule:${found.rule.id}:${JSON.stringify(values)}`);
    return `alert:${alert.fingerprint}`;
  }
  return alert.executionId === null ? `alert:${alert.fingerprint}` : `execution:${alert.executionId}`;
}
