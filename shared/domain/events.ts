import { z } from 'zod';
import { alertingEvents } from './alerting/alerting-events';
import { auditEvents } from './audit/audit-events';
import { LimitsOfPlace } from './capacity/limits-of-place';
import { Context } from './context';
import { detectionEvents } from './detection/detection-events';
import { ExecutionItem, Job, JobLogItem, Plan, ProtectionGroup, RecoveryInstance, Run, RunStep, SourceServer } from './facts';
import { SourceError } from './health';
import { PatternNews } from './logs/error-pattern';
import { Notice, NoticeDelivery } from './notice';
import { base, notifyingEvents } from './notifications/console-events';
import { Receipt } from './notifications/receipt';
import { forecastEvents } from './prediction/forecast-events';
import { ContextId, ExecutionId, InstanceId, Instant, JobId, NoticeId, PlanId, ServerId, SourceId } from './primitives';
import { reportEvents } from './reports/report-events';
import { SecurityFinding } from './security/security-event';
import { setupEvents } from './setup/setup-events';
import { trainingEvents } from './training/training-events';
import { ExecutionDetail, ExecutionStatus, Phase, WaveStatus } from './view';

/**
 * Everything that can happen, as the journal keeps it. `at` is the engine's clock (simulated in a rehearsal).
 * Observations are recorded only when they say something new. Changes, notices and command outcomes are derived by us, recorded
 * like everything else, and replayed without being derived again.
 */
const observed = { ...base, contextId: ContextId, source: SourceId };
/** The answer or message as it came, redacted, for the side panel; state ignores it. */
const raw = { raw: z.unknown().optional() };
/** What was said through our queue. */
const message = { ...observed, ...raw, messageId: z.string(), occurredAt: Instant };
/** Found by a console that was not there when it happened: recorded, and nobody is notified. */
const history = { past: z.boolean().optional() };
/** Account and region an EventBridge event comes from, which may be others than the context's. */
const origin = { account: z.string().nullish(), region: z.string().nullish() };

