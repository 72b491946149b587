import type { Alert } from '../alerting/alert';
import type { Incident } from '../alerting/incident';
import type { AuditEntry } from '../audit/audit-entry';
import type { Attachment } from '../frameworks/attachment';
import type { PointMeasured } from '../metrics/derive/objectives-met';
import type { Objective } from '../objectives';
import type { Instant } from '../primitives';
import type { Execution, Participant } from '../view';
import type { Period } from './blocks';
import type { ReportSource } from './report-document';

/** A message to one destination, with what became of it. */
export interface DeliveryRecord {
  readonly at: Instant;
  readonly eventType: string;
  readonly channel: string;
  readonly destination: string;
  readonly state: string;
  readonly attempts: number;
  /** From the event to its delivery; null while it is not delivered. */
  readonly afterMs: number | null;
  readonly error: string | null;
}

/** A recovery plan with what was promised for it. */
export interface PlanRecord {
  readonly planId: string;
  readonly name: string;
  readonly objective: Objective;
  readonly servers: number;
}

/**
 * What sections and evidence read: everything there is within a period, and nothing outside it. Iterables may be long and are read
 * from the disk as they are walked; they can be walked again.
 */
export interface ReportSources {
  readonly asOf: Instant;
  /** That began within the period, oldest first. */
  executions(period: Period): Iterable<Execution>;
  /** The servers of one execution, by wave and name. */
  participants(executionId: string): readonly Participant[];
  /** How far behind replicas were when their launches began, as far as it was measured; oldest first. */
  recoveryPoints(period: Period): Iterable<PointMeasured>;
  plans(): readonly PlanRecord[];
  /** What was promised for a plan, also one that is gone; null is a plan that nobody knows. */
  objectiveOf(planId: string | null): Objective;
  incidents(period: Period): Iterable<Incident>;
  alerts(period: Period): Iterable<Alert>;
  deliveries(period: Period): Iterable<DeliveryRecord>;
  /** Entries of these kinds (`execution.` means all that begin so; none means all), oldest first. */
  audit(period: Period, kinds: readonly string[]): Iterable<AuditEntry>;
  countAudit(period: Period, kinds: readonly string[]): number;
  /** Evidence that people added. */
  attachments(): readonly Attachment[];
  /** State of the log and of what keeps it (see audit/status.ts), as facts for evidence. */
  log(): {
    readonly size: number;
    readonly checkpoints: number;
    readonly witnesses: number;
    readonly lastWitnessedAt: Instant | null;
    /** By the wall's clock, when the newest entry was written; null where there is none, or its text is gone. */
    readonly lastEntryAt: Instant | null;
  };
  /** By the wall's clock, when heads of the log were signed, oldest first; both ends included. */
  signedBetween(from: Instant, to: Instant): Iterable<Instant>;
  /** How the console is set up, as facts for evidence: names and numbers only, never secrets. */
  setup(): {
    readonly escalationPolicies: number;
    readonly onCallSchedules: number;
    readonly notificationTargets: number;
    readonly alertRules: number;
    readonly retention: readonly { readonly what: string; readonly days: number | null }[];
  };
  /** What was read so far, for the report's list of sources. */
  read(): readonly ReportSource[];
}
