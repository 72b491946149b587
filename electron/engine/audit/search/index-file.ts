import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { Bytes, type Database, openDatabase } from '../../journal/database';
import { databaseErrorOf } from '../../journal/database-error';
import { type Columns, createColumns, FIELDS, type Field, ROW_BYTES } from './columns';

/** What an entry is found by, beside its columns. */
export interface Words {
  readonly seq: number;
  readonly text: string;
  /** Things it is about, as {@link aboutWord}. */
  readonly about: readonly string[];
}

/** The search index: a file of its own, derived from the log and worth nothing without it. */
export interface IndexFile {
  readonly columns: Columns;
  /** Leaf hash of the newest entry that is in it, hex; empty where it holds none. */
  lastLeaf(): string;
  /** Writes what `work` adds, whole or not at all. Throws what SQLite throws. */
  write(lastLeaf: () => string, work: (writer: IndexWriter) => void): void;
  /** Indexes of entries that fit, ascending. */
  matching(match: string): Uint32Array;
  /** Takes a step towards words that were forgotten leaving the file itself, too; false when none is left in it. */
  tidy(): boolean;
  /** Forgets everything. */
  clear(): void;
  close(): void;
}

export interface IndexWriter {
  words(words: Words): void;
  /** What was found by these words is not found any more. */
  forget(seq: number): void;
}

/** What changes it is to be filled anew for. */
const VERSION = 1;
const ROWS_A_CHUNK = 1_024;

