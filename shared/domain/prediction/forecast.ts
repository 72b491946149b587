import { z } from 'zod';
import { Severity } from '../notice';
import { ContextId, ExecutionId, Instant, ServerId } from '../primitives';

/** When something will be over: the middle, where half of all lie (`early`–`late`), and where nine of ten lie (`earliest`–`latest`). */
export const FinishRange = z.object({
  earliest: Instant,
  early: Instant,
  middle: Instant,
  late: Instant,
  latest: Instant,
});
export type FinishRange = z.infer<typeof FinishRange>;

/** `finish` is null where it is not known, or the wave is over: then it stands in `endedAt`. */
export const WaveForecast = z.object({
  waveNumber: z.number().int(),
  label: z.string(),
  startsAt: FinishRange.nullable(),
  finish: FinishRange.nullable(),
  endedAt: Instant.nullable(),
});
export type WaveForecast = z.infer<typeof WaveForecast>;

export const ForecastWarningKind = z.enum([
  'rto-at-risk',
  'rpo-at-risk',
  'phase-stuck',
  'retrying',
  'capacity',
  'replication',
  'slow',
]);
export type ForecastWarningKind = z.infer<typeof ForecastWarningKind>;

/** Something that speaks for failure, or for missing an objective, before it has happened. */
export const ForecastWarning = z.object({
  /** Stable for as long as it is about the same: `phase-stuck/s-…`. */
  id: z.string(),
  kind: ForecastWarningKind,
  severity: Severity,
  /** How likely what it warns of is; null where that is not known. */
  probability: z.number().min(0).max(1).nullable(),
  since: Instant,
  waveNumber: z.number().int().nullable(),
  sourceServerId: ServerId.nullable(),
  serverName: z.string().nullable(),
  title: z.string(),
  summary: z.string(),
  nextStep: z.string(),
  evidence: z.array(z.string()),
});
export type ForecastWarning = z.infer<typeof ForecastWarning>;

/** What is foreseen of one execution, as of `at`. Never kept but for what `forecast.noted` says of it. */
export const Forecast = z.object({
  executionId: ExecutionId,
  contextId: ContextId,
  planName: z.string(),
  at: Instant,
  /** `not-enough-history`: no number is said, and `why` says what is missing. `over`: it has ended. */
  state: z.enum(['known', 'not-enough-history', 'over']),
  why: z.string(),
  /** Completed executions of the past it rests on, and how many of them were of the same plan; failed ones teach as well, uncounted. */
  basis: z.object({ executions: z.number().int(), ofThisPlan: z.number().int(), servers: z.number().int() }),
  /** It waits for a person: what is foreseen counts from now, as if they went on at once. */
  isWaiting: z.boolean(),
  finish: FinishRange.nullable(),
  waves: z.array(WaveForecast),
  /** `missProbability` is 1 only as a fact: the deadline has passed with servers not launched, or a server is lost. */
  rto: z
    .object({ objectiveMinutes: z.number(), deadline: Instant, missProbability: z.number().min(0).max(1).nullable() })
    .nullable(),
  /** Recovery point expected at the current lag: the worst of the servers, and which. */
  rpo: z
    .object({
      objectiveMinutes: z.number().nullable(),
      expectedSeconds: z.number().nullable(),
      sourceServerId: ServerId.nullable(),
      serverName: z.string().nullable(),
      /** Servers of the execution whose lag is not known. */
      unknown: z.number().int(),
    })
    .nullable(),
  warnings: z.array(ForecastWarning),
});
export type Forecast = z.infer<typeof Forecast>;
