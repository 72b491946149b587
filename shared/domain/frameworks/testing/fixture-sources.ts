import { Incident } from '../../alerting/incident';
import { untold } from '../../alerting/tell/telling';
import type { AuditEntry } from '../../audit/audit-entry';
import { Instant, instantOf, msOf } from '../../primitives';
import type { Period } from '../../reports/blocks';
import type { DeliveryRecord, PlanRecord, ReportSources } from '../../reports/sources';
import { Execution } from '../../view';

/** Day `n` of the year 2026 at noon, counted from 0. */
export function day(n: number): Instant {
  return instantOf(Date.UTC(2026, 0, 1, 12) + n * 86_400_000);
}

export const YEAR: Period = {
  from: Instant.parse('2026-01-01T00:00:00.000Z'),
  to: Instant.parse('2027-01-01T00:00:00.000Z'),
  name: 'THIS_YEAR',
  zone: 'UTC',
};

const noObjective = { rtoMinutes: null, rpoMinutes: null, drillEveryDays: null, tier: null, owner: null };

interface Given {
  readonly asOf: Instant;
  readonly executions: readonly Execution[];
  readonly plans: readonly PlanRecord[];
  readonly incidents: readonly Incident[];
  readonly deliveries: readonly DeliveryRecord[];
  readonly entries: readonly AuditEntry[];
  readonly attachments: ReturnType<ReportSources['attachments']>;
  readonly points: Iterable<ReturnType<ReportSources['recoveryPoints']> extends Iterable<infer P> ? P : never>;
  readonly log: ReturnType<ReportSources['log']>;
  readonly setup: ReturnType<ReportSources['setup']>;
  /** When heads of the log were signed. */
  readonly signed: readonly Instant[];
}

/** Sources that hold what a test gives them and nothing else. */
export function fixtureSources(given: Partial<Given> = {}): ReportSources {
  const { asOf = YEAR.to, executions = [], plans = [], incidents = [], deliveries = [], entries = [], attachments = [] } = given;
  const audit = (period: Period, kinds: readonly string[]): AuditEntry[] =>
    entries.filter(
      ({ at, kind }) =>
        isWithin(period, at) &&
        (kinds.length === 0 || kinds.some((one) => (one.endsWith('.') ? kind.startsWith(one) : kind === one))),
    );
  return {
    asOf,
    executions: (period) => executions.filter(({ startedAt }) => startedAt !== null && isWithin(period, startedAt)),
    participants: () => [],
    recoveryPoints: () => given.points ?? [],
    plans: () => plans,
    objectiveOf: (planId) => plans.find((plan) => plan.planId === planId)?.objective ?? noObjective,
    incidents: (period) => incidents.filter(({ openedAt }) => isWithin(period, openedAt)),
    alerts: () => [],
    deliveries: (period) => deliveries.filter(({ at }) => isWithin(period, at)),
    audit,
    countAudit: (period, kinds) => audit(period, kinds).length,
    attachments: () => attachments,
    log: () =>
      given.log ?? {
        size: entries.length,
        checkpoints: 0,
        witnesses: 0,
        lastWitnessedAt: null,
        lastEntryAt: entries.at(-1)?.at ?? null,
      },
    signedBetween: (from, to) => (given.signed ?? []).filter((at) => at >= from && at <= to),
    setup: () =>
      given.setup ?? { escalationPolicies: 0, onCallSchedules: 0, notificationTargets: 0, alertRules: 0, retention: [] },
    read: () => [],
  };
}

function isWithin({ from, to }: Period, at: Instant): boolean {
  return at >= from && at < to;
}

export function aPlan(planId: string, objective: Partial<PlanRecord['objective']> = {}): PlanRecord {
  return { planId, name: `Plan ${planId}`, objective: { ...noObjective, ...objective }, servers: 3 };
}

