import { z } from 'zod';
import { ReportConfiguration } from '../reports/report-configuration';

/** One control, in our own words. */
export const Control = z.object({
  id: z.string().min(1).max(60),
  group: z.string().max(120),
  title: z.string().min(1).max(200),
  /** What it asks for. */
  asks: z.string().max(2_000),
  evidence: z.array(
    z.object({
      /** Kind of the evidence registry. */
      kind: z.string(),
      parameters: z.record(z.string(), z.unknown()).default({}),
      /** Why this answers the control. */
      answers: z.string().max(1_000),
    }),
  ),
  /** What cannot be answered from here, and who must add it. */
  elsewhere: z.array(z.object({ what: z.string().max(500), who: z.string().max(200) })),
});
export type Control = z.infer<typeof Control>;

/** A framework: data, one file in `resources/frameworks/` or made in the app. */
export const Framework = z.object({
  frameworkId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/),
  name: z.string().min(1).max(200),
  version: z.string().max(60),
  about: z.string().max(2_000),
  controls: z.array(Control).min(1).max(500),
  /** Recovery risks with their treatment, where the framework asks for such a list. */
  risks: z
    .array(
      z.object({
        id: z.string().min(1).max(60),
        risk: z.string().min(1).max(1_000),
        treatment: z.string().min(1).max(1_000),
        /** Kinds of evidence that show the treatment at work, as controls of this framework ask for them. */
        evidence: z.array(z.string()),
        owner: z.string().max(200),
      }),
    )
    .default([]),
  /** Ready definitions of reports. */
  reports: z.array(ReportConfiguration).default([]),
});
export type Framework = z.infer<typeof Framework>;
