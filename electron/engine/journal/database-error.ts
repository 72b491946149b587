/** What can be wrong with a database file, in terms of what to do. */
export interface DatabaseError {
  readonly code: 'disk-full' | 'not-writable' | 'corrupt' | 'busy' | 'database';
  /** SQLite's own words. */
  readonly message: string;
}

/** First part of SQLite's extended codes (`SQLITE_IOERR_WRITE` is listed as `SQLITE_IOERR`). */
const meanings: ReadonlyArray<readonly [prefix: string, code: DatabaseError['code']]> = [
  ['SQLITE_FULL', 'disk-full'],
  // A write that the file system refuses half-way is, in practice, a full disk or a quota.
  ['SQLITE_IOERR_WRITE', 'disk-full'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_PERM', 'not-writable'],
  ['SQLITE_CANTOPEN', 'not-writable'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
];

/** Primary result codes, for errors at opening, which the binding reports as text ending in the number. */
const codesByNumber: Readonly<Record<string, DatabaseError['code']>> = {
  '5': 'busy',
  '8': 'not-writable',
  '11': 'corrupt',
  '13': 'disk-full',
  '14': 'not-writable',
  '26': 'corrupt',
};

/** Reads an exception of the binding; null when it is not SQLite's, and so a bug of ours. */
export function databaseErrorOf(thrown: unknown): DatabaseError | null {
  if (!(thrown instanceof Error)) return null;
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(thrown.message);
  if (opening?.[1] !== undefined) return { code: codesByNumber[opening[1]] ?? 'database', message: thrown.message };
  if (thrown.name !== 'SqliteError' && thrown.constructor.name !== 'SqliteError') return null;
  const sqlCode = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const meaning = meanings.find(([prefix]) => sqlCode.startsWith(prefix));
  return { code: meaning?.[1] ?? 'database', message: thrown.message };
}
