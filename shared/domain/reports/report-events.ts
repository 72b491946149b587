import { z } from 'zod';
import { Attachment } from '../frameworks/attachment';
import { Instant } from '../primitives';
import { ReportRun } from './report-run';

const base = { at: Instant };

export const reportEvents = [
  /** A definition; null is none of its own. */
  z.object({
    ...base,
    type: z.literal('reports.changed'),
    reportId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    actor: z.string(),
  }),
  /** A framework made in the app. */
  z.object({
    ...base,
    type: z.literal('framework.changed'),
    frameworkId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    actor: z.string(),
  }),
  /** A run was asked for, began, ended, or one of its deliveries went on: as it stands now. */
  z.object({ ...base, type: z.literal('report.run-changed'), run: ReportRun, actor: z.string() }),
  /** Somebody took a report's file. */
  z.object({ ...base, type: z.literal('report.taken'), runId: z.string(), sha256: z.string(), actor: z.string() }),
  /** Evidence was added by hand, or withdrawn. */
  z.object({ ...base, type: z.literal('evidence.changed'), attachment: Attachment, actor: z.string() }),
] as const;
