/**
 * What proves the audit entries: the tree over them in tiles of 256 hashes (level 0: full tiles of leaf hashes, the last ones are those of
 * `audit`; above it also the tile that grows), which logs and keys there were, signed checkpoints, and values kept outside the entries
 * that seal them. An entry whose text went has no bytes.
 */
export const auditTables = `
CREATE TABLE audit_tiles (
  level INTEGER NOT NULL,
  tile INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (level, tile)
) STRICT;

CREATE TABLE audit_log (
  number INTEGER PRIMARY KEY,
  origin TEXT NOT NULL UNIQUE,
  began_at TEXT NOT NULL,
  trouble TEXT
) STRICT;

CREATE TABLE audit_keys (
  number INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  vkey TEXT NOT NULL UNIQUE,
  how TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;

CREATE TABLE audit_checkpoints (
  number INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL,
  key_number INTEGER NOT NULL,
  signed_at TEXT NOT NULL
) STRICT;
CREATE INDEX audit_checkpoints_by_size ON audit_checkpoints (size);

CREATE TABLE audit_sealed (
  seq INTEGER NOT NULL,
  pointer TEXT NOT NULL,
  key BLOB NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (seq, pointer)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_sealed_by_value ON audit_sealed (value);
`;
