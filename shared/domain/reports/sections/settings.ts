import { z } from 'zod';
import { PERIOD_NAMES } from '../periods';
import type { SectionField } from '../section-kind';

const Moment = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d{2}-\d{2}(T\S+)?$/, 'must be a date such as 2026-03-01, or a moment');

/** A named period, or one of its own. */
export const PeriodSetting = z.union([z.enum(PERIOD_NAMES), z.strictObject({ From: Moment, To: Moment })], {
  error: `must be one of ${PERIOD_NAMES.join(', ')}, or {"From", "To"}`,
});

/** Of every section that looks at a stretch of time. */
export const periodical = { Period: PeriodSetting.default('LAST_MONTH') };
export const periodField: SectionField = { name: 'Period', kind: 'period' };

/** Plans by name or id; none is every plan. */
export const ofPlans = { Plans: z.array(z.string().min(1).max(300)).max(500).default([]) };
export const plansField: SectionField = { name: 'Plans', kind: 'plans' };

/** DRILL, RECOVERY; none is both. */
export const EXECUTION_TYPES = ['DRILL', 'RECOVERY'] as const;
export const ofTypes = { ExecutionTypes: z.array(z.enum(EXECUTION_TYPES)).max(2).default([]) };
export const typesField: SectionField = { name: 'ExecutionTypes', kind: 'choices', values: EXECUTION_TYPES };

interface Wanted {
  readonly Plans: readonly string[];
  readonly ExecutionTypes?: readonly string[];
}

/** Whether something of a plan was asked for. */
export function isOfPlans({ Plans }: Wanted, { planId, planName }: { planId: string | null; planName: string | null }): boolean {
  return Plans.length === 0 || Plans.some((plan) => plan === planId || plan === planName);
}

/** Whether an execution was asked for. */
export function isWanted(
  wanted: Wanted,
  execution: { readonly planId: string | null; readonly planName: string; readonly executionType: string },
): boolean {
  const types = wanted.ExecutionTypes ?? [];
  const isType = types.length === 0 || types.includes(execution.executionType.toUpperCase());
  return isType && isOfPlans(wanted, execution);
}
