import { z } from 'zod';
import { Severity } from '../notice';
import { ContextId, ExecutionId, Instant, NoticeId, PlanId, ServerId } from '../primitives';
import { Lifecycle, NotificationEventType } from './event-types';

/** Raise when a field changes its meaning; templates and receivers may ask for it. */
export const CATALOGUE_VERSION = 1;

export const WaveFacts = z.object({
  /** From 0; `label` is what people say ("Wave 1 Database"). */
  number: z.number().int(),
  label: z.string(),
  status: z.string(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  total: z.number().int(),
  launched: z.number().int(),
  failed: z.number().int(),
});
export type WaveFacts = z.infer<typeof WaveFacts>;

export const ServerFacts = z.object({
  id: ServerId,
  name: z.string(),
  waveNumber: z.number().int().nullable(),
  phase: z.string().nullable(),
  launchStatus: z.string().nullable(),
  /** Why it failed, for people. */
  error: z.string().nullable(),
  /** What AWS wrote. */
  rawError: z.string().nullable(),
  recoveryInstanceId: z.string().nullable(),
  instanceType: z.string().nullable(),
  privateIp: z.string().nullable(),
  replicationState: z.string().nullable(),
  lagSeconds: z.number().nullable(),
});
export type ServerFacts = z.infer<typeof ServerFacts>;

export const ExecutionFacts = z.object({
  id: ExecutionId,
  type: z.string(),
  status: z.string(),
  detail: z.array(z.string()),
  summary: z.string(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  durationSeconds: z.number().nullable(),
  initiatedBy: z.string().nullable(),
  errorMessage: z.string().nullable(),
  totalWaves: z.number().int(),
  currentWave: z.number().int().nullable(),
  pausedBeforeWave: z.number().int().nullable(),
  total: z.number().int(),
  launched: z.number().int(),
  failed: z.number().int(),
  instancesRunning: z.number().int(),
  waves: z.array(WaveFacts),
  /** Failed ones first, at most 50; `serversOmitted` says how many are not listed. */
  servers: z.array(ServerFacts),
  serversOmitted: z.number().int(),
});
export type ExecutionFacts = z.infer<typeof ExecutionFacts>;

/** What an incident says for itself; `reason` is why it is told now. */
export const IncidentFacts = z.object({
  id: z.string(),
  /** "Incident 12". */
  number: z.number().int(),
  status: z.string(),
  reason: z.string(),
  /** Each of its alerts is told as an event of its own already. */
  isTold: z.boolean(),
  severityWhy: z.array(z.string()),
  openedAt: Instant,
  /** The gravest first, at most 20; `alertsOmitted` says how many are not listed. */
  alerts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: Severity,
      status: z.string(),
      startedAt: Instant,
      labels: z.record(z.string(), z.string()),
    }),
  ),
  alertsTotal: z.number().int(),
  alertsOmitted: z.number().int(),
  firing: z.number().int(),
  suppressed: z.number().int(),
  /** Probable causes, the likeliest first. */
  causes: z.array(z.object({ id: z.string(), title: z.string(), score: z.number(), nextStep: z.string() })),
  runbookId: z.string().nullable(),
});
export type IncidentFacts = z.infer<typeof IncidentFacts>;

export const LogExcerpt = z.object({ at: Instant.nullable(), text: z.string() });

/**
 * One thing people may be notified of, as it was when it happened: everything a template may say, so that it can be rendered later and
 * again. Made from reconciled truth, without secrets.
 */
export const NotificationEvent = z.object({
  version: z.literal(CATALOGUE_VERSION),
  /** Made from what it is about, so the same fact is the same event after a restart. */
  eventId: z.string(),
  type: NotificationEventType,
  severity: Severity,
  lifecycle: Lifecycle,
  /** Engine clock. */
  occurredAt: Instant,
  title: z.string(),
  summary: z.string(),
  /** What to do now, in steps; may be empty. */
  nextSteps: z.array(z.string()),
  /** What opens and closes the same page (PagerDuty's dedup key); null where nothing is opened or closed. */
  alertKey: z.string().nullable(),
  /** Messages of one thread keep their order in each channel: `execution:…`, `server:…`, `context:…`, `console`. */
  threadKey: z.string(),
  /** The alert in the console that this belongs to: acknowledging it stops escalation. */
  noticeId: NoticeId.nullable(),
  contextId: ContextId.nullable(),
  contextName: z.string().nullable(),
  /** Null for the console's own events. */
  environment: z.enum(['production', 'test']).nullable(),
  accountId: z.string().nullable(),
  region: z.string().nullable(),
  planId: PlanId.nullable(),
  planName: z.string().nullable(),
  execution: ExecutionFacts.nullable(),
  wave: WaveFacts.nullable(),
  server: ServerFacts.nullable(),
  source: z.object({ id: z.string(), title: z.string(), code: z.string().nullable(), message: z.string().nullable() }).nullable(),
  permission: z.object({ action: z.string().nullable(), resource: z.string().nullable() }).nullable(),
  quota: z
    .object({ name: z.string(), used: z.number().nullable(), limit: z.number().nullable(), unit: z.string().nullable() })
    .nullable(),
  security: z
    .object({
      category: z.string(),
      who: z.string(),
      where: z.string().nullable(),
      what: z.string(),
      targets: z.array(z.string()),
      errorCode: z.string().nullable(),
    })
    .nullable(),
  delivery: z.object({ channel: z.string(), destination: z.string(), message: z.string() }).nullable(),
  /** AWS's own words for where the failback of a recovery instance was and is. */
  failback: z.object({ from: z.string(), to: z.string() }).optional(),
  acknowledgement: z.object({ by: z.string(), note: z.string().nullable() }).nullable(),
  incident: IncidentFacts.optional(),
  custom: z.object({ source: z.string(), name: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
  /** Newest lines that explain it, without secrets; at most 20. */
  logExcerpt: z.array(LogExcerpt),
  rehearsal: z.boolean(),
});
export type NotificationEvent = z.infer<typeof NotificationEvent>;
