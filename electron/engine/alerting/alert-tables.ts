import { z } from 'zod';
import { Alert } from '../../../shared/domain/alerting/alert';
import { Incident, IncidentEntry } from '../../../shared/domain/alerting/incident';
import type { IncidentHistory } from '../../../shared/domain/alerting/recurrence';
import { Silence } from '../../../shared/domain/alerting/silence';
import { ConsoleEvent, type EventOf } from '../../../shared/domain/events';
import type { Instant } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';
import { createAlertProjection } from './projection';
import { createRecurrenceReads } from './recurrence-reads';
import { createTrendReads, type TrendReads } from './trend-reads';

export interface AlertQuery {
  /** Firing, resolved, or all. */
  readonly status: 'FIRING' | 'RESOLVED' | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly incidentId: string | null;
  /** `started_at alert_id` of the last one of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

export interface IncidentQuery {
  readonly statuses: readonly Incident['status'][];
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly execution: string | null;
  /** Number of the last one of the page before. */
  readonly beforeNumber: number | null;
  readonly limit: number;
}

export interface SilenceQuery {
  /** Only those that end after this, and no later than that. */
  readonly endAfter: Instant | null;
  readonly endUpTo: Instant | null;
  /** `ends_at silence_id` of the last one of the page before. */
  readonly before: string | null;
  /** Null is without bound. */
  readonly limit: number | null;
}

/** Alerting's part of the journal's file. `apply` is the journal's to call. */
export interface AlertTables {
  apply(event: ConsoleEvent, seq: number): void;
  /** Newest first. */
  alerts(query: AlertQuery): Alert[];
  alert(alertId: string): Alert | null;
  incidents(query: IncidentQuery): Incident[];
  incident(incidentId: string): Incident | null;
  /** Oldest first. */
  entries(incidentId: string): IncidentEntry[];
  /** Those that end last first. */
  silences(query: SilenceQuery): Silence[];
  silence(silenceId: string): Silence | null;
  corrections(): EventOf<'severity.corrected'>[];
  /** The newest state of each series of each rule that is not OK. */
  ruleStates(): EventOf<'rule.state-changed'>[];
  /** Alerts that fire, and those of the same fingerprints and incidents that were seen since. */
  kept(since: Instant): Alert[];
  /** Earlier incidents of the same cause. */
  readonly earlier: IncidentHistory;
  readonly trends: TrendReads;
}

const Payload = z.object({ payload: z.string() });

export function createAlertTables(database: Database): AlertTables {
  const apply = createAlertProjection(database);
  const listAlerts = database.query(
    `SELECT payload FROM alerts WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR started_at >= ?2)
     AND (?3 IS NULL OR started_at < ?3) AND (?4 IS NULL OR incident_id = ?4)
     AND (?5 IS NULL OR started_at || ' ' || alert_id < ?5) ORDER BY started_at DESC, alert_id DESC LIMIT ?6`,
    Payload,
  );
  const oneAlert = database.query('SELECT payload FROM alerts WHERE alert_id = ?', Payload);
  const listIncidents = database.query(
    `SELECT payload FROM incidents WHERE instr(?1, ',' || status || ',') > 0 AND (?2 IS NULL OR opened_at >= ?2)
     AND (?3 IS NULL OR opened_at < ?3) AND (?4 IS NULL OR execution = ?4) AND (?5 IS NULL OR number < ?5)
     ORDER BY number DESC LIMIT ?6`,
    Payload,
  );
  const oneIncident = database.query('SELECT payload FROM incidents WHERE incident_id = ?', Payload);
  const entriesOf = database.query('SELECT payload FROM incident_entries WHERE incident_id = ? ORDER BY seq', Payload);
  const listSilences = database.query(
    `SELECT payload FROM silences WHERE (?1 IS NULL OR ends_at > ?1) AND (?2 IS NULL OR ends_at <= ?2)
     AND (?3 IS NULL OR ends_at || ' ' || silence_id < ?3) ORDER BY ends_at DESC, silence_id DESC LIMIT ?4`,
    Payload,
  );
  const oneSilence = database.query('SELECT payload FROM silences WHERE silence_id = ?', Payload);
  const allCorrections = database.query('SELECT payload FROM severity_corrections ORDER BY seq', Payload);
  const allRuleStates = database.query("SELECT payload FROM rule_states WHERE state <> 'OK'", Payload);
  const keptAlerts = database.query(
    `SELECT payload FROM alerts WHERE status = 'FIRING' OR last_seen_at >= ?
     OR incident_id IN (SELECT incident_id FROM incidents WHERE status IN ('OPEN', 'ACKNOWLEDGED')) ORDER BY started_at`,
    Payload,
  );
  return {
    apply,
    earlier: createRecurrenceReads(database),
    trends: createTrendReads(database),
    alerts: ({ status, from, to, incidentId, before, limit }) =>
      listAlerts.all(status, from, to, incidentId, before, limit).map(({ payload }) => Alert.parse(JSON.parse(payload))),
    alert(alertId) {
      const row = oneAlert.first(alertId);
      return row === null ? null : Alert.parse(JSON.parse(row.payload));
    },
    incidents: ({ statuses, from, to, execution, beforeNumber, limit }) =>
      listIncidents
        .all(`,${statuses.join(',')},`, from, to, execution, beforeNumber, limit)
        .map(({ payload }) => Incident.parse(JSON.parse(payload))),
    incident(incidentId) {
      const row = oneIncident.first(incidentId);
      return row === null ? null : Incident.parse(JSON.parse(row.payload));
    },
    entries: (incidentId) => entriesOf.all(incidentId).map(({ payload }) => IncidentEntry.parse(JSON.parse(payload))),
    silences: ({ endAfter, endUpTo, before, limit }) =>
      listSilences.all(endAfter, endUpTo, before, limit ?? -1).map(({ payload }) => Silence.parse(JSON.parse(payload))),
    silence(silenceId) {
      const row = oneSilence.first(silenceId);
      return row === null ? null : Silence.parse(JSON.parse(row.payload));
    },
    corrections: () => eventsOf(allCorrections.all(), 'severity.corrected'),
    ruleStates: () => eventsOf(allRuleStates.all(), 'rule.state-changed'),
    kept: (since) => keptAlerts.all(since).map(({ payload }) => Alert.parse(JSON.parse(payload))),
  };
}

function eventsOf<T extends ConsoleEvent['type']>(rows: readonly { readonly payload: string }[], type: T): EventOf<T>[] {
  return rows.flatMap(({ payload }) => {
    const event = ConsoleEvent.parse(JSON.parse(payload));
    return isOf(event, type) ? [event] : [];
  });
}

function isOf<T extends ConsoleEvent['type']>(event: ConsoleEvent, type: T): event is EventOf<T> {
  return event.type === type;
}
