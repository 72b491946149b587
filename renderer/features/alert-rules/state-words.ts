import type { StatePredicate } from '../../../shared/domain/alerting/rules/states/predicate';
import { t } from '../../language/language';

/** Conditions that have words in every language; one that is newer than these speaks for itself. */
const known = [
  'agent-silent',
  'capacity-near',
  'drill-overdue',
  'execution-over-objective',
  'execution-paused-long',
  'execution-runs-long',
  'instances-left-running',
  'lag-over-objective',
  'performance-degraded',
  'plan-not-ready',
  'replication-in-state',
  'server-stuck',
  'source-silent',
  'wave-stuck',
] as const;

export function conditionTitle({ name, title }: StatePredicate): string {
  const own = known.find((one) => one === name);
  return own === undefined ? title : t(`alertRules.condition-${own}`);
}

export function conditionText({ name, text }: StatePredicate): string {
  const own = known.find((one) => one === name);
  return own === undefined ? text : t(`alertRules.conditionText-${own}`);
}
