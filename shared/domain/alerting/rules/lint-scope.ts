import type { CompiledRule } from './compile';
import { queriesOf } from './compile';
import type { AlertConfiguration } from './configuration';
import type { LintWorld, RuleAdvice } from './lint';

/** Whether scope and overrides speak of something there is, and agree with the rest of the rule. */
export function scopeAdvice(rule: CompiledRule, world: LintWorld): RuleAdvice[] {
  return [
    ...planAdvice(rule, world),
    ...placeAdvice(rule, world),
    ...reachAdvice(rule),
    ...labelConflicts(rule),
    ...overrideAdvice(rule, world),
  ];
}

function planAdvice({ configuration }: CompiledRule, { plans }: LintWorld): RuleAdvice[] {
  if (plans === null) return [];
  return (configuration.Scope?.Plans ?? []).flatMap((name, index) =>
    isPlan(name, plans)
      ? []
      : [warning('unknown-name', `Scope.Plans[${index}]`, `there is no plan ${name} as far as this console sees`)],
  );
}

function placeAdvice({ configuration }: CompiledRule, { contexts }: LintWorld): RuleAdvice[] {
  if (contexts === null) return [];
  const { Contexts = [], Accounts = [], Regions = [] } = configuration.Scope ?? {};
  const unknown = (field: string, held: readonly string[], known: readonly (string | null)[]) =>
    held.flatMap((name, index) =>
      known.includes(name) ? [] : [warning('unknown-name', `Scope.${field}[${index}]`, `nothing here watches ${name}`)],
    );
  // Servers may lie in other accounts and regions than their context's, so only a context is certain.
  return [
    ...unknown(
      'Contexts',
      Contexts,
      contexts.map(({ contextId }) => contextId),
    ),
    ...(contexts.length === 0
      ? []
      : Accounts.flatMap((name, index) =>
          /^\d{12}$/.test(name) ? [] : [warning('never-fires', `Scope.Accounts[${index}]`, 'an account is twelve digits')],
        )),
    ...Regions.flatMap((name, index) =>
      /^[a-z]{2}(-[a-z]+)+-\d$/.test(name)
        ? []
        : [warning('never-fires', `Scope.Regions[${index}]`, 'a region is spelled as eu-central-1')],
    ),
  ];
}

/** What a scope asks of a series, and the label that answers. */
const asks = { Plans: ['plan'], Waves: ['wave'], Servers: ['server'], ExecutionTypes: ['type', 'execution'] } as const;

/** A metric whose series do not say of which plan they are is out of the scope of every plan. */
function reachAdvice({ configuration, subject, by }: CompiledRule): RuleAdvice[] {
  const queries = queriesOf(subject);
  const { Scope } = configuration;
  if (Scope === undefined || queries.length === 0 || queries.some(({ info }) => info === null)) return [];
  const carried = new Set(queries.flatMap(({ info }) => info?.labels ?? []));
  const told = (label: string) =>
    carried.has(label) && (by === null || by.includes(label) || (label === 'plan' && by.includes('planId')));
  return Object.entries(asks).flatMap(([field, labels]) => {
    const held = Scope[field];
    if (!Array.isArray(held) || held.length === 0 || labels.some(told)) return [];
    return [
      warning(
        'never-fires',
        `Scope.${field}`,
        `its series do not say of which ${labels[0]} they are, so none is ever in this scope`,
      ),
    ];
  });
}

/** `Labels` asks for one plan, `Scope` for another. */
function labelConflicts({ configuration, subject }: CompiledRule): RuleAdvice[] {
  const plans = configuration.Scope?.Plans ?? [];
  if (plans.length === 0 || configuration.Conditions.Labels?.planId !== undefined) return [];
  return queriesOf(subject).flatMap(({ labels }) => {
    const { plan } = labels;
    // A plan may stand in the scope by its id.
    if (plan === undefined || plans.some((name) => name.toLowerCase() === plan.toLowerCase() || isId(name))) return [];
    return [
      warning('never-fires', 'Scope.Plans', `Labels ask for the plan ${plan}, and the scope for others: this can never fire`),
    ];
  });
}

function overrideAdvice({ configuration, subject, by }: CompiledRule, { plans }: LintWorld): RuleAdvice[] {
  const overrides = configuration.Overrides ?? [];
  const seen = new Map<string, number>();
  return overrides.flatMap(({ Plan, Wave, Threshold, ClearThreshold }, index) => {
    const place = `Overrides[${index}]`;
    const found: RuleAdvice[] = [];
    const key = `${Plan?.toLowerCase() ?? ''}|${String(Wave ?? '').toLowerCase()}`;
    const before = seen.get(key);
    seen.set(key, index);
    if (before !== undefined)
      found.push(warning('no-effect', `Overrides[${before}]`, `Overrides[${index}] is for the same, and the last one holds`));
    const plan = Plan === undefined || plans === null ? undefined : plans.find((one) => isPlan(Plan, [one]));
    if (Plan !== undefined && plans !== null && plan === undefined)
      found.push(warning('unknown-name', `${place}.Plan`, `there is no plan ${Plan} as far as this console sees`));
    if (typeof Wave === 'number' && plan !== undefined && !plan.waves.some(({ waveNumber }) => waveNumber === Wave))
      found.push(warning('unknown-name', `${place}.Wave`, `${plan.planName} has no wave ${Wave}; waves are counted from 0`));
    if (subject.type === 'state' && (Threshold !== undefined || ClearThreshold !== undefined))
      found.push(warning('no-effect', `${place}.Threshold`, 'a state compares with its own Parameters; this is not looked at'));
    return [...found, ...unreached(place, { Plan, Wave }, configuration, subject, by)];
  });
}

/** An override for what the rule never sees. */
function unreached(
  place: string,
  { Plan, Wave }: { readonly Plan?: string | undefined; readonly Wave?: number | string | undefined },
  { Scope }: AlertConfiguration,
  subject: CompiledRule['subject'],
  by: CompiledRule['by'],
): RuleAdvice[] {
  const found: RuleAdvice[] = [];
  const plans = Scope?.Plans ?? [];
  if (
    Plan !== undefined &&
    plans.length > 0 &&
    !plans.some((name) => name.toLowerCase() === Plan.toLowerCase() || isId(name) || isId(Plan))
  )
    found.push(warning('no-effect', `${place}.Plan`, `${Plan} is not in the scope of this rule`));
  const queries = queriesOf(subject);
  const carries = (label: string) =>
    queries.some(({ info }) => info?.labels.includes(label) === true) && (by === null || by.includes(label));
  if (queries.length > 0 && queries.every(({ info }) => info !== null)) {
    if (Plan !== undefined && !carries('plan') && !carries('planId'))
      found.push(warning('no-effect', `${place}.Plan`, 'its series do not say of which plan they are'));
    if (Wave !== undefined && !carries('wave'))
      found.push(warning('no-effect', `${place}.Wave`, 'its series do not say of which wave they are'));
  }
  return found;
}

function isPlan(name: string, plans: NonNullable<LintWorld['plans']>): boolean {
  const lower = name.toLowerCase();
  return plans.some(({ planId, planName }) => planId.toLowerCase() === lower || planName.toLowerCase() === lower);
}

function isId(name: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name);
}

function warning(code: RuleAdvice['code'], field: string, message: string): RuleAdvice {
  return { level: 'warning', code, field, message };
}
