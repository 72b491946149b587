import { z } from 'zod';
import { Severity } from '../notice';
import { ContextId, ExecutionId, Instant, ServerId } from '../primitives';
import { aspects } from './detector';

/** What a finding is about, in the words of the field. To add one: a line here and one in `watched.ts` or wherever it is found. */
export const FindingFamily = z.enum([
  'replication-lag',
  'replication-backlog',
  'phase-duration',
  'recovery-duration',
  'launch-failures',
  'api-latency',
  'api-errors',
  'event-rate',
  'log-pattern-rate',
  'delivery-latency',
  'delivery-failures',
  'platform',
  'recurring-failure',
  'objective-at-risk',
  'failure-foreseen',
]);
export type FindingFamily = z.infer<typeof FindingFamily>;

/** How it was found. */
export const FindingMethod = z.enum(['stream', 'sparse', 'fleet', 'pattern', 'forecast']);
export type FindingMethod = z.infer<typeof FindingMethod>;

/** `outlier` is one observation of few; `recurrence` comes again and again; `outlook` lies ahead. */
export const FindingAspect = z.enum([...aspects, 'outlier', 'recurrence', 'outlook']);
export type FindingAspect = z.infer<typeof FindingAspect>;

/** A series of the metric store. */
export const FoundSeries = z.object({
  metric: z.string(),
  contextId: z.string(),
  labels: z.record(z.string(), z.string()),
});
export type FoundSeries = z.infer<typeof FoundSeries>;

/** A value with where it was expected; of a stream the last ones up to the moment of the finding. */
export const EvidencePoint = z.object({
  at: Instant,
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type EvidencePoint = z.infer<typeof EvidencePoint>;

/** Something unusual about one subject: opened, perhaps changed, ended. Kept for ever, in a table of its own. */
export const Finding = z.object({
  /** `<subject>@<start>`: found again later it is another one. */
  findingId: z.string(),
  /** The same condition of the same subject has the same one, whenever it comes: the fingerprint of its alert. */
  subject: z.string(),
  family: FindingFamily,
  method: FindingMethod,
  aspect: FindingAspect,
  severity: Severity,
  /** 0 to 1: how seldom something this strange comes; of an outlook, how probable it is. */
  score: z.number().min(0).max(1),
  peakScore: z.number().min(0).max(1),
  title: z.string(),
  summary: z.string(),
  nextStep: z.string(),
  /** When it was found, and since when it had been off. Engine clock. */
  openedAt: Instant,
  since: Instant,
  lastAt: Instant,
  endedAt: Instant.nullable(),
  endedBecause: z.string().nullable(),
  contextId: ContextId.nullable(),
  executionId: ExecutionId.nullable(),
  sourceServerId: ServerId.nullable(),
  planName: z.string().nullable(),
  /** Null for what is not about one series. */
  series: FoundSeries.nullable(),
  /** Of a fleet: those that changed together, at most 50 of `memberCount`. */
  members: z.array(z.object({ series: FoundSeries, score: z.number() })).max(50),
  memberCount: z.number().int().nonnegative(),
  evidence: z.object({
    value: z.number().nullable(),
    unit: z.string().nullable(),
    expected: z.object({ low: z.number(), high: z.number() }).nullable(),
    points: z.array(EvidencePoint).max(60),
    /** What else speaks for it, a sentence each. */
    facts: z.array(z.string()).max(20),
  }),
  /** What policy made of it, and why. */
  policy: z.object({ alerts: z.boolean(), why: z.string() }),
  feedback: z
    .object({ verdict: z.enum(['useful', 'not-useful']), note: z.string().nullable(), actor: z.string(), at: Instant })
    .nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** What feedback and sensitivity are kept by: `replication-lag.level`. */
export function kindOf({ family, aspect }: Pick<Finding, 'family' | 'aspect'>): string {
  return `${family}.${aspect}`;
}
