import { z } from 'zod';
import { Severity } from '../notice';
import { Matcher } from './labels';

const Minutes = z
  .number()
  .min(0)
  .max(7 * 24 * 60);

/** Alerts of which the matchers hold are put together by the values of `by`; an alert that lacks one of them stands alone. First match wins. */
export const GroupingRule = z.object({
  id: z.string().min(1).max(100),
  matchers: z.array(Matcher).max(20).default([]),
  by: z.array(z.string().min(1).max(100)).max(10),
});
export type GroupingRule = z.infer<typeof GroupingRule>;

export const Grouping = z.object({
  rules: z.array(GroupingRule).max(200).default([]),
  /** How long a new incident waits for more of its alerts before it is told, by severity; nothing for what is told by itself. */
  waitSeconds: z
    .object({ critical: z.number().min(0).max(600), other: z.number().min(0).max(3600) })
    .prefault({ critical: 5, other: 30 }),
  /** Least time between two messages about changes of one incident. */
  intervalMinutes: Minutes.default(5),
  /** An incident that needs an answer and that nobody has acknowledged is told again after this; 0 is never. */
  repeatMinutes: Minutes.default(240),
  /** Also tell that some alerts of an incident are over while others fire. */
  tellSomeResolved: z.boolean().default(false),
  /** What is over before anybody was to be told: told in one message, only where it is HIGH or more, or not at all. */
  tellMissed: z.enum(['all', 'grave', 'none']).default('grave'),
});
export type Grouping = z.infer<typeof Grouping>;

/**
 * While an alert that `source` matches fires, those that `target` matches and whose `equal` labels agree are told to nobody. `waitSeconds`:
 * how long a target is held back so that its source may come first; `extendSeconds`: how long after the source's end it stays quiet.
 */
export const Inhibition = z.object({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  enabled: z.boolean().default(true),
  source: z.array(Matcher).min(1).max(20),
  target: z.array(Matcher).min(1).max(20),
  equal: z.array(z.string().min(1).max(100)).max(10).default([]),
  waitSeconds: z.number().min(0).max(600).default(5),
  extendSeconds: z.number().min(0).max(3600).default(30),
});
export type Inhibition = z.infer<typeof Inhibition>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

/** A maintenance window: comes again on these weekdays, or lies between two moments. `to` at or before `from` is on the next day. */
export const MaintenanceWindow = z.object({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  enabled: z.boolean().default(true),
  matchers: z.array(Matcher).min(1).max(20),
  reason: z.string().max(500).default(''),
  author: z.string().max(200).default(''),
  /** IANA name. */
  timeZone: z.string().default('UTC'),
  /** 1 is Monday; empty with `startsAt` and `endsAt` only. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  from: TimeOfDay.default('00:00'),
  to: TimeOfDay.default('00:00'),
  /** Local dates and times without zone (`2026-12-24T22:00`) between which it holds at all; null is without bound. */
  startsAt: z.string().nullable().default(null),
  endsAt: z.string().nullable().default(null),
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

/** `changes` changes of state within `minutes` make an alert flap; it is steady again after as long without one. */
export const Flapping = z.object({
  enabled: z.boolean().default(true),
  changes: z.number().int().min(2).max(20).default(4),
  minutes: z.number().min(1).max(240).default(10),
});

/** The operator's own word on a kind of alert: it wins over what impact says. */
export const SeverityRule = z.object({
  id: z.string().min(1).max(100),
  matchers: z.array(Matcher).min(1).max(20),
  severity: Severity,
  note: z.string().max(300).default(''),
});
export type SeverityRule = z.infer<typeof SeverityRule>;

/** The file `alerting.json`: how alerts are put together, silenced and weighed. Every field has a default. */
export const AlertingSettings = z.object({
  version: z.literal(1).default(1),
  grouping: Grouping.prefault({}),
  /** Null: as the program ships them. */
  inhibitions: z.array(Inhibition).max(200).nullable().default(null),
  windows: z.array(MaintenanceWindow).max(200).default([]),
  flapping: Flapping.prefault({}),
  severity: z
    .object({
      /** Weigh drill, environment, tier, share of servers and time left; off, the source's word stands. */
      byImpact: z.boolean().default(true),
      /** Learn from corrections: what people corrected alike three times. */
      learn: z.boolean().default(true),
      rules: z.array(SeverityRule).max(500).default([]),
    })
    .prefault({}),
  /** Incidents least grave than this need no answer and are not escalated. */
  answerFrom: Severity.default('MEDIUM'),
  /** Minutes within which alerts of one place and time may be one incident. */
  correlateMinutes: z.number().min(1).max(240).default(15),
});
export type AlertingSettings = z.infer<typeof AlertingSettings>;
