import { z } from 'zod';
import { MetricUnit } from '../../capacity/metric-list';
import { Severity } from '../../notice';
import { Instant } from '../../primitives';
import { Labels } from '../labels';
import { type AlertConfiguration, isAlertConfiguration } from './configuration';

/** A rule exactly as it was written: neither order nor number of its fields is touched on the way. */
export const StoredRule = z.custom<AlertConfiguration>(isAlertConfiguration, 'no alert rule');

/** Something about a rule that its author should know; `field` in the model's own spelling. Errors keep a rule from being saved. */
export const RuleFinding = z.object({
  level: z.enum(['error', 'warning']),
  code: z.enum([
    'nonsense',
    'never-fires',
    'always-fires',
    'never-clears',
    'unknown-name',
    'switched-off',
    'no-effect',
    'same-name',
  ]),
  field: z.string(),
  message: z.string(),
});
export type RuleFinding = z.infer<typeof RuleFinding>;

/** How a rule stands now. `series` counts what it judges; those it has never found anything of are in none. */
export const RuleStanding = z.object({
  alertId: z.string(),
  /** ALARM where any series is, else without data where any lacks it. `never` is a rule that has judged nothing yet, `off` one that is not looked at. */
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA', 'never', 'off']),
  series: z.object({ ok: z.number().int(), alarm: z.number().int(), unknown: z.number().int() }),
  lastFiredAt: Instant.nullable(),
  /** Why it could not be judged the last time; null where it could. */
  trouble: z.string().nullable(),
  judgedAt: Instant.nullable(),
});
export type RuleStanding = z.infer<typeof RuleStanding>;

/** What a rule would have done between two instants. */
export const Backtest = z.object({
  from: Instant,
  to: Instant,
  /** Since when, within `from` and `to`, anything was recorded that it looks at: before that, nothing can be said. Null where nothing was. */
  recordedFrom: Instant.nullable(),
  /** Why it is not all of what was asked for; null where it is. */
  cut: z.string().nullable(),
  summary: z.object({
    alerts: z.number().int(),
    alertsPerDay: z.number(),
    longestSeconds: z.number(),
    meanSeconds: z.number(),
    /** Of every series together. */
    alarmSeconds: z.number(),
    /** Share of the time in which at least one alert stood. */
    alarmShare: z.number(),
    stillOpen: z.number().int(),
  }),
  /** Oldest first, at most 500. */
  openings: z.array(
    z.object({
      series: z.string(),
      labels: Labels,
      from: Instant,
      to: Instant.nullable(),
      peak: z.number().nullable(),
      severity: Severity,
    }),
  ),
  /** The noisiest first, at most 12, each with a few points to draw. */
  series: z.array(
    z.object({
      series: z.string(),
      labels: Labels,
      alerts: z.number().int(),
      alarmSeconds: z.number(),
      unknownSeconds: z.number(),
      threshold: z.number(),
      points: z.array(z.object({ at: Instant, value: z.number().nullable(), alarm: z.boolean() })),
    }),
  ),
  /** Of the rule's scope. */
  seriesTotal: z.number().int(),
  stepSeconds: z.number(),
  unit: MetricUnit,
});
export type Backtest = z.infer<typeof Backtest>;

/** A rule that ships, ready to be taken over. Words in every language of the interface. */
export const LibraryRule = z.object({
  category: z.enum(['executions', 'waves', 'replication', 'sources', 'capacity', 'delivery', 'security', 'cost', 'readiness']),
  /** It is part of a console from its first start. */
  default: z.boolean(),
  texts: z.record(z.enum(['en', 'de']), z.object({ name: z.string(), description: z.string(), why: z.string() })),
  rule: StoredRule,
});
export type LibraryRule = z.infer<typeof LibraryRule>;
