import { z } from 'zod';

/** A moment, ISO 8601 UTC, always with milliseconds: `2026-03-14T09:25:11.000Z`. Equal moments are equal strings; order is string order. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** Ids are keys of records; a name that every object has already (`constructor`) would find something there that nobody put in. */
const id = z
  .string()
  .min(1)
  .refine((text) => !(text in {}), 'is a word that no id can be');

/** Identifies a context (profile × region), stable across restarts: `payroll-prod@us-east-1`; a rehearsal's begins with `rehearsal:`. */
export const ContextId = id.brand<'ContextId'>();
export type ContextId = z.infer<typeof ContextId>;

/** The orchestrator's execution id (uuid4; also the name of the Step Functions run). */
export const ExecutionId = id.brand<'ExecutionId'>();
export type ExecutionId = z.infer<typeof ExecutionId>;

/** DRS source server id, `s-` + 17. */
export const ServerId = id.brand<'ServerId'>();
export type ServerId = z.infer<typeof ServerId>;

/** DRS job id, `drsjob-` + 17. */
export const JobId = id.brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

/** DRS recovery instance id, equal to the EC2 instance id. */
export const InstanceId = id.brand<'InstanceId'>();
export type InstanceId = z.infer<typeof InstanceId>;

export const PlanId = id.brand<'PlanId'>();
export type PlanId = z.infer<typeof PlanId>;

export const NoticeId = id.brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;

/** The sources a fact may come from. Written out, since it is stored in journals. */
export const SourceId = z.enum([
  'sts-identity',
  'dynamodb-executions',
  'dynamodb-plans',
  'sfn-runs',
  'drs-jobs',
  'drs-source-servers',
  'drs-recovery-instances',
  'sqs-messages',
  'cloudwatch-metrics',
  'cloudwatch-alarms',
  'service-quotas',
  'log-errors',
  'own-metrics',
]);
export type SourceId = z.infer<typeof SourceId>;

/** What every fact about the world carries. */
export const Sighting = z.object({ observedAt: Instant, source: SourceId });
export type Sighting = z.infer<typeof Sighting>;

/** Epoch milliseconds to an `Instant`. */
export function instantOf(epochMs: number): Instant {
  return Instant.parse(new Date(Math.round(epochMs)).toISOString());
}

/** An `Instant` to epoch milliseconds. */
export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Whole seconds from `from` to `to`; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.round((msOf(to) - msOf(from)) / 1000);
}
