import { z } from 'zod';
import { Instant } from '../domain/primitives';
import { ReportConfiguration, ReportFormat } from '../domain/reports/report-configuration';
import { ReportRun } from '../domain/reports/report-run';
import { ListInput, method, page } from './base';

const reportId = z.string().min(1).max(100);
const runId = z.string().min(1).max(200);
const Moment = z.iso.datetime({ offset: true });
const Conditions = z.looseObject({ 'if-match': z.string().optional() }).default({});
/** As imported and exported: `{"Reports": [definition…]}`. */
export const ReportDefinitions = z.looseObject({ Reports: z.array(ReportConfiguration) });
/** As it was sent, also where it has problems by now (a framework that is gone). */
const AsSent = z.looseObject({ ReportId: z.string() });
const wholeDefinitions = z.object({ headers: z.object({ etag: z.string() }), body: z.object({ Reports: z.array(AsSent) }) });
/** Whatever is sent as definitions: their reader names the field that is wrong. Described to others as `ReportDefinitions`. */
export const SentReportDefinitions = z.unknown();
/** Whatever is sent as one definition. */
export const SentReportConfiguration = z.unknown();

/** A definition with what became of it. */
export const ReportListing = z.object({
  reportId: z.string(),
  definition: AsSent,
  /** Next moment of its schedule; null without one. */
  nextAt: Instant.nullable(),
  lastRun: ReportRun.nullable(),
  /** What is wrong with it as it stands (`Sections[1].Type: …`); it can be mended but not made. */
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type ReportListing = z.infer<typeof ReportListing>;

/** One block of a section as a screen draws it; the first rows of a table only. */
export const PreviewBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), paragraphs: z.array(z.union([z.string(), z.object({ list: z.array(z.string()) })])) }),
  z.object({
    kind: z.literal('figures'),
    figures: z.array(
      z.object({
        label: z.string(),
        value: z.union([z.number(), z.string()]).nullable(),
        unit: z.string(),
        tone: z.string().optional(),
        note: z.string().optional(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.string() })),
    count: z.number().int(),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean()]).nullable())),
    empty: z.string(),
    note: z.string().optional(),
  }),
  z.object({
    kind: z.literal('chart'),
    caption: z.string(),
    form: z.enum(['bars', 'stacked-bars', 'line']),
    unit: z.string(),
    labels: z.array(z.string()),
    series: z.array(z.object({ name: z.string(), tone: z.string().optional(), values: z.array(z.number().nullable()) })),
    threshold: z.object({ label: z.string(), value: z.number() }).optional(),
  }),
]);
export type PreviewBlock = z.infer<typeof PreviewBlock>;

export interface PreviewSection {
  number: string;
  title: string;
  type: string;
  period: { from: Instant; to: Instant; name: string; zone: string } | null;
  blocks: PreviewBlock[];
  troubles: string[];
  sections: PreviewSection[];
}
export const PreviewSection: z.ZodType<PreviewSection> = z.object({
  number: z.string(),
  title: z.string(),
  type: z.string(),
  period: z.object({ from: Instant, to: Instant, name: z.string(), zone: z.string() }).nullable(),
  blocks: z.array(PreviewBlock),
  troubles: z.array(z.string()),
  get sections() {
    return z.array(PreviewSection);
  },
});

