import { z } from 'zod';
import { Instant } from '../../primitives';
import { CauseId } from '../causes/cause-ids';

/** How long something took; null where it never came to that. Seconds. */
export const Lasted = z.object({ count: z.number().int(), meanSeconds: z.number().nullable() });
export type Lasted = z.infer<typeof Lasted>;

/** A stretch of time: what began in it. */
const TrendPoint = z.object({
  at: Instant,
  alerts: z.number().int(),
  /** Of these alerts, those that were kept quiet when they were looked at last. */
  suppressed: z.number().int(),
  incidents: z.number().int(),
});

/** One kind of alert, or one rule: how often it opened, how much of that was noise, how long it took people. */
export const TrendOfKind = z.object({
  name: z.string(),
  origin: z.enum(['notice', 'rule', 'custom', 'finding']),
  /** As its newest alert was called. */
  title: z.string(),
  openings: z.number().int(),
  /** Signals behind them: duplicates are counted too. */
  signals: z.number().int(),
  suppressed: z.number().int(),
  /** Ended without anybody having acknowledged it. */
  unanswered: z.number().int(),
  toAcknowledge: Lasted,
  toResolve: Lasted,
});
export type TrendOfKind = z.infer<typeof TrendOfKind>;

export const TrendOfCause = z.object({ causeId: CauseId, incidents: z.number().int(), plans: z.number().int(), lastAt: Instant });
export type TrendOfCause = z.infer<typeof TrendOfCause>;

export const TrendOfPlan = z.object({
  planId: z.string(),
  planName: z.string(),
  incidents: z.number().int(),
  toAcknowledge: Lasted,
  toResolve: Lasted,
});
export type TrendOfPlan = z.infer<typeof TrendOfPlan>;

export const TrendOfPerson = z.object({ person: z.string(), taken: z.number().int(), toAcknowledge: Lasted, toResolve: Lasted });
export type TrendOfPerson = z.infer<typeof TrendOfPerson>;

/** A cause that used to hit a plan and has not come again since a drill of it completed. */
export const Fixed = z.object({
  causeId: CauseId,
  planId: z.string(),
  planName: z.string(),
  times: z.number().int(),
  lastAt: Instant,
  /** The first drill that completed without it. */
  drill: z.object({ executionId: z.string(), completedAt: Instant }),
});
export type Fixed = z.infer<typeof Fixed>;

/** Alerts and incidents over time. Moments are the engine's; hours are of the day in UTC. */
export const IncidentTrends = z.object({
  from: Instant,
  to: Instant,
  stepSeconds: z.number().int(),
  /** One for each step, also where nothing happened. */
  points: z.array(TrendPoint),
  /** The noisiest first. */
  kinds: z.array(TrendOfKind),
  causes: z.array(TrendOfCause),
  plans: z.array(TrendOfPlan),
  people: z.array(TrendOfPerson),
  /** 24 of them: what began in each hour of the day. */
  hours: z.array(z.object({ hour: z.number().int(), alerts: z.number().int(), incidents: z.number().int() })),
  toAcknowledge: Lasted,
  toResolve: Lasted,
  fixed: z.array(Fixed),
});
export type IncidentTrends = z.infer<typeof IncidentTrends>;
