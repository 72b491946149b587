import { z } from 'zod';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Database } from '../../journal/database';
import type { DatabaseError } from '../../journal/database-error';
import { journalTables } from './001-journal';
import { outboxTables } from './002-outbox';
import { commitsTable } from './003-commits';
import { alertingTables } from './004-alerting';
import { findingTables } from './005-findings';
import { auditTables } from './006-audit';
import { reportTables } from './007-reports';

/** Each brings the database from version n to n + 1. Append only: what has shipped is never edited. */
const migrations: readonly string[] = [
  journalTables,
  outboxTables,
  commitsTable,
  alertingTables,
  findingTables,
  auditTables,
  reportTables,
];

/** The version of a journal that this program reads and writes. */
export const JOURNAL_VERSION = migrations.length;

export type MigrateError = DatabaseError | { readonly code: 'newer-version'; readonly message: string };

/**
 * Brings the database up to this program's version, one transaction a step. A database written by a newer program is refused, not
 * touched: an older program would misread it.
 */
export function migrate(database: Database): Result<null, MigrateError> {
  const [found] = database.query('PRAGMA user_version', z.object({ user_version: z.number() })).all();
  const from = found?.user_version ?? 0;
  if (from > migrations.length)
    return err({ code: 'newer-version', message: `the journal has version ${from}, this program knows ${migrations.length}` });
  for (const [offset, sql] of migrations.slice(from).entries()) {
    const done = database.transaction(() => {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${from + offset + 1}`);
    });
    if (!done.ok) return done;
  }
  return ok(null);
}
