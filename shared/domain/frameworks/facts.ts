import type { Incident } from '../alerting/incident';
import type { AuditEntry } from '../audit/audit-entry';
import { type Instant, instantOf, msOf } from '../primitives';
import type { Period } from '../reports/blocks';
import type { DeliveryRecord, PlanRecord, ReportSources } from '../reports/sources';
import type { Execution } from '../view';

const DAY_MS = 86_400_000;

/** The sources within one period, read once for all evidence that asks for the same. */
export interface Facts {
  readonly period: Period;
  /** The end of the period, or now where the period goes on. */
  readonly until: Instant;
  readonly sources: ReportSources;
  plans(): readonly PlanRecord[];
  /** That began within the period, oldest first. */
  executions(): readonly Execution[];
  /** That began within the period or up to `days` before it, oldest first. */
  executionsSince(days: number): readonly Execution[];
  /** Opened within the period; merged ones are left out, they live on in another. */
  incidents(): readonly Incident[];
  deliveries(): Iterable<DeliveryRecord>;
  audit(kinds: readonly string[]): Iterable<AuditEntry>;
  /** The entry that tells how the execution ended, else the newest of it; null where the log has none. */
  entryOfExecution(executionId: string): number | null;
  /** The first entry of the incident. */
  entryOfIncident(incidentId: string): number | null;
}

export function factsOf(sources: ReportSources, period: Period): Facts {
  const until = msOf(sources.asOf) < msOf(period.to) ? sources.asOf : period.to;
  const executions = once(() => [...sources.executions(period)]);
  const incidents = once(() => [...sources.incidents(period)].filter(({ status }) => status !== 'MERGED'));
  const ofExecutions = once(() => newestBy(sources.audit(period, ['execution.']), 'executionId'));
  const ofIncidents = once(() => firstBy(sources.audit(period, ['incident.changed']), 'incidentId'));
  const plans = once(() => sources.plans());
  return {
    period,
    until,
    sources,
    plans,
    executions,
    executionsSince(days) {
      const from = instantOf(Math.max(0, msOf(period.from) - days * DAY_MS));
      return [...sources.executions({ ...period, from })];
    },
    incidents,
    deliveries: () => sources.deliveries(period),
    audit: (kinds) => sources.audit(period, kinds),
    entryOfExecution: (executionId) => ofExecutions().get(executionId) ?? null,
    entryOfIncident: (incidentId) => ofIncidents().get(incidentId) ?? null,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function newestBy(entries: Iterable<AuditEntry>, field: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { seq, data } of entries) {
    const id = data[field];
    if (typeof id === 'string') found.set(id, seq);
  }
  return found;
}

function firstBy(entries: Iterable<AuditEntry>, field: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { seq, data } of entries) {
    const id = data[field];
    if (typeof id === 'string' && !found.has(id)) found.set(id, seq);
  }
  return found;
}
