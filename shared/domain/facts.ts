import { z } from 'zod';
import { ExecutionId, InstanceId, Instant, JobId, PlanId, ServerId } from './primitives';

/**
 * Facts as sources state them, after the edge has normalised times, case and ids, and before anything is reconciled.
 * States of AWS are open strings on purpose: an unknown value is shown as it is, never an error.
 */

/** One server of one wave as the execution item has it. Lags DRS by up to 20 minutes. */
export const ItemServer = z.object({
  sourceServerId: ServerId,
  serverName: z.string().nullable(),
  launchStatus: z.string(),
  recoveryInstanceId: InstanceId.nullable(),
  instanceType: z.string().nullable(),
  privateIp: z.string().nullable(),
});
export type ItemServer = z.infer<typeof ItemServer>;

/** One wave as the execution item has it. `startedAt` is the API call, not the first launch. */
export const ItemWave = z.object({
  waveNumber: z.number().int().nonnegative(),
  waveName: z.string(),
  status: z.string(),
  jobId: JobId.nullable(),
  region: z.string().nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Null when the element does not say (started waves drop it). */
  pauseBeforeWave: z.boolean().nullable(),
  protectionGroupId: z.string().nullable(),
  serverIds: z.array(ServerId),
  servers: z.array(ItemServer),
});
export type ItemWave = z.infer<typeof ItemWave>;

/** An item of the table `execution-history`, projected without `taskToken` and `pausedStateSnapshot`. */
export const ExecutionItem = z.object({
  executionId: ExecutionId,
  planId: PlanId,
  planName: z.string(),
  executionType: z.string(),
  status: z.string(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  initiatedBy: z.string().nullable(),
  totalWaves: z.number().int().nullable(),
  accountId: z.string().nullable(),
  /** The attribute is called `stateMachineArn` and holds the run's ARN. */
  runArn: z.string().nullable(),
  pausedBeforeWave: z.number().int().nullable(),
  errorMessage: z.string().nullable(),
  errorCode: z.string().nullable(),
  terminateJobIds: z.array(JobId),
  terminationInitiatedAt: Instant.nullable(),
  waves: z.array(ItemWave),
});
export type ExecutionItem = z.infer<typeof ExecutionItem>;

/** A Step Functions run of the orchestrator. `status` is RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED PENDING_REDRIVE or newer. */
export const Run = z.object({
  executionId: ExecutionId,
  runArn: z.string(),
  stateMachineArn: z.string(),
  status: z.string(),
  startedAt: Instant.nullable(),
  stoppedAt: Instant.nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});
export type Run = z.infer<typeof Run>;

/** One event of a run's history that changed where the run stands. Inputs, outputs and parameters are never fetched. */
export const RunStep = z.object({
  id: z.number().int(),
  at: Instant,
  type: z.string(),
  stateName: z.string().nullable(),
  error: z.string().nullable(),
});
export type RunStep = z.infer<typeof RunStep>;

export const JobServer = z.object({
  sourceServerId: ServerId,
  launchStatus: z.string(),
  recoveryInstanceId: InstanceId.nullable(),
});
export type JobServer = z.infer<typeof JobServer>;

/** A DRS job. `status` PENDING STARTED COMPLETED; a job with failed servers is COMPLETED as well. */
export const Job = z.object({
  jobId: JobId,
  accountId: z.string(),
  region: z.string(),
  type: z.string(),
  status: z.string(),
  initiatedBy: z.string().nullable(),
  createdAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  servers: z.array(JobServer),
});
export type Job = z.infer<typeof Job>;

/** One line of a DRS job log: the only place where the phase of a launch can be read. */
export const JobLogItem = z.object({
  at: Instant,
  event: z.string(),
  sourceServerId: ServerId.nullable(),
  instanceId: z.string().nullable(),
  error: z.string().nullable(),
  attempt: z.number().int().nullable(),
  maxAttempts: z.number().int().nullable(),
});
export type JobLogItem = z.infer<typeof JobLogItem>;

/** A DRS source server: readiness before a drill, lag at all times. */
export const SourceServer = z.object({
  sourceServerId: ServerId,
  accountId: z.string(),
  region: z.string(),
  name: z.string(),
  hostname: z.string().nullable(),
  sourceIp: z.string().nullable(),
  os: z.string().nullable(),
  replicationState: z.string(),
  replicationError: z.string().nullable(),
  /** Null while AWS has not measured it: unknown, not zero. */
  lagSeconds: z.number().nullable(),
  backlogBytes: z.number().nullable(),
  lastSeenAt: Instant.nullable(),
  lastLaunchResult: z.string().nullable(),
  lastLaunchJobId: JobId.nullable(),
  recoveryInstanceId: InstanceId.nullable(),
  tags: z.record(z.string(), z.string()),
});
export type SourceServer = z.infer<typeof SourceServer>;

/** A recovery (or drill) instance that exists now; DRS drops the row once it is terminated. */
export const RecoveryInstance = z.object({
  recoveryInstanceId: InstanceId,
  sourceServerId: ServerId.nullable(),
  jobId: JobId.nullable(),
  accountId: z.string(),
  region: z.string(),
  isDrill: z.boolean(),
  ec2State: z.string(),
  failbackState: z.string().nullable(),
  pointInTimeAt: Instant.nullable(),
});
export type RecoveryInstance = z.infer<typeof RecoveryInstance>;

export const PlanWave = z.object({
  waveNumber: z.number().int().nonnegative(),
  waveName: z.string(),
  protectionGroupId: z.string().nullable(),
  serverIds: z.array(ServerId),
  pauseBeforeWave: z.boolean(),
});
export type PlanWave = z.infer<typeof PlanWave>;

export const Plan = z.object({
  planId: PlanId,
  planName: z.string(),
  description: z.string(),
  accountId: z.string().nullable(),
  waves: z.array(PlanWave),
});
export type Plan = z.infer<typeof Plan>;

export const ProtectionGroup = z.object({
  groupId: z.string(),
  groupName: z.string(),
  region: z.string(),
  accountId: z.string().nullable(),
  sourceServerIds: z.array(ServerId),
});
export type ProtectionGroup = z.infer<typeof ProtectionGroup>;
