import { join, resolve } from 'node:path';
import { instantOf } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import { createAuditMarks } from '../../engine/audit/log/audit-marks';
import { type Database, openDatabase } from '../../engine/journal/database';
import { databaseErrorOf } from '../../engine/journal/database-error';
import { lockDataDir } from '../../engine/journal/lock';
import type { Actor } from '../../engine/ports';
import { type DataPlace, dataPlaceOf, readOnly } from '../../engine/reports/sources/data-place';
import { defaultDataDir } from '../../host/data-dir';
import { createIds } from '../../host/ids';
import type { Problem } from '../../host/problem';
import type { Program } from '../../host/program';
import { openSecrets } from '../../host/secrets/open-secrets';
import { openOutsideLog } from './outside-log';
import { userName } from './user-name';

export interface KeyFlags {
  readonly dataDir: string | undefined;
  readonly rotate: boolean;
  /** Why a new key begins. */
  readonly reason: string | undefined;
  readonly passphraseFile: string | undefined;
}

/** `tocsin audit key`: prints the verifier key of the log, for those who verify; with `--rotate`, begins a new key first. */
export async function tellKey(flags: KeyFlags, program: Program): Promise<Result<null, Problem>> {
  const dataDir = resolve(flags.dataDir ?? defaultDataDir(program.place));
  const place = dataPlaceOf(dataDir);
  if (place === null)
    return failed(`There is no journal in ${dataDir}.`, 'Name the directory in which a console keeps its data with --data-dir.');
  if (flags.rotate) {
    const rotated = await rotate(flags, program, place);
    if (!rotated.ok) return rotated;
  }
  const vkey = newestKey(place);
  if (!vkey.ok) return vkey;
  program.tell(`${vkey.value}\n`);
  return ok(null);
}

async function rotate({ reason, passphraseFile }: KeyFlags, program: Program, place: DataPlace): Promise<Result<null, Problem>> {
  const lock = lockDataDir(place.dir, program.pid);
  if (!lock.ok)
    return lock.error.code === 'in-use'
      ? failed('A console is running in that directory.', 'Begin a new key there, under Audit, or end the console first.')
      : failed(lock.error.message, lock.error.next);
  try {
    const secrets = await openSecrets({
      dir: place.dir,
      passphraseFile: passphraseFile ?? null,
      passphrase: program.place.env.TOCSIN_PASSPHRASE,
    });
    if (!secrets.ok) return secrets;
    const id = createIds()
      .secret(9)
      .replace(/[^A-Za-z0-9]/g, 'x');
    const log = openOutsideLog({ place, now: instantOf(program.machine.epochMs()), id });
    if (!log.ok) return failed(log.error, 'Start the console once; its start says what is wrong.');
    const actor: Actor = { id: `os:${userName(program)}`, role: 'admin', host: 'headless' };
    const complain = { error: (_: unknown, message: string) => program.complain(`${message}\n`) };
    try {
      const rotated = await log.value.rotate(secrets.value, reason ?? null, actor, complain);
      return rotated.ok ? ok(null) : failed(rotated.error, 'Nothing was changed unless it says so; start the console once.');
    } finally {
      log.value.close();
    }
  } finally {
    lock.value.release();
  }
}

function newestKey(place: DataPlace): Result<string, Problem> {
  let database: Database | null = null;
  try {
    database = openDatabase(readOnly(join(place.dir, place.journal)));
    const marks = createAuditMarks(database);
    const log = marks.log();
    const vkey = log === null ? undefined : marks.keys(log.origin).at(-1)?.vkey;
    return vkey === undefined ? noKey() : ok(vkey);
  } catch (thrown) {
    const error = databaseErrorOf(thrown);
    if (error === null) throw thrown;
    // Written by a version that signed nothing yet.
    return /no such table/.test(error.message) ? noKey() : failed(`The journal cannot be read: ${error.message}.`, '');
  } finally {
    database?.close();
  }
}

function noKey(): Result<never, Problem> {
  return failed('This log has no key yet.', 'Start the console once with this version; it makes one.');
}

function failed(message: string, next: string): Result<never, Problem> {
  return err({ code: 'audit', message, next });
}
