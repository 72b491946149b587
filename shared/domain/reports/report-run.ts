import { z } from 'zod';
import { Instant } from '../primitives';
import { DeliveryMethod, ReportFormat } from './report-configuration';

/** One attempt to bring a report's file to somebody, as it stands. */
export const ReportDelivery = z.object({
  method: DeliveryMethod,
  /** Mail address, topic, folder, bucket and key, `portal`. */
  destination: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed', 'suppressed']),
  attempts: z.number().int(),
  at: Instant.nullable(),
  /** The receiver's own id of it, where it gives one. */
  reference: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ReportDelivery = z.infer<typeof ReportDelivery>;

/** A report being made, or made. */
export const ReportRun = z.object({
  runId: z.string(),
  reportId: z.string(),
  name: z.string(),
  framework: z.string().nullable(),
  format: ReportFormat,
  /** `schedule`: its due moment is part of its id, so that it is made once. */
  because: z.enum(['asked', 'schedule', 'command-line']),
  dueAt: Instant.nullable(),
  requestedBy: z.string(),
  requestedAt: Instant,
  asOf: Instant,
  /** Of its words; English where nobody said. */
  language: z.enum(['en', 'de']).optional(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  state: z.enum(['waiting', 'running', 'made', 'failed']),
  attempts: z.number().int(),
  /** Why it failed, and the next step. */
  error: z.string().nullable(),
  period: z.object({ from: Instant, to: Instant, name: z.string(), zone: z.string() }).nullable(),
  /** The made file, in the data directory's `reports/<runId>/`; null until it is made. */
  file: z
    .object({ name: z.string(), bytes: z.number(), sha256: z.string(), rows: z.number().int(), signed: z.boolean() })
    .nullable(),
  /** What the reader of the report is told of it, too: cut tables, sections that failed. */
  notes: z.array(z.string()),
  deliveries: z.array(ReportDelivery),
});
export type ReportRun = z.infer<typeof ReportRun>;
