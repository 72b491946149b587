import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { DateTime } from 'luxon';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { ReportConfiguration, ReportFormat } from '../../../shared/domain/reports/report-configuration';
import { err, ok, type Result } from '../../../shared/lib/result';
import { recordOutside } from '../../engine/audit/record-outside';
import type { Actor } from '../../engine/ports';
import { zoneOf } from '../../engine/reports/build-report';
import { documentFor } from '../../engine/reports/document-for';
import { dataPlaceOf } from '../../engine/reports/sources/data-place';
import { type OpenReportSources, openReportSources } from '../../engine/reports/sources/open-sources';
import { settingsIn } from '../../engine/reports/sources/set-up';
import { defaultDataDir } from '../../host/data-dir';
import { createIds } from '../../host/ids';
import { errnoOf, type Problem } from '../../host/problem';
import type { Program } from '../../host/program';
import { definitionOf } from './definition-of';
import { runOf, tellOf } from './made';
import type { ReportCraft } from './report-craft';

export interface ReportFlags {
  /** A file, or an id. */
  readonly definition: string;
  readonly format: ReportFormat;
  readonly out: string;
  readonly dataDir: string | undefined;
  /** A date or a moment. */
  readonly asOf: string | undefined;
  readonly language: 'en' | 'de' | undefined;
  readonly passphraseFile: string | undefined;
}

/**
 * `tocsin report`: makes one report of a data directory, beside a running console or without one, signs it and has it recorded. What
 * cannot be recorded is not made. True when it was made.
 */
export async function report(flags: ReportFlags, program: Program, craft: ReportCraft): Promise<Result<null, Problem>> {
  const dataDir = resolve(flags.dataDir ?? defaultDataDir(program.place));
  const out = resolve(flags.out);
  const checkedOut = checkOut(out);
  if (!checkedOut.ok) return checkedOut;
  const place = dataPlaceOf(dataDir);
  const definition = definitionOf(flags.definition, resolve(flags.definition), place?.dir ?? dataDir);
  if (!definition.ok) return definition;
  const asOf = asOfIn(flags.asOf, definition.value, program, place?.rehearsal ?? false);
  if (!asOf.ok) return asOf;
  const language = flags.language ?? (place === null ? 'en' : settingsIn(place.dir, place.rehearsal).language);
  const opened = openReportSources(dataDir, program.version, asOf.value, { language });
  if (!opened.ok) return err({ code: 'report', message: opened.error.message, next: opened.error.next });
  try {
    return await make(flags, program, craft, { out, language, definition: definition.value, opened: opened.value });
  } finally {
    opened.value.close();
  }
}

interface Making {
  readonly out: string;
  readonly language: 'en' | 'de';
  readonly definition: ReportConfiguration;
  readonly opened: OpenReportSources;
}

async function make(flags: ReportFlags, program: Program, craft: ReportCraft, making: Making): Promise<Result<null, Problem>> {
  const { out, language, definition, opened } = making;
  const id = createIds()
    .secret(9)
    .replace(/[^A-Za-z0-9]/g, 'x');
  const now = instantOf(program.machine.epochMs());
  const actor: Actor = { id: `os:${userName(program)}`, role: 'admin', host: 'headless' };
  const document = documentFor(opened, definition, {
    runId: `cli-${id}`,
    madeAt: now,
    madeBy: actor.id,
    language,
    programVersion: program.version,
  });
  const aside = `${out}.part-${id}`;
  const asideSignature = `${aside}.sig`;
  try {
    const written = await craft.write(flags.format, document, aside);
    if (!written.ok)
      return failed(`${out} cannot be written: ${written.error.message}.`, 'Free space there, or name another file.');
    const signature = await craft.sign(
      { document, name: basename(out), written: written.value },
      opened.place.dir,
      flags.passphraseFile ?? null,
    );
    if (!signature.ok) return signature;
    if (signature.value !== null) writeFileSync(asideSignature, signature.value);
    const run = runOf(flags.format, document, actor, now, {
      name: basename(out),
      ...written.value,
      signed: signature.value !== null,
    });
    const at = opened.place.rehearsal ? opened.newestAt : now;
    // The lock is asked for while others may read: the reading must have ended, or the journal could not be written.
    opened.close();
    const recorded = recordOutside({
      place: opened.place,
      event: { type: 'report.run-changed', at, run, actor: actor.id },
      actor,
      now,
      pid: program.pid,
      id,
    });
    if (!recorded.ok)
      return failed(`The report is not made, because it cannot be recorded. ${recorded.error.message}`, recorded.error.next);
    renameSync(aside, out);
    if (signature.value !== null) renameSync(asideSignature, `${out}.sig`);
    else rmSync(`${out}.sig`, { force: true });
    tellOf(program, { out, document, written: written.value, isSigned: signature.value !== null, recorded: recorded.value });
    return ok(null);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return failed(`${out} cannot be written (${errno}).`, 'Check the folder and the disk, or name another file.');
  } finally {
    for (const left of [aside, asideSignature]) rmSync(left, { force: true });
  }
}

function failed(message: string, next: string): Result<never, Problem> {
  return err({ code: 'report', message, next });
}

/** A file, in a folder that is there. */
function checkOut(out: string): Result<null, Problem> {
  const wrong = (message: string) => err({ code: 'flag' as const, message, next: 'Name a file in a folder that exists.' });
  try {
    if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === true) return wrong(`${out} is a folder.`);
    return statSync(dirname(out)).isDirectory() ? ok(null) : wrong(`${dirname(out)} is no folder.`);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return wrong(`${dirname(out)} cannot be used (${errno}).`);
  }
}

/** What "last month" is counted from: in a rehearsal its own newest moment, else now. A date is its first moment, in the schedule's zone. */
function asOfIn(
  given: string | undefined,
  definition: ReportConfiguration,
  program: Program,
  isRehearsal: boolean,
): Result<Instant | null, Problem> {
  if (given === undefined) return ok(isRehearsal ? null : instantOf(program.machine.epochMs()));
  const read = DateTime.fromISO(given, { zone: zoneOf(definition) });
  if (read.isValid && read.year >= 1970 && read.year <= 9999) return ok(instantOf(read.toMillis()));
  return err({
    code: 'flag',
    message: `--as-of ${given} is neither a date nor a moment.`,
    next: 'Write 2026-04-01 or 2026-04-01T06:00:00Z.',
  });
}

function userName({ place }: Program): string {
  try {
    return userInfo().username;
  } catch {
    // A user without a name, as in some containers.
    return place.env.USER ?? place.env.USERNAME ?? 'unknown';
  }
}
