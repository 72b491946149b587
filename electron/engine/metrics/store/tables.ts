import { z } from 'zod';
import type { Database } from '../../journal/database';

const VERSION = 2;

const first = `
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  context TEXT NOT NULL,
  name TEXT NOT NULL,
  labels TEXT NOT NULL,
  UNIQUE (name, context, labels)
) STRICT;

CREATE TABLE points (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;
`;

/** Of a cell of one point only its count, value and moment are written; the rest follows from them. `last_at` counts from `at`. */
const cells = (name: string): string => `
CREATE TABLE ${name} (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  last REAL NOT NULL,
  last_at INTEGER NOT NULL,
  sum REAL,
  min REAL,
  max REAL,
  sketch BLOB,
  PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;
`;

/** Points that version 1 kept stay: their series are marked, and rolled up when they are next read or written, or in a quiet moment. */
const second = `
${cells('minutes')}
${cells('hours')}
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counted (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE not_rolled (series INTEGER PRIMARY KEY) STRICT;
INSERT INTO not_rolled SELECT id FROM series;
`;

const steps = [first, second];

/** Makes the tables, or brings them up to date; throws what SQLite throws, and on a file of a newer console. */
export function prepareTables(database: Database): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const version = database.query('PRAGMA user_version', z.object({ user_version: z.number() })).first()?.user_version ?? 0;
  if (version > VERSION) throw new Error(`the metrics have version ${version}, this program knows ${VERSION}`);
  if (version === VERSION) return;
  database.exec(`BEGIN; ${steps.slice(version).join('')} PRAGMA user_version = ${VERSION}; COMMIT;`);
}
