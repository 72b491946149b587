import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  const known = damageKnownAt(path);
  const first = known === null ? tryOpen(path, restore) : err({ code: 'corrupt', message: known } as const);
  if (first.ok) return ok({ ...first.value, setAside: null });
  if (first.error.code !== 'corrupt') return first;
  const file = setAside(path, now);
  if (file === null) {
    noteDamage(path, first.error.message);
    return err({ code: 'corrupt', message: `${first.error.message}; it cannot be moved aside now, the next start tries again` });
  }
  rmSync(damageNote(path), { force: true });
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

/**
 * On Windows a file cannot be moved while somebody holds it, and a database whose damage showed while restoring is held until its
 * statements are collected. A note beside it lets the next start move it before it is opened.
 */
function damageNote(path: string): string {
  return `${path}.damaged`;
}

function damageKnownAt(path: string): string | null {
  return existsSync(damageNote(path)) && existsSync(path) ? readFileSync(damageNote(path), 'utf8') : null;
}

/**
 * Moves the file, its log and its index; the log must keep its place beside the file or its last commits would be lost. Answers where
 * it is now, or null when it cannot be moved.
 */
function setAside(path: string, now: Instant): string | null {
  const aside = `${path}.corrupt-${now.replaceAll(':', '-')}`;
  const moved: string[] = [];
  try {
    for (const companion of ['', '-wal', '-shm']) {
      if (!existsSync(path + companion)) continue;
      renameSync(path + companion, aside + companion);
      moved.push(companion);
    }
    return aside;
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown;
    // A log left alone would be taken for that of the next journal.
    for (const companion of moved) renameSync(aside + companion, path + companion);
    return null;
  }
}

/** In a folder that cannot be written there is no note either: then the next start finds the damage anew. */
function noteDamage(path: string, reason: string): void {
  try {
    writeFileSync(damageNote(path), reason, { mode: 0o600 });
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown;
  }
}

function isSystemError(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown;
}
