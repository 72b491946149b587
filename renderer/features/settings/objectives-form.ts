import { Objective, type Objectives } from '../../../shared/domain/objectives';

/** The figures of an objective that are entered as numbers. */
export const numberFields = ['rtoMinutes', 'rpoMinutes', 'drillEveryDays', 'tier'] as const;
export type NumberField = (typeof numberFields)[number];
export type ObjectiveField = NumberField | 'owner';

/** What was typed, as it would be kept; `wrong` names the field that does not take it. */
export type Read =
  | { readonly kind: 'value'; readonly objective: Objective }
  | { readonly kind: 'wrong'; readonly field: ObjectiveField };

/** Puts what was typed into one field of an objective. Nothing typed is not set; a comma counts as a decimal point. */
export function withField(objective: Objective, field: ObjectiveField, typed: string): Read {
  const text = typed.trim();
  const value = text === '' ? null : field === 'owner' ? text : Number(text.replace(',', '.'));
  const read = Objective.safeParse({ ...objective, [field]: value });
  return read.success ? { kind: 'value', objective: read.data } : { kind: 'wrong', field };
}

/** What the field shows. */
export function textOf(objective: Objective, field: ObjectiveField): string {
  return objective[field] === null ? '' : String(objective[field]);
}

const unset: Objective = { rtoMinutes: null, rpoMinutes: null, drillEveryDays: null, tier: null, owner: null };

/** What a plan has of its own; the default's figures do not count. */
export function ownOf(objectives: Objectives, planId: string): Objective {
  const { planId: _, ...own } = objectives.plans.find((plan) => plan.planId === planId) ?? { planId, ...unset };
  return own;
}

/** Objectives in which the plan has these of its own; one without any figure is not kept. */
export function withPlan(objectives: Objectives, planId: string, own: Objective): Objectives {
  const others = objectives.plans.filter((plan) => plan.planId !== planId);
  const isEmpty = Object.values(own).every((value) => value === null);
  return { ...objectives, plans: isEmpty ? others : [...others, { planId, ...own }] };
}
