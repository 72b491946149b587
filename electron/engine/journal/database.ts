import Libsql from 'libsql';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result';
import { type DatabaseError, databaseErrorOf } from './database-error';

export type SqlValue = string | number | null | Uint8Array;

export interface Query<Row> {
  /** All rows, in order. Bound what you ask for: the rows are held in memory. */
  all(...values: SqlValue[]): Row[];
  first(...values: SqlValue[]): Row | null;
}

export interface Command {
  /** Answers how many rows changed. */
  run(...values: SqlValue[]): number;
}

/** A column of bytes, which the binding answers as an `ArrayBuffer`. */
export const Bytes = z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer));

/** One connection to a SQLite file. Everything throws what SQLite throws, except `transaction`, which says what went wrong. */
export interface Database {
  exec(sql: string): void;
  query<S extends z.ZodType>(sql: string, row: S): Query<z.infer<S>>;
  command(sql: string): Command;
  /** Runs `work` whole or not at all. An exception that is not SQLite's is a bug and is thrown on, after rolling back. */
  transaction<T>(work: () => T): Result<T, DatabaseError>;
  close(): void;
}

/** How long a writer waits for another connection (`tocsin report` beside a running console reads; it never writes long). */
const BUSY_WAIT_MS = 2_000;

/** Opens or makes the file at `path`. Throws what SQLite throws; see `databaseErrorOf`. */
export function openDatabase(path: string, options: { readonly busyWaitMs?: number } = {}): Database {
  const connection = new Libsql(path, { timeout: options.busyWaitMs ?? BUSY_WAIT_MS });
  const exec = (sql: string): void => {
    connection.exec(sql);
  };

  return {
    exec,
    query(sql, row) {
      const statement = connection.prepare(sql);
      // One array, never spread: the binding takes a lone object (bytes, null) for named parameters.
      const all = (...values: SqlValue[]) => statement.all(values).map((raw) => row.parse(raw));
      return { all, first: (...values) => all(...values)[0] ?? null };
    },
    command(sql) {
      const statement = connection.prepare(sql);
      return { run: (...values) => statement.run(values).changes };
    },
    transaction(work) {
      try {
        exec('BEGIN IMMEDIATE');
        const value = work();
        exec('COMMIT');
        return ok(value);
      } catch (thrown) {
        rollBack(exec);
        const error = databaseErrorOf(thrown);
        if (error === null) throw thrown;
        return err(error);
      }
    },
    close: () => {
      connection.close();
    },
  };
}

/** After a full disk SQLite has rolled back by itself and says so by failing; that failure means nothing. */
function rollBack(exec: (sql: string) => void): void {
  try {
    exec('ROLLBACK');
  } catch (thrown) {
    if (databaseErrorOf(thrown) === null) throw thrown;
  }
}
