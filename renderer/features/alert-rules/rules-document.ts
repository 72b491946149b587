import { compileRule } from '../../../shared/domain/alerting/rules/compile';
import { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import { fieldAt } from '../../../shared/domain/notifications/secret-fields';
import { draftsPlace } from '../../store/drafts';
import type { Items } from '../../store/items';
import type { Problems } from '../../store/refusal';
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

export const ruleItems: Items<Rules, AlertConfiguration> = {
  list: (rules) => rules,
  withList: (_, rules) => rules,
  idOf: ({ AlertId }) => AlertId,
  nameOf: ({ Name }) => Name,
  problemsOf: problemsOfRule,
  fieldOf: (index) => `Rules[${index}]`,
};

export const ruleDrafts = draftsPlace<AlertConfiguration>();

/** What keeps a rule from being saved: its form, and what it can never be judged by. */
function problemsOfRule(rule: AlertConfiguration): Problems {
  const parsed = AlertConfiguration.safeParse(rule);
  if (!parsed.success) return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]));
  const compiled = compileRule(rule);
  return compiled.ok ? {} : Object.fromEntries(compiled.error.map(({ field, message }) => [field, message]));
}