/** Reports: what they consist of, when they are made, what was made, and where it went. */
export const reports = {
  definitions: {
    get: method
      .route({
        method: 'GET',
        path: '/reports/definitions',
        summary: 'Every definition as it is exported',
        outputStructure: 'detailed',
      })
      .input(z.object({}))
      .output(wholeDefinitions),
    put: method
      .route({
        method: 'PUT',
        path: '/reports/definitions',
        summary: 'Replace all definitions; a single one may be sent alone, and is then added or replaced',
        inputStructure: 'detailed',
        outputStructure: 'detailed',
      })
      .input(z.object({ headers: Conditions, body: SentReportDefinitions }))
      .output(wholeDefinitions),
  },
  list: method
    .route({ method: 'GET', path: '/reports', summary: 'Definitions with their next and last runs' })
    .input(z.object({}))
    .output(z.object({ items: z.array(ReportListing) })),
  get: method
    .route({ method: 'GET', path: '/reports/definitions/{reportId}', summary: 'One definition as it is exported' })
    .input(z.object({ reportId }))
    .output(AsSent),
  put: method
    .route({
      method: 'PUT',
      path: '/reports/definitions/{reportId}',
      summary: 'Add or replace one definition',
      inputStructure: 'detailed',
    })
    .input(z.object({ params: z.object({ reportId }), body: SentReportConfiguration }))
    .output(ReportListing),
  remove: method
    .route({
      method: 'DELETE',
      path: '/reports/definitions/{reportId}',
      summary: 'Remove a definition; what was made of it stays',
    })
    .input(z.object({ reportId }))
    .output(z.object({ reportId: z.string() })),
  check: method
    .route({ method: 'POST', path: '/reports/check', summary: 'What is wrong with a definition, and when it would be made next' })
    .input(z.object({ definition: SentReportConfiguration }))
    .output(
      z.object({
        problems: z.array(z.object({ field: z.string(), message: z.string() })),
        nextAt: z.array(Instant),
      }),
    ),
  preview: method
    .route({
      method: 'POST',
      path: '/reports/preview',
      summary: 'One section, or a whole definition, as it would be now: first rows only',
    })
    .input(z.object({ definition: SentReportConfiguration, language: z.enum(['en', 'de']).default('en') }))
    .output(z.object({ sections: z.array(PreviewSection), tookMs: z.number() })),
  run: method
    .route({ method: 'POST', path: '/reports/definitions/{reportId}/runs', summary: 'Make it now' })
    .input(
      z.object({
        reportId,
        format: ReportFormat.optional(),
        /** What "last month" is counted from. */
        asOf: Moment.optional(),
        /** Also to its recipients. */
        deliver: z.boolean().default(false),
        language: z.enum(['en', 'de']).optional(),
      }),
    )
    .output(ReportRun),
  runs: method
    .route({ method: 'GET', path: '/reports/runs', summary: 'What was made, newest first' })
    .input(ListInput.extend({ reportId: reportId.optional(), state: ReportRun.shape.state.optional() }))
    .output(page(ReportRun)),
  getRun: method
    .route({ method: 'GET', path: '/reports/runs/{runId}', summary: 'One run' })
    .input(z.object({ runId }))
    .output(ReportRun),
  file: method
    .route({ method: 'GET', path: '/reports/runs/{runId}/file', summary: 'The file that was made' })
    .input(z.object({ runId }))
    .output(z.instanceof(Blob)),
  signature: method
    .route({ method: 'GET', path: '/reports/runs/{runId}/signature', summary: 'Its detached signature' })
    .input(z.object({ runId }))
    .output(z.instanceof(Blob)),
  redeliver: method
    .route({ method: 'POST', path: '/reports/runs/{runId}/deliveries', summary: 'Send what was not delivered again' })
    .input(z.object({ runId }))
    .output(ReportRun),
  /** What the builder offers: kinds of sections with their fields, periods, ready definitions. */
  catalogue: method
    .route({ method: 'GET', path: '/reports/catalogue', summary: 'Kinds of sections with their fields, and ready definitions' })
    .input(z.object({}))
    .output(
      z.object({
        kinds: z.array(
          z.object({
            type: z.string(),
            fields: z.array(z.object({ name: z.string(), kind: z.string(), values: z.array(z.string()).optional() })),
            defaults: z.record(z.string(), z.unknown()),
          }),
        ),
        periods: z.array(z.string()),
        ready: z.array(ReportConfiguration),
      }),
    ),
};
