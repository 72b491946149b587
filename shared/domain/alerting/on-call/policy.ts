import { z } from 'zod';
import { Severity } from '../../notice';
import { EscalationTarget } from '../escalate/escalation';
import { Matcher } from '../labels';
import { Grade, PersonId } from './person';
import { TimeZone, WeeklyRange } from './weekly';

const Minutes = z
  .number()
  .min(0)
  .max(24 * 60);

/** Who is asked when nobody answers. The first policy in the list that holds for an incident is its policy. */
export const EscalationPolicy = z.object({
  id: PersonId,
  name: z.string().min(1).max(100),
  enabled: z.boolean().default(true),
  /** Empty means any. */
  severities: z.array(Severity).default([]),
  matchers: z.array(Matcher).max(20).default([]),
  /** Only for incidents that open in these hours; empty means always. */
  hours: z.array(WeeklyRange).max(20).default([]),
  timeZone: TimeZone.default('UTC'),
  steps: z
    .array(
      z.object({
        /** Since the step before it; the first, since the incident opened. */
        delayMinutes: Minutes,
        targets: z.array(EscalationTarget).min(1).max(20),
        grade: Grade.default('default'),
      }),
    )
    .min(1)
    .max(20),
  /** How often all begins again after the last step. */
  repeat: z.number().int().min(0).max(9).default(0),
  /** After so long, whoever acknowledged is asked whether they are still on it; null is never. */
  ackReminderMinutes: z
    .number()
    .min(5)
    .max(24 * 60)
    .nullable()
    .default(null),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;
