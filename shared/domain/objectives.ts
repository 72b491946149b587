import { z } from 'zod';
import type { Settings } from './settings';

/** What an organisation promised for one recovery plan; null is not set, which is not zero. Tier 1 matters most. */
export const Objective = z.object({
  /** Recovery time objective: from the start of an execution to its last server launched. */
  rtoMinutes: z.number().positive().max(43_200).nullable().default(null),
  /** Recovery point objective: how far behind a replica may be when its server is launched. */
  rpoMinutes: z.number().positive().max(43_200).nullable().default(null),
  /** A drill is due when the last one that completed is older than this. */
  drillEveryDays: z.number().int().min(1).max(1_100).nullable().default(null),
  tier: z.number().int().min(1).max(5).nullable().default(null),
  owner: z.string().max(120).nullable().default(null),
});
export type Objective = z.infer<typeof Objective>;

/** Objectives of the settings file: those of every plan, and where a plan has its own. */
export const Objectives = z.object({
  default: Objective.prefault({}),
  plans: z
    .array(Objective.extend({ planId: z.string().min(1).max(300) }))
    .max(2_000)
    .default([]),
});
export type Objectives = z.infer<typeof Objectives>;

/** What holds for a plan: each of its own figures, else the default's. An execution whose plan is not known gets the default. */
export function objectiveOf(settings: Pick<Settings, 'objectives'>, planId: string | null): Objective {
  const { default: usual, plans } = settings.objectives;
  const own = plans.find((plan) => plan.planId === planId);
  if (own === undefined) return usual;
  return {
    rtoMinutes: own.rtoMinutes ?? usual.rtoMinutes,
    rpoMinutes: own.rpoMinutes ?? usual.rpoMinutes,
    drillEveryDays: own.drillEveryDays ?? usual.drillEveryDays,
    tier: own.tier ?? usual.tier,
    owner: own.owner ?? usual.owner,
  };
}
