import { z } from 'zod';
import { Severity } from '../../notice';
import { Instant } from '../../primitives';

/** Who is to be reached at a step; resolved to people only when the step runs. */
export const EscalationTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: z.string() }),
  z.object({ kind: z.literal('schedule'), scheduleId: z.string() }),
  z.object({ kind: z.literal('channel'), notificationId: z.string(), channelIndex: z.number().int() }),
]);
export type EscalationTarget = z.infer<typeof EscalationTarget>;

/** The plan of one incident, copied from its policy when it began: later edits of the policy touch other incidents only. */
export const Escalation = z.object({
  policyId: z.string(),
  policyName: z.string(),
  steps: z.array(
    z.object({
      /** Since the step before it; the first, since the incident opened. */
      delayMinutes: z.number(),
      targets: z.array(EscalationTarget),
      grade: z.enum(['default', 'important']),
    }),
  ),
  /** How often the steps begin again after the last. */
  repeat: z.number().int(),
  loop: z.number().int(),
  /** Next step to run; the number of steps when all have run. */
  step: z.number().int(),
  /** When it runs; null while acknowledged, resolved or at its end. */
  nextAt: Instant.nullable(),
  /** Moves with every step: whoever acts on an older one acts on nothing. */
  token: z.number().int(),
  ackReminderMinutes: z.number().nullable(),
  /** When whoever acknowledged is asked whether they are still on it, or, once asked, when their silence means that they are not. */
  remindAt: Instant.nullable(),
  isReminded: z.boolean().default(false),
  /** Who asked for the next step by hand: it runs also while acknowledged. */
  forcedBy: z.string().nullable().default(null),
  /** In words, who was not asked and why, oldest first. */
  missed: z.array(z.object({ at: Instant, step: z.number().int(), loop: z.number().int(), text: z.string() })).optional(),
  /** Who was really asked so far, oldest first. */
  reached: z.array(
    z.object({
      at: Instant,
      step: z.number().int(),
      loop: z.number().int(),
      to: z.string(),
      why: z.string(),
      personId: z.string().nullable().default(null),
      /** How grave the incident was then. */
      severity: Severity.optional(),
    }),
  ),
});
export type Escalation = z.infer<typeof Escalation>;
