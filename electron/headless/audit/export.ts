import { join, resolve } from 'node:path';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import { evidenceOf } from '../../engine/audit/export/evidence';
import { type WriteProblem, writeEvidence } from '../../engine/audit/export/write-evidence';
import { leaveInInbox, type ToldEvent } from '../../engine/audit/inbox';
import type { SignedMark } from '../../engine/audit/log/audit-marks';
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

export interface ExportFlags {
  readonly dataDir: string | undefined;
  /** A folder, or a file whose name ends in `.tar`. */
  readonly out: string;
  readonly passphraseFile: string | undefined;
}

/** One run of the command. */
interface Exporting {
  readonly program: Program;
  readonly place: DataPlace;
  readonly out: string;
  readonly actor: Actor;
  readonly now: Instant;
  readonly id: string;
}

const NEXT = 'Start the console once; its start says what is wrong.';

/**
 * `tocsin audit export`: writes everything that proves the log up to its newest checkpoint, and has that recorded. Beside a running console
 * it reads only, and leaves word in the console's inbox; without one it records and signs by itself.
 */
export async function exportEvidence(flags: ExportFlags, program: Program): Promise<Result<null, Problem>> {
  const dataDir = resolve(flags.dataDir ?? defaultDataDir(program.place));
  const place = dataPlaceOf(dataDir);
  if (place === null)
    return failed(`There is no journal in ${dataDir}.`, 'Name the directory in which a console keeps its data with --data-dir.');
  const exporting: Exporting = {
    program,
    place,
    out: resolve(flags.out),
    actor: { id: `os:${userName(program)}`, role: 'admin', host: 'headless' },
    now: instantOf(program.machine.epochMs()),
    id: createIds()
      .secret(9)
      .replace(/[^A-Za-z0-9]/g, 'x'),
  };
  const lock = lockDataDir(place.dir, program.pid);
  if (!lock.ok && lock.error.code === 'in-use') return beside(exporting);
  if (!lock.ok) return failed(lock.error.message, lock.error.next);
  try {
    return await alone(exporting, flags.passphraseFile ?? null);
  } finally {
    lock.value.release();
  }
}

/** Without a console: the export is part of what it exports. */
async function alone(exporting: Exporting, passphraseFile: string | null): Promise<Result<null, Problem>> {
  const { program, place, actor } = exporting;
  const secrets = await openSecrets({ dir: place.dir, passphraseFile, passphrase: program.place.env.TOCSIN_PASSPHRASE });
  if (!secrets.ok) return secrets;
  const log = openOutsideLog(exporting);
  if (!log.ok) return failed(log.error, NEXT);
  try {
    const evidence = evidenceOf(log.value.database);
    const size = evidence.ok ? evidence.value.head.size : 0;
    const recorded = log.value.record([exported(exporting, size, place.rehearsal ? log.value.newestAt() : null)], actor);
    if (!recorded.ok) return failed(`Nothing is exported, because it cannot be recorded. ${recorded.error}`, 'Free space there.');
    const signed = await log.value.sign(secrets.value);
    if (!signed.ok && signed.error.code === 'broken') return failed(signed.error.message, NEXT);
    return write(exporting, log.value.database, signed.ok ? null : signed.error.message);
  } finally {
    log.value.close();
  }
}

/** Beside a console that runs: what is exported is what it has signed. */
function beside(exporting: Exporting): Result<null, Problem> {
  const { place, actor, now, id } = exporting;
  let database: Database | null = null;
  try {
    database = openDatabase(readOnly(join(place.dir, place.journal)));
    database.exec('BEGIN');
    const evidence = evidenceOf(database);
    if (!evidence.ok) return nothingSigned();
    const event = exported(exporting, evidence.value.head.size);
    const left = leaveInInbox(place.dir, { madeAt: now, actor, event }, id);
    if (!left.ok) return failed(`Nothing is exported, because it cannot be recorded. ${left.error.message}`, 'Make room there.');
    return write(exporting, database, null);
  } catch (thrown) {
    const error = databaseErrorOf(thrown);
    if (error === null) throw thrown;
    return failed(`The journal cannot be read: ${error.message}.`, 'Check that you may read it and that the disk is in order.');
  } finally {
    database?.exec('COMMIT');
    database?.close();
  }
}

function write(exporting: Exporting, database: Database, unsigned: string | null): Result<null, Problem> {
  const { program, out, id } = exporting;
  const evidence = evidenceOf(database);
  if (!evidence.ok) return nothingSigned();
  const { head, files } = evidence.value;
  const written = writeEvidence(out, files, id, program.machine.epochMs() / 1000);
  if (!written.ok) return failed(written.error.message, nextOf(written.error));
  program.tell(told(exporting, head, unsigned));
  return ok(null);
}

function told({ out, place }: Exporting, head: SignedMark, unsigned: string | null): string {
  const rehearsal = place.rehearsal ? ' REHEARSAL: it proves nothing about real recoveries.' : '';
  const left = unsigned === null ? '' : ` What was recorded after that checkpoint is left out. ${unsigned}`;
  return `Exported ${head.size} entries of ${head.origin}, up to the checkpoint signed at ${head.signedAt}, to ${out}.${rehearsal}${left}\n`;
}

/** `at`: the moment by the engine's clock, where that is not the wall's. */
function exported({ out, now, actor }: Exporting, size: number, at: Instant | null = null): ToldEvent {
  const form = out.endsWith('.tar') ? 'evidence bundle (tar)' : 'evidence bundle';
  return { type: 'audit.exported', at: at ?? now, form, entries: size, size, actor: actor.id };
}

function nothingSigned(): Result<never, Problem> {
  return failed('Nothing of this log is signed yet.', 'Start the console once with this version; it signs within seconds.');
}

function nextOf({ code }: WriteProblem): string {
  switch (code) {
    case 'in-the-way':
      return 'Name another place, or remove it first.';
    case 'disk-full':
      return 'Free space there, or name another place.';
    case 'not-writable':
      return 'Name a place in a folder that exists and that you may write.';
  }
}

function failed(message: string, next: string): Result<never, Problem> {
  return err({ code: 'audit', message, next });
}
