import { existsSync, renameSync } from 'node:fs';
import type { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import { type MigrateError, migrate } from '../state/migrations/migrate';
import { type Database, openDatabase } from './database';
import { databaseErrorOf } from './database-error';
import { createJournal, type Journal } from './journal';

export interface OpenedJournal<T> {
  readonly journal: Journal;
  /** What `restore` answered. */
  readonly restored: T;
  /** The damaged file that had to make way, or null. */
  readonly setAside: { readonly file: string; readonly reason: string } | null;
}

/**
 * Opens the journal at `path` and restores from it. A database that is damaged, whether that shows at opening or while restoring, is
 * moved aside with its companions and a new one begun; it is never overwritten.
 */
export function openJournal<T>(
  path: string,
  now: Instant,
  restore: (journal: Journal) => T,
): Result<OpenedJournal<T>, MigrateError> {
  const first = tryOpen(path, restore);
  if (first.ok) return ok({ ...first.value, setAside: null });
  if (first.error.code !== 'corrupt') return first;
  const file = setAside(path, now);
  const second = tryOpen(path, restore);
  return second.ok ? ok({ ...second.value, setAside: { file, reason: first.error.message } }) : second;
}

function tryOpen<T>(path: string, restore: (journal: Journal) => T): Result<{ journal: Journal; restored: T }, MigrateError> {
  let database: Database | null = null;
  try {
    database = openDatabase(path);
    // FULL: a commit that was answered survives a power cut, not only a crash of the program.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const migrated = migrate(database);
    if (!migrated.ok) {
      database.close();
      return migrated;
    }
    const journal = createJournal(database);
    return ok({ journal, restored: restore(journal) });
  } catch (thrown) {
    database?.close();
    const error = databaseErrorOf(thrown);
    if (error === null) throw thrown;
    return err(error);
  }
}

/** Moves the file, its log and its index; the log must keep its place beside the file or its last commits would be lost. */
function setAside(path: string, now: Instant): string {
  const aside = `${path}.corrupt-${now.replaceAll(':', '-')}`;
  for (const companion of ['', '-wal', '-shm']) {
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion);
  }
  return aside;
}