interface ExecutionGiven {
  readonly id: string;
  readonly plan?: string;
  readonly startedAt: Instant;
  readonly minutes?: number;
  readonly type?: 'DRILL' | 'RECOVERY';
  readonly status?: Execution['status'];
  readonly failed?: number;
  readonly running?: readonly string[];
}

/** A drill that recovered three servers within half an hour, unless it is said otherwise. */
export function anExecution(given: ExecutionGiven): Execution {
  const { id, plan = 'p1', startedAt, minutes = 30, type = 'DRILL', status = 'COMPLETED', failed = 0, running = [] } = given;
  const no = { allowed: false, why: null };
  return Execution.parse({
    observedAt: startedAt,
    source: 'dynamodb-executions',
    executionId: id,
    contextId: 'here',
    planId: plan,
    planName: `Plan ${plan}`,
    executionType: type,
    status,
    detail: [],
    summary: `${status}.`,
    accountId: null,
    region: null,
    initiatedBy: null,
    startedAt,
    endedAt: status === 'RUNNING' ? null : instantOf(msOf(startedAt) + minutes * 60_000),
    durationSeconds: minutes * 60,
    totalWaves: 1,
    currentWave: null,
    pausedBeforeWave: null,
    pausedSince: null,
    errorMessage: null,
    errorCode: null,
    runArn: null,
    runStatus: null,
    itemStatus: null,
    waves: [],
    counts: { total: 3, waiting: 0, inProgress: 0, launched: 3 - failed, failed, terminated: 0 },
    instancesRunning: running,
    actions: { resume: no, cancel: no, terminate: no, stop: no },
  });
}

interface IncidentGiven {
  readonly number: number;
  readonly openedAt: Instant;
  readonly severity?: Incident['severity'];
  readonly acknowledgedAfter?: number;
  readonly resolvedAfter?: number;
  readonly executionId?: string;
  readonly note?: string;
}

/** An incident of severity HIGH; times in minutes after it opened, absent is not yet. */
export function anIncident(given: IncidentGiven): Incident {
  const { number, openedAt, severity = 'HIGH', acknowledgedAfter, resolvedAfter, executionId, note } = given;
  const after = (minutes: number | undefined) => (minutes === undefined ? null : instantOf(msOf(openedAt) + minutes * 60_000));
  return Incident.parse({
    incidentId: `inc-${number}`,
    number,
    status: resolvedAfter === undefined ? (acknowledgedAfter === undefined ? 'OPEN' : 'ACKNOWLEDGED') : 'RESOLVED',
    title: 'A server failed',
    summary: '',
    nextStep: '',
    severity,
    severityWhy: [],
    severityForcedBy: null,
    groupKey: 'g',
    labels: {},
    isTold: true,
    needsAnswer: acknowledgedAfter === undefined,
    openedAt,
    changedAt: openedAt,
    acknowledgedAt: after(acknowledgedAfter),
    acknowledgedBy: acknowledgedAfter === undefined ? null : 'ada',
    note: note ?? null,
    resolvedAt: after(resolvedAfter),
    resolvedBecause: null,
    mergedInto: null,
    contextId: null,
    executionId: executionId ?? null,
    planId: null,
    planName: null,
    alerts: 1,
    firing: 0,
    suppressed: 0,
    leadAlertId: 'a',
    impact: null,
    causes: [],
    recurrence: null,
    telling: untold,
    escalation: null,
    roles: {},
    tickets: [],
    runbook: null,
    rehearsal: false,
  });
}

/** Kind, moment, data. */
export type GivenEntry = readonly [kind: string, at: Instant, data?: Readonly<Record<string, unknown>>];

/** Entries of the log, one after another: kind, moment, data. */
export function entriesOf(...given: readonly GivenEntry[]): AuditEntry[] {
  return given.map(([kind, at, data = {}], seq) => ({
    v: 1,
    seq,
    at,
    mono: seq,
    session: 's',
    kind,
    actor: { id: 'ada' },
    data,
  }));
}
