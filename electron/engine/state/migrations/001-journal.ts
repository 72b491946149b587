/** Events, what they are about, their audit entries, message ids seen, and state checkpoints. */
export const journalTables = `
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  context TEXT,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE subjects (
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  message_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_by_seq ON messages (seq);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  event_seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  bytes BLOB NOT NULL,
  leaf_hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_kind ON audit (kind, seq);

CREATE TABLE checkpoints (
  seq INTEGER PRIMARY KEY,
  made_by TEXT NOT NULL,
  digest BLOB NOT NULL,
  state BLOB NOT NULL
) STRICT;

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
