import { z } from 'zod';
import { Incident } from './alerting/incident';
import { AuditStatus } from './audit/status';
import { Obstacle } from './capacity/pre-start';
import { Context } from './context';
import { Finding } from './detection/finding';
import { Job, JobLogItem, Plan, RecoveryInstance, SourceServer } from './facts';
import { SourceHealth } from './health';
import { Notice } from './notice';
import { Forecast } from './prediction/forecast';
import { ContextId, ExecutionId, InstanceId, Instant, JobId, PlanId, ServerId, Sighting } from './primitives';

/** What the console shows: facts reconciled (aws-contracts 10, rest 3). One shape for the window, REST and reports. */

export const ExecutionStatus = z.enum([
  'PENDING',
  'RUNNING',
  'PAUSED',
  'CANCELLING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMED_OUT',
  'TERMINATED',
  'UNKNOWN',
]);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

export const ExecutionDetail = z.enum([
  'siblings-still-launching',
  'orchestration-died',
  'run-left-open',
  'job-still-running',
  'start-failed',
  'cancelled-by-token',
  'partial-without-failure',
  'some-servers-failed',
  'instances-left-running',
  'stale',
]);
export type ExecutionDetail = z.infer<typeof ExecutionDetail>;

export const WaveStatus = z.enum(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']);
export type WaveStatus = z.infer<typeof WaveStatus>;

export const Phase = z.enum(['WAITING', 'SNAPSHOT', 'CONVERSION', 'LAUNCH', 'LAUNCHED', 'FAILED', 'TERMINATED']);
export type Phase = z.infer<typeof Phase>;

/** One stretch of a server's way; `endedAt` is null while it lasts. Only SNAPSHOT, CONVERSION and LAUNCH have length. */
export const PhaseSpan = z.object({ phase: Phase, startedAt: Instant, endedAt: Instant.nullable() });
export type PhaseSpan = z.infer<typeof PhaseSpan>;

export const ServerCounts = z.object({
  total: z.number().int(),
  waiting: z.number().int(),
  inProgress: z.number().int(),
  launched: z.number().int(),
  failed: z.number().int(),
  terminated: z.number().int(),
});
export type ServerCounts = z.infer<typeof ServerCounts>;

/** A server's part in one execution. Keyed `executionId/sourceServerId`. */
export const Participant = Sighting.extend({
  id: z.string(),
  executionId: ExecutionId,
  waveNumber: z.number().int(),
  sourceServerId: ServerId,
  serverName: z.string(),
  /** As DRS spells it: PENDING IN_PROGRESS LAUNCHED FAILED TERMINATED, or newer. */
  launchStatus: z.string(),
  phase: Phase,
  phases: z.array(PhaseSpan),
  /** When the phase was entered; null while waiting. */
  phaseSince: Instant.nullable(),
  attempt: z.number().int().nullable(),
  recoveryInstanceId: InstanceId.nullable(),
  instanceType: z.string().nullable(),
  privateIp: z.string().nullable(),
  /** Why the launch failed, one sentence for people; `rawError` is what AWS wrote. */
  error: z.string().nullable(),
  rawError: z.string().nullable(),
  lastEvent: z.object({ at: Instant, event: z.string() }).nullable(),
});
export type Participant = z.infer<typeof Participant>;

export const Wave = z.object({
  waveNumber: z.number().int(),
  waveName: z.string(),
  /** "Wave 1 Database": the platform's mails count from 1. */
  label: z.string(),
  status: WaveStatus,
  pauseBeforeWave: z.boolean(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  jobId: JobId.nullable(),
  jobStatus: z.string().nullable(),
  region: z.string().nullable(),
  counts: ServerCounts,
});
export type Wave = z.infer<typeof Wave>;

/** What may be asked of the platform for this execution now; `why` says why not. */
export const Possible = z.object({ allowed: z.boolean(), why: z.string().nullable() });
export type Possible = z.infer<typeof Possible>;

export const Execution = Sighting.extend({
  executionId: ExecutionId,
  contextId: ContextId,
  planId: PlanId.nullable(),
  planName: z.string(),
  /** DRILL or RECOVERY, or as it came. */
  executionType: z.string(),
  status: ExecutionStatus,
  detail: z.array(ExecutionDetail),
  /** One sentence: what is happening, or why it ended. */
  summary: z.string(),
  accountId: z.string().nullable(),
  region: z.string().nullable(),
  initiatedBy: z.string().nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  durationSeconds: z.number().nullable(),
  totalWaves: z.number().int(),
  currentWave: z.number().int().nullable(),
  pausedBeforeWave: z.number().int().nullable(),
  pausedSince: Instant.nullable(),
  errorMessage: z.string().nullable(),
  errorCode: z.string().nullable(),
  runArn: z.string().nullable(),
  runStatus: z.string().nullable(),
  itemStatus: z.string().nullable(),
  waves: z.array(Wave),
  counts: ServerCounts,
  instancesRunning: z.array(InstanceId),
  actions: z.object({ resume: Possible, cancel: Possible, terminate: Possible, stop: Possible }),
});
export type Execution = z.infer<typeof Execution>;

/** `ready` is false when the plan could not start now: "cannot start: 1 server". */
export const PlanView = Plan.extend({
  contextId: ContextId,
  serverCount: z.number().int(),
  ready: z.boolean(),
  readiness: z.string(),
  /** Servers whose replication stands in the way. */
  blockingServerIds: z.array(ServerId),
  /** Everything for which the platform would refuse a start now, in the order in which it checks. */
  obstacles: z.array(Obstacle),
}).extend(Sighting.shape);
export type PlanView = z.infer<typeof PlanView>;

export const ServerView = SourceServer.extend({ contextId: ContextId }).extend(Sighting.shape);
export type ServerView = z.infer<typeof ServerView>;

export const JobView = Job.extend({
  contextId: ContextId,
  executionId: ExecutionId.nullable(),
  waveNumber: z.number().int().nullable(),
  lastLog: JobLogItem.nullable(),
}).extend(Sighting.shape);
export type JobView = z.infer<typeof JobView>;

export const InstanceView = RecoveryInstance.extend({
  contextId: ContextId,
  executionId: ExecutionId.nullable(),
  serverName: z.string().nullable(),
}).extend(Sighting.shape);
export type InstanceView = z.infer<typeof InstanceView>;

/** A message kept aside because it could not be understood. `excerpt` is redacted and at most 2,000 characters. */
export const MalformedMessage = z.object({
  id: z.string(),
  contextId: ContextId,
  receivedAt: Instant,
  reason: z.string(),
  sizeBytes: z.number().int(),
  excerpt: z.string(),
});
export type MalformedMessage = z.infer<typeof MalformedMessage>;

/** The engine itself. `clock` lets a reader count ages: `now` at wall moment `wallNow`, running at `speed`. */
export const EngineView = z.object({
  id: z.literal('engine'),
  version: z.string(),
  sessionId: z.string(),
  startedAt: Instant,
  host: z.enum(['desktop', 'headless']),
  clock: z.object({ now: Instant, wallNow: Instant, speed: z.number(), paused: z.boolean() }),
  rehearsal: z
    .object({
      scenario: z.string(),
      variant: z.string().nullable(),
      operator: z.enum(['script', 'human']),
      /** True once every act of the trace has been played. */
      ended: z.boolean(),
    })
    .nullable(),
  /** Which way native alerts take on this machine, and why. */
  notifier: z.object({ by: z.enum(['node-notifier', 'electron-notification', 'notify-send', 'in-app']), why: z.string() }),
  /** Warnings that stay visible: key file instead of a key store, a database that was set aside, a disk that is full. */
  warnings: z.array(z.object({ code: z.string(), message: z.string(), next: z.string() })),
  /** True while at least one execution runs or waits. */
  busy: z.boolean(),
  /** Messages to people: waiting or on their way, dead letters, events nobody hears of; `lastChangeSeq` moves with every change of any. */
  notifying: z
    .object({
      queued: z.number().int(),
      failed: z.number().int(),
      unmatched: z.number().int(),
      lastChangeSeq: z.number().int(),
    })
    .optional(),
  /** Alerts and incidents in all, however many of them are listed; `changes` moves with every change of any. */
  alerting: z
    .object({
      open: z.number().int(),
      needAnswer: z.number().int(),
      firing: z.number().int(),
      suppressed: z.number().int(),
      changes: z.number().int(),
    })
    .optional(),
  /** How the audit log stands; absent until it is known whose key signs it. */
  audit: AuditStatus.optional(),
});
export type EngineView = z.infer<typeof EngineView>;

/** Every collection of the live view, its entity and the entity's key. To add one: a line here. */
export const collections = {
  engine: EngineView,
  contexts: Context,
  sources: SourceHealth,
  plans: PlanView,
  executions: Execution,
  participants: Participant,
  jobs: JobView,
  servers: ServerView,
  instances: InstanceView,
  notices: Notice,
  /** Those that are open, the gravest first where there are many, and those that ended lately. */
  incidents: Incident,
  /** What is unusual: those that are open, the gravest first where there are many, and those that ended within the hour. */
  findings: Finding,
  malformed: MalformedMessage,
  /** Of executions that go on, by execution id: never journaled. */
  forecasts: Forecast,
} as const;
export type CollectionName = keyof typeof collections;
export type Entity<C extends CollectionName> = z.infer<(typeof collections)[C]>;

/** The whole live view: for each collection, entities by key. */
export type View = { readonly [C in CollectionName]: Readonly<Record<string, Entity<C>>> };
