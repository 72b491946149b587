/**
 * Alerts, incidents with their timelines, and silences, as they are now: a projection of the journal's events about them, made in the
 * transaction that records these. The engine reads what is open from here when it starts; screens and trends read the rest.
 */
export const alertingTables = `
CREATE TABLE alerts (
  alert_id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  status TEXT NOT NULL,
  severity TEXT NOT NULL,
  origin TEXT NOT NULL,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  resolved_at TEXT,
  acknowledged_at TEXT,
  suppressed_by TEXT,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_by_status ON alerts (status, started_at);
CREATE INDEX alerts_by_incident ON alerts (incident_id);
CREATE INDEX alerts_by_time ON alerts (started_at);
CREATE INDEX alerts_by_name ON alerts (name, started_at);

CREATE TABLE incidents (
  incident_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  severity TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT,
  resolved_at TEXT,
  execution TEXT,
  plan_id TEXT,
  cause TEXT,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incidents_by_number ON incidents (number);
CREATE INDEX incidents_by_status ON incidents (status, changed_at);
CREATE INDEX incidents_by_time ON incidents (opened_at);
CREATE INDEX incidents_by_cause ON incidents (cause, opened_at) WHERE cause IS NOT NULL;

CREATE TABLE incident_entries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  incident_id TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX incident_entries_by_incident ON incident_entries (incident_id, seq);

CREATE TABLE silences (
  silence_id TEXT PRIMARY KEY,
  ends_at TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE severity_corrections (
  seq INTEGER PRIMARY KEY,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE rule_states (
  fingerprint TEXT PRIMARY KEY,
  rule_id TEXT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_states_by_rule ON rule_states (rule_id);
`;
