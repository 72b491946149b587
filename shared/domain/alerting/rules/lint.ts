import type { FeatureName } from '../../settings';
import { parseLiquid } from '../../templates/liquid-engine';
import { messageOfAction } from './action';
import type { CompiledRule } from './compile';
import { compileRule } from './compile';
import type { AlertConfiguration } from './configuration';
import { eventAdvice } from './lint-events';
import { metricAdvice } from './lint-metrics';
import { rangeAdvice } from './lint-range';
import { scopeAdvice } from './lint-scope';

/** Something about a rule that its author should know. An error keeps it from being saved, a warning does not. */
export interface RuleAdvice {
  readonly level: 'error' | 'warning';
  readonly code:
    | 'nonsense'
    | 'never-fires'
    | 'always-fires'
    | 'never-clears'
    | 'unknown-name'
    | 'switched-off'
    | 'no-effect'
    | 'same-name';
  /** In the model's own spelling, within the rule: `Conditions.Threshold`. */
  readonly field: string;
  readonly message: string;
}

/** What a rule can be held against; null where that is not known now. */
export interface LintWorld {
  readonly plans:
    | readonly {
        readonly planId: string;
        readonly planName: string;
        readonly waves: readonly { readonly waveNumber: number; readonly waveName: string }[];
      }[]
    | null;
  readonly contexts: readonly { readonly contextId: string; readonly accountId: string | null; readonly region: string }[] | null;
  readonly isOn: (feature: FeatureName) => boolean;
  readonly policyIds: readonly string[] | null;
  readonly runbookIds: readonly string[] | null;
  /** Labels that series of a metric carry, beyond those of the documented list. */
  readonly labelsOf: (metricName: string) => ReadonlySet<string>;
}

/** Everything there is to say of a rule: what cannot be, what can never fire, what always fires, and names nobody here knows. */
export function lintRule(configuration: AlertConfiguration, world: LintWorld): RuleAdvice[] {
  const compiled = compileRule(configuration);
  if (!compiled.ok) return compiled.error.map((problem) => ({ level: 'error', code: 'nonsense', ...problem }));
  const rule = compiled.value;
  return [
    ...metricAdvice(rule, world),
    ...rangeAdvice(rule),
    ...eventAdvice(rule),
    ...scopeAdvice(rule, world),
    ...nameAdvice(rule, world),
    ...messageAdvice(configuration),
  ];
}

function nameAdvice({ configuration }: CompiledRule, { policyIds, runbookIds }: LintWorld): RuleAdvice[] {
  const { EscalationPolicyId, RunbookId } = configuration;
  const found: RuleAdvice[] = [];
  const unknown = (field: string, message: string) => found.push({ level: 'warning', code: 'unknown-name', field, message });
  if (EscalationPolicyId !== undefined && policyIds !== null && !policyIds.includes(EscalationPolicyId))
    unknown('EscalationPolicyId', `there is no escalation policy ${EscalationPolicyId}; that of the severity holds instead`);
  if (RunbookId !== undefined && runbookIds !== null && !runbookIds.includes(RunbookId))
    unknown('RunbookId', `there is no runbook ${RunbookId}`);
  return found;
}

/** A message that cannot be filled in is sent as it stands. */
function messageAdvice({ Actions = [] }: AlertConfiguration): RuleAdvice[] {
  return Actions.flatMap((action, index) => {
    const message = messageOfAction(action);
    const parsed = message === null ? null : parseLiquid('plain', message);
    if (parsed === null || parsed.ok) return [];
    const field = `Actions[${index}].Configuration.Message`;
    return [
      {
        level: 'warning' as const,
        code: 'no-effect' as const,
        field,
        message: `${parsed.error.message}; it would be sent as it stands`,
      },
    ];
  });
}

/** What only shows when all rules are looked at: the same name twice is hard to tell apart in an alert. */
export function lintTogether(rules: readonly AlertConfiguration[]): { readonly index: number; readonly advice: RuleAdvice }[] {
  const first = new Map<string, number>();
  return rules.flatMap(({ Name, AlertId }, index) => {
    const before = first.get(Name);
    if (before === undefined) first.set(Name, index);
    if (before === undefined) return [];
    const message = `the rule ${rules[before]?.AlertId} has this name as well as ${AlertId}; their alerts look alike`;
    return [{ index, advice: { level: 'warning', code: 'same-name', field: 'Name', message } }];
  });
}
