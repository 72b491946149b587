import type { Alert } from '../../../shared/domain/alerting/alert';
import type { ConsoleEvent, EventOf } from '../../../shared/domain/events';
import type { Database } from '../journal/database';

/** Brings the tables of alerting up to date with one event of the journal, in the transaction that records it. */
export function createAlertProjection(database: Database): (event: ConsoleEvent, seq: number) => void {
  const putAlert = database.command(
    `INSERT OR REPLACE INTO alerts
     (alert_id, fingerprint, incident_id, status, severity, origin, name, started_at, last_seen_at, resolved_at, acknowledged_at,
      suppressed_by, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putIncident = database.command(
    `INSERT OR REPLACE INTO incidents
     (incident_id, number, status, severity, opened_at, changed_at, acknowledged_at, acknowledged_by, resolved_at, execution, plan_id,
      cause, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putEntry = database.command('INSERT INTO incident_entries (incident_id, at, kind, payload) VALUES (?, ?, ?, ?)');
  const putSilence = database.command('INSERT OR REPLACE INTO silences (silence_id, ends_at, payload) VALUES (?, ?, ?)');
  const putCorrection = database.command('INSERT OR REPLACE INTO severity_corrections (seq, payload) VALUES (?, ?)');
  const putRuleState = database.command(
    'INSERT OR REPLACE INTO rule_states (fingerprint, rule_id, state, at, payload) VALUES (?, ?, ?, ?, ?)',
  );

  function alert(one: Alert): void {
    putAlert.run(
      one.alertId,
      one.fingerprint,
      one.incidentId,
      one.status,
      one.severity,
      one.origin,
      one.name,
      one.startedAt,
      one.lastSeenAt,
      one.resolvedAt,
      one.acknowledgedAt,
      one.suppression?.by ?? null,
      JSON.stringify(one),
    );
  }

  function incident({ incident: one, entries }: EventOf<'incident.changed'>): void {
    putIncident.run(
      one.incidentId,
      one.number,
      one.status,
      one.severity,
      one.openedAt,
      one.changedAt,
      one.acknowledgedAt,
      one.acknowledgedBy,
      one.resolvedAt,
      one.executionId,
      one.planId,
      one.causes[0]?.causeId ?? null,
      JSON.stringify(one),
    );
    for (const entry of entries) putEntry.run(one.incidentId, entry.at, entry.kind, JSON.stringify(entry));
  }

  return (event, seq) => {
    switch (event.type) {
      case 'alerts.changed':
        for (const one of event.alerts) alert(one);
        return;
      case 'incident.changed':
        incident(event);
        return;
      case 'silence.changed':
        putSilence.run(event.silence.silenceId, event.silence.endsAt, JSON.stringify(event.silence));
        return;
      case 'severity.corrected':
        putCorrection.run(seq, JSON.stringify(event));
        return;
      case 'rule.state-changed':
        putRuleState.run(event.fingerprint, event.ruleId, event.to, event.at, JSON.stringify(event));
        return;
      default:
        return;
    }
  };
}
