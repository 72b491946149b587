import { z } from 'zod';
import { Severity } from '../notice';
import { ContextId, ExecutionId, Instant, PlanId } from '../primitives';
import { CauseId } from './causes/cause-ids';
import { Escalation } from './escalate/escalation';
import { Labels } from './labels';
import { Telling } from './tell/telling';

/** What supports a cause; `ref` leads to where it can be seen: `event` by its place in the journal, the others by their own ids. */
export const Evidence = z.object({
  text: z.string(),
  at: Instant.nullable(),
  ref: z
    .object({
      kind: z.enum(['alert', 'incident', 'event', 'execution', 'job', 'server', 'source', 'quota', 'log']),
      id: z.string(),
    })
    .nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A probable cause. `score` in [0, 1]; causes of an incident are ranked by it. */
export const Cause = z.object({
  causeId: CauseId,
  title: z.string(),
  score: z.number().min(0).max(1),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string() }).nullable(),
  evidence: z.array(Evidence),
  nextStep: z.string(),
  runbookId: z.string().nullable(),
});
export type Cause = z.infer<typeof Cause>;

/** What an incident costs: all of its alerts, those that are over too, while it is open. Null is not known, which is not zero. */
export const Impact = z.object({
  /** Failed or in doubt. */
  servers: z.number().int(),
  serversOfPlan: z.number().int().nullable(),
  applications: z.array(z.string()),
  plans: z.array(
    z.object({
      planId: PlanId.nullable(),
      planName: z.string(),
      owner: z.string().nullable(),
      tier: z.number().int().nullable(),
    }),
  ),
  isRecovery: z.boolean(),
  environment: z.enum(['production', 'test']).nullable(),
  rtoMinutes: z.number().nullable(),
  /** When the objective is missed. Absent in what was recorded before it was kept. */
  objectiveAt: Instant.nullable().optional(),
  /** Until the objective is missed, negative once it is, as of when it was read or recorded; draw `objectiveAt` instead. */
  secondsToObjective: z.number().nullable(),
  isRtoAtRisk: z.boolean(),
  instancesRunning: z.number().int(),
  costPerHour: z.number().nullable(),
  currency: z.string().nullable(),
});
export type Impact = z.infer<typeof Impact>;

/** The same story told before: incidents of the same leading cause and subject. */
export const Recurrence = z.object({
  times: z.number().int(),
  lastAt: Instant,
  incidentIds: z.array(z.string()),
  text: z.string(),
});
export type Recurrence = z.infer<typeof Recurrence>;

/** A ticket in another system. `state` in its own words; null until it was read back. */
export const Ticket = z.object({
  system: z.enum(['servicenow', 'jira', 'pagerduty', 'slack']),
  id: z.string(),
  label: z.string(),
  url: z.string().nullable(),
  state: z.string().nullable(),
  assignee: z.string().nullable(),
  readAt: Instant.nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** How far somebody got in a runbook. `step` counts from 0. */
export const RunbookProgress = z.object({
  runbookId: z.string(),
  startedAt: Instant,
  startedBy: z.string(),
  steps: z.array(
    z.object({
      step: z.number().int(),
      outcome: z.enum(['done', 'skipped', 'failed']),
      note: z.string().nullable(),
      at: Instant,
      by: z.string(),
    }),
  ),
  endedAt: Instant.nullable(),
});
export type RunbookProgress = z.infer<typeof RunbookProgress>;

export const IncidentStatus = z.enum(['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'MERGED']);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

export const EntryKind = z.enum([
  'opened',
  'reopened',
  'alert-joined',
  'alert-left',
  'alert-resolved',
  'suppressed',
  'released',
  'severity',
  'cause',
  'impact',
  'told',
  'acknowledged',
  'unacknowledged',
  'escalated',
  'nobody-on-call',
  'note',
  'role',
  'ticket',
  'runbook',
  'merged',
  'split',
  'resolved',
]);
export type EntryKind = z.infer<typeof EntryKind>;

/** One line of an incident's timeline. `by`: a person, or null for the console itself. */
export const IncidentEntry = z.object({
  at: Instant,
  kind: EntryKind,
  text: z.string(),
  by: z.string().nullable(),
  alertId: z.string().nullable(),
});
export type IncidentEntry = z.infer<typeof IncidentEntry>;

/** Alerts that belong together: what is told, escalated, acknowledged and resolved as one. */
export const Incident = z.object({
  incidentId: z.string(),
  /** What people call it: "incident 12". Counts up, never comes again. */
  number: z.number().int(),
  status: IncidentStatus,
  title: z.string(),
  summary: z.string(),
  nextStep: z.string(),
  severity: Severity,
  severityWhy: z.array(z.string()),
  /** Who set the severity by hand; it stays until they say otherwise. */
  severityForcedBy: z.string().nullable(),
  /** What made these alerts one: alerts of the same key join while it is open. */
  groupKey: z.string(),
  /** Labels that all of its alerts share. */
  labels: Labels,
  /** Every alert in it is told to people as an event of its own. */
  isTold: z.boolean(),
  /** Severity MEDIUM or more, and nobody has answered. */
  needsAnswer: z.boolean(),
  openedAt: Instant,
  changedAt: Instant,
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  /** How grave it was when somebody took it; absent or null while nobody has. Graver than that, and it is nobody's again. */
  acknowledgedSeverity: Severity.nullable().optional(),
  note: z.string().nullable(),
  resolvedAt: Instant.nullable(),
  resolvedBecause: z.string().nullable(),
  mergedInto: z.string().nullable(),
  contextId: ContextId.nullable(),
  executionId: ExecutionId.nullable(),
  planId: PlanId.nullable(),
  planName: z.string().nullable(),
  alerts: z.number().int(),
  firing: z.number().int(),
  suppressed: z.number().int(),
  /** The alert that stands for it, and names it while it is open: the gravest, then the first. Only a graver one that fires takes its place. */
  leadAlertId: z.string(),
  impact: Impact.nullable(),
  causes: z.array(Cause),
  recurrence: Recurrence.nullable(),
  /** When time alone makes it graver: an objective comes near, nobody answers. Null or absent is not before something changes. */
  reviewAt: Instant.nullable().optional(),
  telling: Telling,
  escalation: Escalation.nullable(),
  /** Who does what: `commander`, `communications`, `scribe`, or any other name. */
  roles: z.record(z.string(), z.string()),
  tickets: z.array(Ticket),
  runbook: RunbookProgress.nullable(),
  rehearsal: z.boolean(),
});
export type Incident = z.infer<typeof Incident>;
