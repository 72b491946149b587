import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result';
import { type Database, openDatabase } from './database';
import { databaseErrorOf } from './database-error';

export interface DataDirLock {
  release(): void;
}

export interface LockError {
  readonly code: 'in-use' | 'not-writable';
  readonly message: string;
  readonly next: string;
}

/**
 * Takes the data directory for this process. The lock is an exclusive transaction on a small database of its own, so the operating
 * system frees it with the process, however that ends; the process id beside it only serves to name who holds it.
 */
export function lockDataDir(dataDir: string, pid: number): Result<DataDirLock, LockError> {
  const pidFile = join(dataDir, 'lock.pid');
  let database: Database | null = null;
  try {
    database = openDatabase(join(dataDir, 'lock.sqlite'), { busyWaitMs: 0 });
    database.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${pid}\n`);
  } catch (thrown) {
    database?.close();
    return err(lockErrorOf(thrown, dataDir, pidFile));
  }
  const held = database;
  return ok({
    release: () => {
      held.exec('ROLLBACK');
      held.close();
    },
  });
}

function lockErrorOf(thrown: unknown, dataDir: string, pidFile: string): LockError {
  const error = databaseErrorOf(thrown);
  if (error?.code === 'busy')
    return {
      code: 'in-use',
      message: `Another Tocsin${holderOf(pidFile)} is using the data directory ${dataDir}.`,
      next: 'Use that one, end it, or give this one a directory of its own with --data-dir.',
    };
  if (error === null && !isFileError(thrown)) throw thrown;
  return {
    code: 'not-writable',
    message: `The data directory ${dataDir} cannot be written: ${error?.message ?? String(thrown)}.`,
    next: 'Check that it exists, that you own it and that the disk is not full, or choose another with --data-dir.',
  };
}

function isFileError(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string';
}

/** ` (process 4711)`, or nothing when the holder has not written its id. */
function holderOf(pidFile: string): string {
  try {
    const pid = readFileSync(pidFile, 'utf8').trim();
    return /^\d+$/.test(pid) ? ` (process ${pid})` : '';
  } catch (thrown) {
    if (isFileError(thrown)) return '';
    throw thrown;
  }
}
