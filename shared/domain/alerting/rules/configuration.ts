import { z } from 'zod';
import { Severity } from '../../notice';
import { RuleAction } from './action';

/**
 * The operator's own alert rules, PascalCase, imported and exported as they are: fields we do not know are kept, and nothing is filled
 * in, so that what is exported equals what was imported. What a rule does not say has its default in `compile.ts`.
 */
export const Operator = z.enum([
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'EQUAL',
  'NOT_EQUAL',
]);
export type Operator = z.infer<typeof Operator>;

/** How the values of one period become one. The metric's usual way where a rule does not say. */
export const Statistic = z.enum(['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount', 'Last', 'p50', 'p90', 'p99']);
export type Statistic = z.infer<typeof Statistic>;

export const TreatMissingData = z.enum(['missing', 'notBreaching', 'breaching', 'ignore']);
export type TreatMissingData = z.infer<typeof TreatMissingData>;

const Name = z.string().min(1).max(300);
const Threshold = z.number();

/** Seconds; whole, so that periods lie at whole multiples. At most thirty days. */
const Period = z.number().int().min(10).max(2_592_000);

/** Which series of a metric: labels they must have. */
const SeriesLabels = z.record(Name, z.string().max(300));

const NamedMetric = z.looseObject({
  MetricName: Name,
  Labels: SeriesLabels.optional(),
  Statistic: Statistic.optional(),
});

export const Conditions = z.looseObject({
  /** One of the documented list. */
  MetricName: Name.optional(),
  /** In the metric's unit: seconds, bytes, a count, percent. */
  Threshold: Threshold.optional(),
  Operator: Operator.optional(),
  /** N of the last periods are looked at; 1 where absent. */
  EvaluationPeriods: z.number().int().min(1).max(1_000).optional(),
  /** M of these N must breach; all of them where absent. */
  DatapointsToAlarm: z.number().int().min(1).max(1_000).optional(),
  Period: Period.optional(),
  Statistic: Statistic.optional(),
  TreatMissingData: TreatMissingData.optional(),
  Labels: SeriesLabels.optional(),
  /** Once in alarm, values beyond this one still count as breaching. */
  ClearThreshold: Threshold.optional(),
  /** One alert for each combination of these labels; one for each series where absent, one in all where empty. */
  By: z.array(Name).max(10).optional(),
  /** Metrics by the name the expression knows them by. */
  Metrics: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,40}$/, 'a short name such as m1'), NamedMetric).optional(),
  Expression: z.string().min(1).max(500).optional(),
  /** In the language of EventBridge rules, tried on every event of the journal. */
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  /** Events that end the alert before its time. */
  ClearPattern: z.record(z.string(), z.unknown()).optional(),
  /** A condition on the live view: `wave-stuck` and the like, each with its parameters. */
  State: z.looseObject({ Name, Parameters: z.record(z.string(), z.unknown()).optional() }).optional(),
});
export type Conditions = z.infer<typeof Conditions>;

const Names = z.array(z.string().min(1).max(300)).max(500);
/** From 0, as in all data, or the wave's name or label. */
const WaveName = z.union([z.number().int().min(0), z.string().min(1).max(300)]);

/** Absent or empty means any; all that are given must hold. Plans and waves by id or name. */
export const Scope = z.looseObject({
  Plans: Names.optional(),
  Waves: z.array(WaveName).max(100).optional(),
  Servers: Names.optional(),
  Contexts: Names.optional(),
  Accounts: Names.optional(),
  Regions: Names.optional(),
  Environments: Names.optional(),
  ExecutionTypes: Names.optional(),
});
export type Scope = z.infer<typeof Scope>;

/** What holds instead for one plan, one wave, or one wave of one plan. Of several that fit, the most particular, then the last. */
export const Override = z
  .looseObject({
    Plan: Name.optional(),
    Wave: WaveName.optional(),
    Threshold: Threshold.optional(),
    ClearThreshold: Threshold.optional(),
    Severity: Severity.optional(),
    Enabled: z.boolean().optional(),
  })
  .refine(({ Plan, Wave }) => Plan !== undefined || Wave !== undefined, {
    path: ['Plan'],
    message: 'name a plan, a wave or both',
  });
export type Override = z.infer<typeof Override>;

export const Suppression = z.looseObject({
  Enabled: z.boolean(),
  /** After an alert was told, the same one is told again only after so many minutes. */
  DurationMinutes: z.number().min(0).max(10_080).optional(),
  SuppressOnAcknowledgment: z.boolean().optional(),
});

/** Addresses beside the rules themselves. */
const reservedIds: ReadonlySet<string> = new Set(['library', 'states', 'check', 'backtest']);

export const AlertConfiguration = z.looseObject({
  AlertId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, 'letters, digits, dots, dashes and underscores, at most 100')
    .refine((id) => !(id in {}) && !reservedIds.has(id), 'another id: this one is a word of its own'),
  Name: z.string().min(1).max(200),
  Description: z.string().max(4_000).optional(),
  Enabled: z.boolean().optional(),
  Conditions,
  Actions: z.array(RuleAction).max(20).optional(),
  Suppression: Suppression.optional(),
  Severity: Severity.optional(),
  Scope: Scope.optional(),
  EscalationPolicyId: z.string().min(1).max(100).optional(),
  RunbookId: z.string().min(1).max(100).optional(),
  Overrides: z.array(Override).max(200).optional(),
});
export type AlertConfiguration = z.infer<typeof AlertConfiguration>;

/** Whether a value is a rule exactly as it stands. Neither order nor number of its fields is touched. */
export function isAlertConfiguration(value: unknown): value is AlertConfiguration {
  return AlertConfiguration.safeParse(value).success;
}
