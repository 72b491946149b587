import type { AlertConfiguration, Conditions } from '../../../shared/domain/alerting/rules/configuration';
import { statePredicates } from '../../../shared/domain/alerting/rules/states/registry';
import { metricList } from '../../../shared/domain/capacity/metric-list';
import { type Unit, valueWords } from '../../charts/value-words';
import { t } from '../../language/language';
import { formatDuration } from '../../ui/format';
import { modeOf } from './rule-mode';
import { conditionText, conditionTitle } from './state-words';

/** What a rule watches, as one sentence. */
export function ruleSentence(rule: AlertConfiguration): string {
  return [watchedWords(rule), ...scopeWords(rule)].join(' · ');
}

const scopes = ['Plans', 'Waves', 'Servers', 'Contexts', 'Accounts', 'Regions', 'Environments', 'ExecutionTypes'] as const;

/** Where alone it holds: `Servers: web-01, web-02`. */
function scopeWords({ Scope: scope = {}, Conditions: { Labels: labels = {} } }: AlertConfiguration): readonly string[] {
  const only = Object.entries(labels).map(([name, value]) => `${name} = ${value}`);
  return [
    ...(only.length === 0 ? [] : [`${t('alertRules.onlySeriesWith')} ${only.join(', ')}`]),
    ...scopes.flatMap((field) => {
      const names = scope[field] ?? [];
      return names.length === 0 ? [] : [`${t(`alertRules.scope-${field}`)}: ${names.join(', ')}`];
    }),
  ];
}

function watchedWords(rule: AlertConfiguration): string {
  const held = rule.Conditions;
  switch (modeOf(rule)) {
    case 'metric':
      return t('alertRules.metricSentence', {
        metric: held.MetricName ?? '…',
        compared: comparedWords(held),
        when: whenWords(held),
      });
    case 'expression':
      return t('alertRules.metricSentence', {
        metric: held.Expression ?? '…',
        compared: comparedWords(held),
        when: whenWords(held),
      });
    case 'event':
      return t('alertRules.eventSentence', {
        pattern: patternWords(held.EventPattern ?? {}),
        count: held.Threshold ?? 1,
        time: timeWords((held.Period ?? 300) * (held.EvaluationPeriods ?? 1) * 1000),
      });
    case 'state':
      return stateSentence(rule.Name, held);
  }
}

/** A condition is called by its title; where the rule bears that name already, what it means is said instead. */
function stateSentence(ruleName: string, { State }: Conditions): string {
  const predicate = statePredicates.find(({ name }) => name === State?.Name);
  const parameters = Object.entries(State?.Parameters ?? {})
    .flatMap(parameterWords)
    .join(', ');
  const called = predicate === undefined ? (State?.Name ?? '…') : conditionTitle(predicate);
  const title = predicate === undefined || called !== ruleName ? called : conditionText(predicate).replace(/\.$/, '');
  return parameters === '' ? title : `${title} (${parameters})`;
}

/** Figures with their unit; lists and names as they are. */
function parameterWords([name, value]: readonly [string, unknown]): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.join(', ')];
  switch (name) {
    case 'Percent':
      return [`${String(value)} %`];
    case 'Minutes':
      return [`${String(value)} min`];
    case 'Hours':
      return [`${String(value)} h`];
    case 'CatchUpMinutes':
      return [t('alertRules.catchUp', { time: `${String(value)} min` })];
    default:
      return [String(value)];
  }
}

/** `access.refused or login.failed; severity: HIGH`: a pattern of events without its brackets. */
function patternWords(pattern: Readonly<Record<string, unknown>>): string {
  return Object.entries(pattern)
    .map(([name, wanted]) => {
      const values = Array.isArray(wanted) ? wanted : [wanted];
      const words = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(t('alertRules.or'));
      return name === 'type' ? words : `${name}: ${words}`;
    })
    .join('; ');
}

/** `more than 1 h 00 min`. */
function comparedWords(held: Conditions): string {
  const operator = held.Operator ?? 'GREATER_THAN';
  return `${t(`alertRules.operator-${operator}`)} ${valueWords(held.Threshold ?? 0, unitOf(held))}`;
}

/** `in 3 of the last 5 minutes`. */
export function whenWords(held: Conditions): string {
  const n = held.EvaluationPeriods ?? 1;
  const m = held.DatapointsToAlarm ?? n;
  const period = timeWords((held.Period ?? 60) * 1000);
  if (n === 1) return t('alertRules.inOnePeriod', { period });
  if (held.Period === undefined || held.Period === 60)
    return m === n ? t('alertRules.inAllMinutes', { n }) : t('alertRules.inSomeMinutes', { m, n });
  return m === n ? t('alertRules.inAllPeriods', { n, period }) : t('alertRules.inSomePeriods', { m, n, period });
}

/** In what the threshold is; a count where nothing is known. */
export function unitOf({ MetricName }: Conditions): Unit {
  return metricList.find(({ name }) => name === MetricName)?.unit ?? 'Count';
}

/** `40 s`, `5 min`, then hours and days: for how long something lasts, in a sentence. */
export function timeWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : formatDuration(ms);
}