const TABLES = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS terms (field INTEGER NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (field, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (no INTEGER PRIMARY KEY, rows BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, about, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
PRAGMA user_version = ${VERSION};
`;

/** One word of the index for a thing with an id: ids hold signs at which words would be parted. */
export function aboutWord(subject: 'execution' | 'server' | 'incident', id: string): string {
  return `${subject[0]}${createHash('sha256').update(`${subject} ${id}`).digest('hex').slice(0, 20)}`;
}

/** Opens the index at `path`; one that is damaged or of another version is begun anew. Throws where no file can be made there. */
export function openIndexFile(path: string): IndexFile {
  try {
    return opened(path);
  } catch (thrown) {
    if (databaseErrorOf(thrown) === null && !(thrown instanceof DamagedIndex)) throw thrown;
    removeIndexFile(path);
    return opened(path);
  }
}

export function removeIndexFile(path: string): void {
  for (const companion of ['', '-wal', '-shm']) rmSync(path + companion, { force: true });
}

class DamagedIndex extends Error {}

const Version = z.object({ user_version: z.number() });
const Value = z.object({ value: z.string() });
const Term = z.object({ field: z.number(), id: z.number(), value: z.string() });
const Chunk = z.object({ no: z.number(), rows: Bytes });
const Count = z.object({ n: z.number() });
const Joined = z.object({ ids: z.string().nullable() });

function opened(path: string): IndexFile {
  const database = openDatabase(path);
  try {
    const version = database.query('PRAGMA user_version', Version).first()?.user_version ?? 0;
    if (version !== 0 && version !== VERSION) throw new DamagedIndex(`version ${version}`);
    // What is removed is overwritten. What a crash takes from it is in the log and is read again.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; ${TABLES}`);
    return indexIn(database);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function indexIn(database: Database): IndexFile {
  const getMeta = database.query('SELECT value FROM meta WHERE name = ?', Value);
  const setMeta = database.command('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
  const putTerm = database.command('INSERT OR REPLACE INTO terms (field, id, value) VALUES (?, ?, ?)');
  const putChunk = database.command('INSERT OR REPLACE INTO chunks (no, rows) VALUES (?, ?)');
  const dropTerm = database.command('DELETE FROM terms WHERE field = ? AND id = ?');
  const merge = database.command("INSERT INTO words (words, rank) VALUES ('merge', -400)");
  const changes = database.query('SELECT total_changes() AS n', Count);
  const putWords = database.command('INSERT INTO words (rowid, text, about) VALUES (?, ?, ?)');
  const dropWords = database.command('DELETE FROM words WHERE rowid = ?');
  // One text of all numbers costs a tenth of as many rows.
  const matching = database.query('SELECT group_concat(rowid) AS ids FROM words WHERE words MATCH ?', Joined);
  let columns = createColumns(rememberTerm);

  function rememberTerm(field: Field, id: number, value: string): void {
    putTerm.run(FIELDS.indexOf(field), id, value);
  }

  function load(): void {
    for (const { field, id, value } of database.query('SELECT field, id, value FROM terms ORDER BY field, id', Term).all()) {
      const name = FIELDS[field];
      if (name === undefined) throw new DamagedIndex(`field ${field}`);
      columns.learn(name, id, value);
    }
    const chunks = database.query('SELECT no, rows FROM chunks WHERE no >= ? ORDER BY no LIMIT 64', Chunk);
    for (let next = 0; ; ) {
      const some = chunks.all(next);
      for (const { no, rows } of some) {
        if (no * ROWS_A_CHUNK !== columns.size() || rows.length % ROW_BYTES !== 0) throw new DamagedIndex(`chunk ${no}`);
        columns.load(rows);
        next = no + 1;
      }
      if (some.length === 0) break;
    }
    if (columns.size() !== Number(getMeta.first('size')?.value ?? 0)) throw new DamagedIndex('size');
  }

  function saveRows(from: number): void {
    for (let no = Math.floor(from / ROWS_A_CHUNK); no * ROWS_A_CHUNK < columns.size(); no += 1)
      putChunk.run(no, columns.bytes(no * ROWS_A_CHUNK, Math.min(columns.size(), (no + 1) * ROWS_A_CHUNK)));
  }

  load();
  return {
    get columns() {
      return columns;
    },
    lastLeaf: () => getMeta.first('last_leaf')?.value ?? '',
    write(lastLeaf, work) {
      let from = columns.size();
      let isForgetting = false;
      const done = database.transaction(() => {
        work({
          words: ({ seq, text, about }) => putWords.run(seq, text, about.join(' ')),
          forget(seq) {
            dropWords.run(seq);
            columns.blank(seq);
            from = Math.min(from, seq);
            isForgetting = true;
          },
        });
        if (isForgetting) {
          for (const { field, id } of columns.forgetUnused()) dropTerm.run(FIELDS.indexOf(field), id);
          setMeta.run('untidy', 'yes');
        }
        saveRows(from);
        setMeta.run('size', String(columns.size()));
        setMeta.run('last_leaf', lastLeaf());
      });
      if (!done.ok) throw new IndexError(done.error.message);
    },
    matching: (match) => numbersIn(matching.first(match)?.ids ?? null),
    tidy() {
      if (getMeta.first('untidy') === null) return false;
      const before = changes.first()?.n ?? 0;
      merge.run();
      // Fewer than two changes: there was nothing left to merge (SQLite's own words for it).
      if ((changes.first()?.n ?? 0) - before >= 2) return true;
      database.exec("DELETE FROM meta WHERE name = 'untidy'; PRAGMA wal_checkpoint(TRUNCATE);");
      return false;
    },
    clear() {
      database.exec('DELETE FROM meta; DELETE FROM terms; DELETE FROM chunks; DROP TABLE words;');
      database.exec(TABLES);
      columns = createColumns(rememberTerm);
    },
    close: () => database.close(),
  };
}

/** The index cannot be written now: what it holds in memory and in its file may differ, so it has to be opened anew. */
export class IndexError extends Error {}

/** The numbers of `1,22,3`, ascending. */
function numbersIn(text: string | null): Uint32Array {
  if (text === null) return new Uint32Array(0);
  let count = 1;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === COMMA) count += 1;
  const numbers = new Uint32Array(count);
  let [place, number] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      numbers[place] = number;
      [place, number] = [place + 1, 0];
    } else number = number * 10 + (code - ZERO);
  }
  numbers[place] = number;
  return numbers;
}

const COMMA = 44;
const ZERO = 48;
