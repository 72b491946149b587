import { z } from 'zod';

/** How often a report is made. `CRON` brings its own expression. */
export const REPORT_FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY', 'CRON'] as const;
export const REPORT_FORMATS = ['PDF', 'XLSX', 'CSV', 'JSON', 'OSCAL'] as const;
export const ReportFormat = z.enum(REPORT_FORMATS);
export type ReportFormat = z.infer<typeof ReportFormat>;
export const DELIVERY_METHODS = ['EMAIL', 'SNS', 'FOLDER', 'S3', 'PORTAL'] as const;
export const DeliveryMethod = z.enum(DELIVERY_METHODS);
export type DeliveryMethod = z.infer<typeof DeliveryMethod>;

const LONGEST_NAME = 200;
const MOST_SECTIONS = 100;
/** A section within a section within a section; deeper is no report but a mistake. */
export const DEEPEST_SECTION = 4;

const Name = z.string().trim().min(1).max(LONGEST_NAME);
/** `HH:MM`, 24 hours. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a report is made. What is left out: at 06:00 UTC, on the first day of the month, quarter or year, on Mondays. */
export const ReportSchedule = z.looseObject({
  Frequency: z.enum(REPORT_FREQUENCIES),
  /** 1 to 31; months that are shorter take their last day. */
  DayOfMonth: z.number().int().min(1).max(31).optional(),
  /** 1 Monday to 7 Sunday. */
  DayOfWeek: z.number().int().min(1).max(7).optional(),
  /** 1 to 12: of YEARLY; of QUARTERLY the first month of the quarters. */
  Month: z.number().int().min(1).max(12).optional(),
  Time: TimeOfDay.optional(),
  /** Of CRON: five fields. */
  Cron: z.string().max(200).optional(),
  TimeZone: z.string().max(60).optional(),
  /** A schedule that is kept but makes nothing. */
  Enabled: z.boolean().optional(),
});
export type ReportSchedule = z.infer<typeof ReportSchedule>;

export interface ReportSectionConfiguration {
  readonly [unknown: string]: unknown;
  Name: string;
  Type: string;
  Configuration?: Record<string, unknown> | undefined;
  /** Sections within this one. */
  Sections?: ReportSectionConfiguration[] | undefined;
}

/** One section. `Type` names a kind of the registry, `Configuration` is that kind's own. */
export const ReportSectionConfiguration: z.ZodType<ReportSectionConfiguration> = z.looseObject({
  Name,
  Type: z.string().min(1).max(60),
  Configuration: z.record(z.string(), z.unknown()).optional(),
  get Sections() {
    return z.array(ReportSectionConfiguration).max(MOST_SECTIONS).optional();
  },
});

/** Who gets it and how. `Format` is that of the file which is delivered. */
export const ReportDistribution = z.looseObject({
  /** Mail addresses. */
  Recipients: z.array(z.string().trim().min(1).max(320)).max(100).optional(),
  Format: ReportFormat.optional(),
  DeliveryMethod: DeliveryMethod.optional(),
  /** EMAIL: the file itself (default), or a link to the portal page. */
  Attach: z.boolean().optional(),
  /** SNS: the topic that gets the notice. */
  TopicArn: z.string().max(300).optional(),
  /** FOLDER: an absolute path. */
  Folder: z.string().max(1_000).optional(),
  /** S3: where the files go. */
  Bucket: z.string().max(63).optional(),
  Prefix: z.string().max(500).optional(),
  /** SNS and S3: the account to act in. */
  Context: z.string().max(200).optional(),
});
export type ReportDistribution = z.infer<typeof ReportDistribution>;

/** A report's definition, in exactly the form that is imported and exported; fields that are not known are kept. */
export const ReportConfiguration = z.looseObject({
  ReportId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  Name,
  Description: z.string().max(2_000).optional(),
  /** Id of a framework (`SOC2`, `ISO27001`, `PCIDSS`, `GDPR`, or an own one). */
  Framework: z.string().max(60).optional(),
  Schedule: ReportSchedule.optional(),
  Sections: z.array(ReportSectionConfiguration).min(1).max(MOST_SECTIONS),
  Distribution: ReportDistribution.optional(),
});
export type ReportConfiguration = z.infer<typeof ReportConfiguration>;
