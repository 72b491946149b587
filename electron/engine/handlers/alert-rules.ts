import { compileRule } from '../../../shared/domain/alerting/rules/compile';
import type { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import { type LintWorld, lintRule, lintTogether } from '../../../shared/domain/alerting/rules/lint';
import type { RuleFinding } from '../../../shared/domain/alerting/rules/report';
import { ruleLibrary } from '../alerting/rules/library';
import { readRule } from '../alerting/rules/read-rules';
import { etagOfRule } from '../alerting/rules/rule-file';
import type { RuleConditions } from '../alerting/rules/rule-store';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { invalid, notFound } from './problems';

/** Alert rules: read and tried by everybody, changed by whoever may act. */
export function alertRuleHandlers(os: Implementer, engine: Engine) {
  const { alertRules } = os;
  const rules = () => engine.inside.alertRules;
  const whole = () => {
    const items = [...rules().store.current()];
    return {
      headers: { etag: rules().store.etag() },
      body: { items, nextToken: null, warnings: warningsOf(items, rules().world()) },
    };
  };
  const tagged = (rule: AlertConfiguration) => ({ headers: { etag: etagOfRule(rule) }, body: rule });
  const tried = (rule: AlertConfiguration, from: string, to: string) =>
    rules().backtest(rule, spanOf(from, to, engine.ports.clock.nowMs()));

  return {
    list: alertRules.list.handler(whole),
    library: alertRules.library.handler(() => ({ items: [...ruleLibrary], nextToken: null })),
    states: alertRules.states.handler(() => ({ items: rules().standings(), nextToken: null })),
    get: alertRules.get.handler(({ input: { alertId } }) => {
      const rule = rules().store.get(alertId);
      if (rule === null) throw notFound('alert rule', alertId);
      return tagged(rule);
    }),
    check: alertRules.check.handler(({ input }) => {
      const read = readRule(input.rule);
      if (read.ok) return { valid: true, items: lintRule(read.value, rules().world()) };
      const { field, message } = read.error;
      return { valid: false, items: [{ level: 'error' as const, code: 'nonsense' as const, field: field ?? '', message }] };
    }),
    backtest: alertRules.backtest.handler(({ input: { alertId, from, to } }) => {
      const rule = rules().store.get(alertId);
      if (rule === null) throw notFound('alert rule', alertId);
      if (!compileRule(rule).ok) throw invalid('alert-rule.invalid', 'alertId', 'this rule cannot be judged by; see its check');
      return tried(rule, from, to);
    }),
    backtestDraft: alertRules.backtestDraft.handler(({ input: { rule, from, to } }) => {
      const read = readRule(rule, 'rule');
      if (!read.ok) throw writeRefused('alert-rule', read.error);
      return tried(read.value, from, to);
    }),
    replace: alertRules.replace.handler(({ input: { headers, body }, context: { actor } }) =>
      runCommand(engine, { command: 'alertRules.replace', need: 'act', actor }, async () => {
        const replaced = await rules().store.replace(body, headers['if-match'] ?? null, actor);
        if (!replaced.ok) throw writeRefused('alert-rule', replaced.error);
        return done('The alert rules were replaced.', whole());
      }),
    ),
    put: alertRules.put.handler(({ input: { params, headers, body }, context: { actor } }) =>
      runCommand(engine, { command: 'alertRules.put', need: 'act', actor, note: params.alertId }, async () => {
        const saved = await rules().store.save(params.alertId, body, conditionsOf(headers), actor);
        if (!saved.ok) throw writeRefused('alert-rule', saved.error);
        return done(`The alert rule ${saved.value.Name} was saved.`, tagged(saved.value));
      }),
    ),
    remove: alertRules.remove.handler(({ input: { params, headers }, context: { actor } }) =>
      runCommand(engine, { command: 'alertRules.remove', need: 'act', actor, note: params.alertId }, async () => {
        const removed = await rules().store.remove(params.alertId, conditionsOf(headers), actor);
        if (!removed.ok) throw writeRefused('alert-rule', removed.error);
        return done('The alert rule was deleted; its alerts end.', { alertId: params.alertId });
      }),
    ),
  };
}

function warningsOf(rules: readonly AlertConfiguration[], world: LintWorld): RuleFinding[] {
  const each = rules.flatMap((rule, index) => lintRule(rule, world).map((advice) => ({ index, advice })));
  return [...each, ...lintTogether(rules)].map(({ index, advice }) => ({ ...advice, field: `Rules[${index}].${advice.field}` }));
}

type Headers = { readonly 'if-match'?: string | undefined; readonly 'if-none-match'?: string | undefined };

function conditionsOf(headers: Headers): RuleConditions {
  return { ifMatch: headers['if-match'] ?? null, ifNoneMatch: headers['if-none-match'] ?? null };
}

/** What lies ahead was not recorded. */
function spanOf(from: string, to: string, nowMs: number) {
  const fromMs = Date.parse(from);
  const toMs = Math.min(Date.parse(to), nowMs);
  if (fromMs >= Date.parse(to)) throw invalid('alert-rule.invalid', 'to', 'it lies before “from”');
  if (fromMs >= nowMs) throw invalid('alert-rule.invalid', 'from', 'it lies ahead: only what was recorded can be tried');
  return { fromMs, toMs };
}
