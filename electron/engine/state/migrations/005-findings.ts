/** What was found unusual, as it is now: a projection of `findings.changed`, made in the transaction that records these. Kept for ever. */
export const findingTables = `
CREATE TABLE findings (
  finding_id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  family TEXT NOT NULL,
  aspect TEXT NOT NULL,
  method TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  ended_at TEXT,
  context TEXT,
  execution TEXT,
  server TEXT,
  alerts INTEGER NOT NULL,
  verdict TEXT,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_time ON findings (opened_at);
CREATE INDEX findings_open ON findings (subject) WHERE ended_at IS NULL;
CREATE INDEX findings_by_execution ON findings (execution, opened_at) WHERE execution IS NOT NULL;
CREATE INDEX findings_by_server ON findings (server, opened_at) WHERE server IS NOT NULL;
`;
