import { compileRule } from '../../../shared/domain/alerting/rules/compile';
import { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import { freeId, freshId, type Items } from '../../store/items';
import { type Problems, problemsBy } from '../../store/refusal';
import type { DocumentWay } from '../../store/use-document';

export type Rules = readonly AlertConfiguration[];

/** Every rule, exactly as it was written: one document. */
export const rulesDocument: DocumentWay<Rules> = {
  read: async (client) => {
    const { headers, body } = await client.alertRules.list({});
    return { etag: headers.etag, value: body.items };
  },
  write: async (client, etag, value) => {
    const { headers, body } = await client.alertRules.replace({ headers: { 'if-match': etag }, body: { Rules: value } });
    return { etag: headers.etag, value: body.items };
  },
};

/** What a rule is called from its beginning until it is saved; a ready one has an id that says what it is. */
export const NEW_RULE = 'rule';
const freshRule = /^rule(-\d+)?$/;
/** Words that are no ids. */
const reserved = ['library', 'states', 'check', 'backtest', 'constructor'] as const;

export const ruleItems: Items<Rules, AlertConfiguration> = {
  list: (rules) => rules,
  withList: (_, rules) => rules,
  idOf: ({ AlertId }) => AlertId,
  named: (rule, taken) => ({
    ...rule,
    AlertId: freshRule.test(rule.AlertId) ? freshId(rule.Name, [...taken, ...reserved]) : freeId(rule.AlertId, taken),
  }),
  nameOf: ({ Name }) => Name,
  problemsOf: problemsOfRule,
  fieldOf: (index) => `Rules[${index}]`,
};

/** What keeps a rule from being saved: its form, and what it can never be judged by. */
function problemsOfRule(rule: AlertConfiguration): Problems {
  const problems = problemsBy(AlertConfiguration, rule);
  if (Object.keys(problems).length > 0) return problems;
  const compiled = compileRule(rule);
  return compiled.ok ? {} : Object.fromEntries(compiled.error.map(({ field, message }) => [field, message]));
}
