import { z } from 'zod';
import { aspects } from '../domain/detection/detector';
import { Finding, FindingAspect, FindingFamily, FindingMethod } from '../domain/detection/finding';
import { DetectionSettings, FindingPolicy } from '../domain/detection/settings';
import { ContextId, ExecutionId, Instant, ServerId } from '../domain/primitives';
import { ListInput, method, page } from './base';

const Moment = z.iso.datetime({ offset: true });
const findingId = z.string().min(1).max(1_000);
const Conditions = z.looseObject({ 'if-match': z.string().optional() }).default({});
const whole = z.object({ headers: z.object({ etag: z.string() }), body: DetectionSettings });
/** Whatever is sent as settings: its reader names what is wrong by its place in them. Described to others as `DetectionSettings`. */
export const SentDetectionSettings = z.unknown();

/** One value of a series as the detector judged it. `low`–`high` is where it was expected. */
export const SeriesReading = z.object({
  at: Instant,
  value: z.number(),
  score: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  aspect: z.enum(aspects).nullable(),
  isLearning: z.boolean(),
});
export type SeriesReading = z.infer<typeof SeriesReading>;

/** Deviations over time: a row a series, a cell a step with the highest score in it; null where nothing was measured. */
export const DeviationMap = z.object({
  from: Instant,
  stepSeconds: z.number(),
  threshold: z.number(),
  /** Worst first. */
  rows: z.array(
    z.object({
      metric: z.string(),
      contextId: z.string(),
      labels: z.record(z.string(), z.string()),
      /** Name of the server, plan, service …; what a person calls the row. */
      name: z.string(),
      family: FindingFamily,
      isLearning: z.boolean(),
      cells: z.array(z.number().nullable()),
    }),
  ),
  /** Rows in all, however many are listed. */
  total: z.number().int(),
});
export type DeviationMap = z.infer<typeof DeviationMap>;

/** How the detector did lately. */
export const DetectionReport = z.object({
  at: Instant,
  isOn: z.boolean(),
  /** Engine clock; null while it starts. */
  startedAt: Instant.nullable(),
  threshold: z.number(),
  series: z.object({ watched: z.number().int(), learning: z.number().int(), leftOut: z.number().int() }),
  points: z.object({ judged: z.number().int(), perSecond: z.number().nullable(), waiting: z.number().int() }),
  memoryBytes: z.number().int(),
  /** Why it stands still or lags; null when all is well. */
  trouble: z.string().nullable(),
  families: z.array(
    z.object({
      family: FindingFamily,
      series: z.number().int(),
      learning: z.number().int(),
      policy: FindingPolicy,
      open: z.number().int(),
      /** Of the last 30 days. */
      found: z.number().int(),
      alerted: z.number().int(),
      useful: z.number().int(),
      notUseful: z.number().int(),
    }),
  ),
  kinds: z.array(
    z.object({
      kind: z.string(),
      family: FindingFamily,
      aspect: FindingAspect,
      sensitivity: z.number(),
      threshold: z.number(),
      found: z.number().int(),
      useful: z.number().int(),
      notUseful: z.number().int(),
    }),
  ),
  /** Findings opened and alerts made of them, by day, the last 30. */
  days: z.array(z.object({ day: z.string(), found: z.number().int(), alerted: z.number().int(), notUseful: z.number().int() })),
});
export type DetectionReport = z.infer<typeof DetectionReport>;

/** What is unusual, and how that is judged. */
export const findings = {
  list: method
    .route({ method: 'GET', path: '/findings', summary: 'What is unusual, the newest first' })
    .input(
      ListInput.extend({
        state: z.enum(['open', 'ended', 'all']).default('all'),
        family: FindingFamily.optional(),
        aspect: FindingAspect.optional(),
        method: FindingMethod.optional(),
        context: ContextId.optional(),
        execution: ExecutionId.optional(),
        server: ServerId.optional(),
        /** Opened within. */
        from: Moment.optional(),
        to: Moment.optional(),
      }),
    )
    .output(page(Finding)),
  read: method
    .route({ method: 'GET', path: '/findings/{findingId}', summary: 'One finding with its evidence' })
    .input(z.object({ findingId }))
    .output(Finding),
  judge: method
    .route({
      method: 'POST',
      path: '/findings/{findingId}/feedback',
      summary: 'Say whether a finding was useful; one that was not lowers the sensitivity of its kind',
    })
    .input(
      z.object({
        findingId,
        /** `withdrawn` takes back what was said of it, and its effect on the sensitivity. */
        verdict: z.enum(['useful', 'not-useful', 'withdrawn']),
        note: z.string().trim().max(2_000).nullable().default(null),
      }),
    )
    .output(z.object({ finding: Finding, kind: z.string(), before: z.number(), sensitivity: z.number() })),
  rule: method
    .route({
      method: 'GET',
      path: '/findings/{findingId}/rule',
      summary: 'A draft of an alert rule for what was found, to be looked through and saved',
    })
    .input(z.object({ findingId }))
    .output(z.object({ configuration: z.unknown(), why: z.string() })),
  map: method
    .route({
      method: 'GET',
      path: '/findings/map',
      summary: 'Deviations of the series of a family over the last hours, worst first',
    })
    .input(
      z.object({
        family: FindingFamily.optional(),
        context: ContextId.optional(),
        hours: z.coerce.number().min(1).max(24).default(6),
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
    )
    .output(DeviationMap),
  readings: method
    .route({
      method: 'GET',
      path: '/findings/readings',
      summary:
        'Values of one series with where each was expected and how strange it was; `labels` as `server=s-…,region=us-east-1`',
    })
    .input(
      z.object({
        name: z.string(),
        context: z.string(),
        labels: z.string().default(''),
        from: Moment.optional(),
        to: Moment.optional(),
      }),
    )
    .output(z.object({ threshold: z.number(), why: z.string().nullable(), points: z.array(SeriesReading) })),
  report: method
    .route({ method: 'GET', path: '/findings/report', summary: 'How the detector did lately' })
    .input(z.object({}))
    .output(DetectionReport),
  settings: {
    get: method
      .route({
        method: 'GET',
        path: '/findings/settings',
        outputStructure: 'detailed',
        summary: 'What is watched, what becomes an alert, how readily; ETag for the next PUT',
      })
      .input(z.object({}))
      .output(whole),
    put: method
      .route({
        method: 'PUT',
        path: '/findings/settings',
        inputStructure: 'detailed',
        outputStructure: 'detailed',
        summary: 'Replace them as a whole; If-Match with the ETag they were read with',
      })
      .input(z.object({ headers: Conditions, body: SentDetectionSettings }))
      .output(whole),
  },
};
