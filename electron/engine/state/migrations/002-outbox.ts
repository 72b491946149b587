/**
 * What people are notified of and what became of each message. A projection of the journal's notifying events, made in the transaction
 * that records them; beside it what only the outbox knows: rendered content, threads, receipts. Times of the wall are in milliseconds.
 */
export const outboxTables = `
CREATE TABLE notification_events (
  seq INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  severity TEXT NOT NULL,
  lifecycle TEXT NOT NULL,
  alert_key TEXT,
  notice_id TEXT,
  title TEXT NOT NULL,
  deliveries INTEGER NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX notification_events_by_alert ON notification_events (alert_key, seq) WHERE alert_key IS NOT NULL;
CREATE INDEX notification_events_by_notice ON notification_events (notice_id, seq) WHERE notice_id IS NOT NULL;
CREATE INDEX notification_events_by_type ON notification_events (type, seq);
CREATE INDEX notification_events_by_time ON notification_events (at);
CREATE INDEX notification_events_unmatched ON notification_events (seq) WHERE deliveries = 0;

CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id TEXT NOT NULL UNIQUE,
  idempotency_key TEXT NOT NULL UNIQUE,
  event_seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  event_type TEXT NOT NULL,
  channel TEXT NOT NULL,
  carrier TEXT NOT NULL,
  title TEXT NOT NULL,
  label TEXT NOT NULL,
  reason TEXT,
  execution TEXT,
  severity TEXT NOT NULL,
  queued_at TEXT NOT NULL,
  queued_wall_ms INTEGER NOT NULL,
  expires_at TEXT NOT NULL,
  not_before TEXT,
  state_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  ambiguous INTEGER NOT NULL DEFAULT 0,
  spent INTEGER NOT NULL DEFAULT 0,
  next_attempt_ms INTEGER,
  latency_ms INTEGER,
  may_be_repeat INTEGER NOT NULL DEFAULT 0,
  said_by TEXT,
  digested INTEGER NOT NULL DEFAULT 0,
  digest_key TEXT NOT NULL,
  provider_id TEXT,
  is_test INTEGER NOT NULL,
  template_id TEXT,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_by_state ON deliveries (state, seq);
CREATE INDEX deliveries_by_event ON deliveries (event_seq);
CREATE INDEX deliveries_by_type ON deliveries (event_type, seq);
CREATE INDEX deliveries_by_execution ON deliveries (execution, seq) WHERE execution IS NOT NULL;
CREATE INDEX deliveries_by_time ON deliveries (queued_at);
CREATE INDEX deliveries_by_digest ON deliveries (said_by) WHERE said_by IS NOT NULL;
CREATE INDEX deliveries_by_provider ON deliveries (provider_id) WHERE provider_id IS NOT NULL;

CREATE TABLE rendered (
  delivery INTEGER PRIMARY KEY,
  message TEXT NOT NULL
) STRICT;

CREATE TABLE pictures (
  digest TEXT PRIMARY KEY,
  base64 TEXT NOT NULL
) STRICT;

CREATE TABLE attempts (
  delivery INTEGER NOT NULL,
  number INTEGER NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  delivery INTEGER NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_delivery ON receipts (delivery);

CREATE TABLE threads (
  thread TEXT NOT NULL,
  destination TEXT NOT NULL,
  root TEXT NOT NULL,
  latest TEXT NOT NULL,
  place TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (thread, destination)
) STRICT, WITHOUT ROWID;
CREATE INDEX threads_by_time ON threads (at);
`;