export const ConsoleEvent = z.discriminatedUnion('type', [
  // The program itself
  z.object({
    ...base,
    type: z.literal('session.started'),
    sessionId: z.string(),
    version: z.string(),
    host: z.enum(['desktop', 'headless']),
    previousEnd: z.enum(['clean', 'crash', 'none']),
    awaySeconds: z.number().nullable(),
  }),
  z.object({ ...base, type: z.literal('session.stopped'), sessionId: z.string(), reason: z.string() }),
  z.object({ ...base, type: z.literal('session.woke'), sessionId: z.string(), asleepSeconds: z.number() }),
  z.object({ ...base, type: z.literal('clock.changed'), sessionId: z.string(), jumpSeconds: z.number() }),
  z.object({ ...base, type: z.literal('database.set-aside'), file: z.string(), reason: z.string() }),
  z.object({ ...base, type: z.literal('settings.changed'), before: z.unknown(), after: z.unknown(), actor: z.string() }),
  /** A dashboard; null is none of its own. */
  z.object({
    ...base,
    type: z.literal('boards.changed'),
    boardId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    actor: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('token.made'),
    tokenId: z.string(),
    name: z.string(),
    role: z.enum(['view', 'act', 'admin']),
    actor: z.string(),
  }),
  z.object({ ...base, type: z.literal('token.revoked'), tokenId: z.string(), actor: z.string() }),
  z.object({ ...base, type: z.literal('access.refused'), host: z.string(), reason: z.string(), count: z.number().int() }),
  // Contexts and sources
  z.object({ ...base, type: z.literal('context.opened'), context: Context }),
  z.object({ ...base, type: z.literal('context.changed'), context: Context, actor: z.string() }),
  z.object({
    ...base,
    type: z.literal('source.failed'),
    contextId: ContextId,
    sourceKey: z.string(),
    source: SourceId,
    error: SourceError,
  }),
  z.object({
    ...base,
    type: z.literal('source.recovered'),
    contextId: ContextId,
    sourceKey: z.string(),
    source: SourceId,
    silentSeconds: z.number().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('queue.created'),
    contextId: ContextId,
    queueArn: z.string(),
    topics: z.array(z.string()),
    rules: z.array(z.string()),
  }),
  z.object({ ...base, type: z.literal('queue.lost'), contextId: ContextId, queueArn: z.string(), reason: z.string() }),
  // Observations
  z.object({ ...observed, ...raw, type: z.literal('execution-item.observed'), item: ExecutionItem }),
  z.object({ ...observed, ...raw, type: z.literal('run.observed'), run: Run }),
  z.object({ ...observed, type: z.literal('run-steps.observed'), executionId: ExecutionId, steps: z.array(RunStep) }),
  z.object({ ...observed, ...raw, type: z.literal('plan.observed'), plan: Plan }),
  z.object({ ...observed, type: z.literal('plan.gone'), planId: PlanId }),
  z.object({ ...observed, ...raw, type: z.literal('group.observed'), group: ProtectionGroup }),
  z.object({ ...observed, ...raw, type: z.literal('job.observed'), job: Job }),
  /** Only lines not seen before, oldest first. */
  z.object({ ...observed, type: z.literal('job-log.observed'), jobId: JobId, items: z.array(JobLogItem) }),
  z.object({ ...observed, ...raw, type: z.literal('server.observed'), server: SourceServer }),
  z.object({ ...observed, type: z.literal('server.gone'), sourceServerId: ServerId }),
  z.object({ ...observed, ...raw, type: z.literal('instance.observed'), instance: RecoveryInstance }),
  z.object({ ...observed, type: z.literal('instance.gone'), recoveryInstanceId: InstanceId }),
  z.object({ ...observed, type: z.literal('quota-limits.observed'), ...LimitsOfPlace.shape }),
  // Messages through our queue, understood; `messageId` is the SNS MessageId or the EventBridge id
  z.object({
    ...message,
    ...origin,
    type: z.literal('message.launch-result'),
    sourceServerId: ServerId,
    jobId: JobId.nullable(),
    succeeded: z.boolean(),
    isDrill: z.boolean().nullable(),
  }),
  z.object({
    ...message,
    ...origin,
    type: z.literal('message.replication'),
    sourceServerId: ServerId,
    stalled: z.boolean(),
  }),
  z.object({ ...message, ...origin, type: z.literal('message.run-status'), run: Run }),
  z.object({
    ...message,
    type: z.literal('message.execution-mail'),
    eventType: z.string(),
    executionId: ExecutionId.nullable(),
    planId: PlanId.nullable(),
    subject: z.string(),
  }),
  z.object({ ...message, ...origin, type: z.literal('message.other'), subject: z.string() }),
  /** A call or a sign-in that the trail recorded and that is worth telling. */
  z.object({ ...message, type: z.literal('message.security'), finding: SecurityFinding }),
  /** What SES told of a mail that was sent, by us or by somebody else of the account. */
  z.object({ ...message, type: z.literal('message.receipt'), receipt: Receipt }),
  z.object({
    ...observed,
    type: z.literal('message.malformed'),
    messageId: z.string(),
    reason: z.string(),
    sizeBytes: z.number().int(),
    excerpt: z.string(),
  }),
  /** Error lines of a kind that is new, or comes many times more often than before. `sample` is redacted. */
  z.object({
    ...base,
    type: z.literal('logs.pattern'),
    contextId: ContextId,
    logGroup: z.string(),
    pattern: z.string(),
    why: PatternNews,
    count: z.number().int(),
    sample: z.string(),
    firstAt: Instant,
    lastAt: Instant,
  }),
  // What we concluded
  z.object({
    ...base,
    ...history,
    type: z.literal('execution.changed'),
    contextId: ContextId,
    executionId: ExecutionId,
    planName: z.string(),
    executionType: z.string(),
    from: ExecutionStatus.nullable(),
    to: ExecutionStatus,
    detail: z.array(ExecutionDetail),
    summary: z.string(),
    /** Of a pause: the wave that waits, since one pause may pass into the next between two readings. */
    pausedBeforeWave: z.number().int().nullable().optional(),
  }),
  z.object({
    ...base,
    ...history,
    type: z.literal('wave.changed'),
    contextId: ContextId,
    executionId: ExecutionId,
    waveNumber: z.number().int(),
    label: z.string(),
    from: WaveStatus.nullable(),
    to: WaveStatus,
  }),
  z.object({
    ...base,
    ...history,
    type: z.literal('participant.changed'),
    contextId: ContextId,
    executionId: ExecutionId,
    waveNumber: z.number().int(),
    sourceServerId: ServerId,
    serverName: z.string(),
    from: Phase.nullable(),
    to: Phase,
    launchStatus: z.string(),
    error: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('participant.retried'),
    contextId: ContextId,
    executionId: ExecutionId,
    waveNumber: z.number().int(),
    sourceServerId: ServerId,
    serverName: z.string(),
    attempt: z.number().int().nullable(),
    error: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('replication.changed'),
    contextId: ContextId,
    sourceServerId: ServerId,
    serverName: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    error: z.string().nullable(),
  }),
  z.object({ ...base, type: z.literal('notice.raised'), notice: Notice }),
  z.object({ ...base, type: z.literal('notice.resolved'), noticeId: NoticeId, because: z.string() }),
  z.object({ ...base, type: z.literal('notice.delivered'), noticeId: NoticeId, delivery: NoticeDelivery }),
  // What people did
  z.object({
    ...base,
    type: z.literal('notice.acknowledged'),
    noticeId: NoticeId,
    actor: z.string(),
    note: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('command.requested'),
    commandId: z.string(),
    command: z.string(),
    executionId: ExecutionId.nullable(),
    contextId: ContextId.nullable(),
    actor: z.string(),
    note: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('command.ended'),
    commandId: z.string(),
    command: z.string(),
    executionId: ExecutionId.nullable(),
    outcome: z.enum(['accepted', 'refused']),
    message: z.string(),
  }),
  /** What became of an accepted command in the world: the state it asked for was seen, another came instead, or none in time. */
  z.object({
    ...base,
    type: z.literal('command.outcome'),
    commandId: z.string(),
    command: z.string(),
    executionId: ExecutionId,
    outcome: z.enum(['seen', 'otherwise', 'not-seen']),
    afterSeconds: z.number(),
    message: z.string(),
  }),
  ...setupEvents,
  ...notifyingEvents,
  ...trainingEvents,
  ...alertingEvents,
  ...detectionEvents,
  ...forecastEvents,
  ...auditEvents,
  ...reportEvents,
]);
export type ConsoleEvent = z.infer<typeof ConsoleEvent>;
export type EventType = ConsoleEvent['type'];
export type EventOf<T extends EventType> = Extract<ConsoleEvent, { type: T }>;

/** An event with its place in the journal. */
export const JournalEntry = z.object({ seq: z.number().int(), event: ConsoleEvent });
export type JournalEntry = z.infer<typeof JournalEntry>;
