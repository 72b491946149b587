import { join } from 'node:path';
import { z } from 'zod';
import { objectiveOf } from '../../../../shared/domain/objectives';
import { Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import type { ReportDocument } from '../../../../shared/domain/reports/report-document';
import type { ReportSources } from '../../../../shared/domain/reports/sources';
import type { Settings } from '../../../../shared/domain/settings';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { type Database, openDatabase } from '../../journal/database';
import { databaseErrorOf } from '../../journal/database-error';
import { JOURNAL_VERSION } from '../../state/migrations/migrate';
import { type ReportLanguage, wordsIn } from '../words';
import { attachmentsIn } from './attachments';
import { createAuditReader } from './audit-reader';
import { type DataPlace, dataPlaceOf, readOnly } from './data-place';
import { logIn, newestCheckpoint, signedBetween } from './log';
import { openRecoveryPoints } from './recovery-points';
import { settingsIn, setUpIn } from './set-up';
import { sourcesRead } from './sources-read';
import { createReportTables } from './tables';
import { createWorld } from './world';

export interface OpenReportSources {
  readonly sources: ReportSources;
  /** Where it all lies: the data directory, or the rehearsal within it. */
  readonly place: DataPlace;
  readonly settings: Settings;
  readonly checkpoint: ReportDocument['checkpoint'];
  /** The newest moment of the journal, on the engine's clock. */
  readonly newestAt: Instant;
  /** The beginning of the journal, or of what happened before and is known; null of an empty one. */
  oldestAt(): Instant | null;
  /** May be called again. */
  close(): void;
}

export interface SourcesError {
  readonly code: 'no-journal' | 'other-version' | 'not-readable';
  readonly message: string;
  readonly next: string;
}

export interface SourcesOptions {
  /** Language in which sources are named. */
  readonly language?: ReportLanguage;
}

const Newest = z.object({ at: Instant.nullable() });
const Version = z.object({ user_version: z.number() });

/**
 * Opens what reports are made of, read-only, beside a running console or without one: everything is as it was at one moment, however
 * long the reading takes. `asOf` null is just after the newest moment of the journal. Close it when the report is written.
 */
export function openReportSources(
  dataDir: string,
  version: string,
  asOf: Instant | null,
  { language = 'en' }: SourcesOptions = {},
): Result<OpenReportSources, SourcesError> {
  const place = dataPlaceOf(dataDir);
  if (place === null)
    return err({
      code: 'no-journal',
      message: `There is no journal in ${dataDir}.`,
      next: 'Name the directory in which a console keeps its data.',
    });
  const opened = openSnapshot(join(place.dir, place.journal));
  if (!opened.ok) return opened;
  try {
    return ok(sourcesIn(opened.value, place, version, asOf, language));
  } catch (thrown) {
    opened.value.close();
    return err(notReadable(thrown));
  }
}

/** Within one reading transaction: what a running console writes meanwhile is not seen. */
function openSnapshot(file: string): Result<Database, SourcesError> {
  let database: Database | null = null;
  try {
    database = openDatabase(readOnly(file));
    database.exec('BEGIN');
    const found = database.query('PRAGMA user_version', Version).first()?.user_version ?? 0;
    if (found === JOURNAL_VERSION) return ok(database);
    database.close();
    const by = found > JOURNAL_VERSION ? 'a newer' : 'an older';
    const next =
      found > JOURNAL_VERSION ? 'Use that one.' : 'Start the console once with this version; it brings the journal up to date.';
    return err({ code: 'other-version', message: `The journal ${file} was written by ${by} version of Tocsin.`, next });
  } catch (thrown) {
    database?.close();
    return err(notReadable(thrown));
  }
}

function notReadable(thrown: unknown): SourcesError {
  const error = databaseErrorOf(thrown);
  if (error === null) throw thrown;
  return {
    code: 'not-readable',
    message: `The journal cannot be read: ${error.message}.`,
    next: 'Check that you may read it and that the disk is in order.',
  };
}

function sourcesIn(
  database: Database,
  place: DataPlace,
  version: string,
  given: Instant | null,
  language: ReportLanguage,
): OpenReportSources {
  const newestAt = database.query('SELECT max(at) AS at FROM commits', Newest).first()?.at ?? instantOf(0);
  // Periods end before `asOf`: what happened last is part of them.
  const asOf = given ?? instantOf(msOf(newestAt) + 1);
  const settings = settingsIn(place.dir, place.rehearsal);
  const world = createWorld(database, version, newestAt);
  const tables = createReportTables(database);
  const audit = createAuditReader(database);
  const points = openRecoveryPoints(place.dir);
  const setup = setUpIn(place.dir, settings);
  let isClosed = false;
  const sources: ReportSources = {
    asOf,
    executions: world.executions,
    participants: world.participants,
    recoveryPoints: (period) => points?.in(period) ?? [],
    plans: () =>
      Object.values(world.view().plans)
        .map(({ planId, planName, serverCount }) => ({
          planId,
          name: planName,
          objective: objectiveOf(settings, planId),
          servers: serverCount,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    objectiveOf: (planId) => objectiveOf(settings, planId),
    incidents: tables.incidents,
    alerts: tables.alerts,
    deliveries: tables.deliveries,
    audit: audit.entries,
    countAudit: audit.count,
    attachments: () => attachmentsIn(database),
    log: () => logIn(database, place.dir, audit),
    signedBetween: (from, to) => signedBetween(database, from, to),
    setup: () => setup,
    read: () => sourcesRead({ database, newestAt, world, tables, audit, hasPoints: points !== null, words: wordsIn(language) }),
  };
  return {
    sources,
    place,
    settings,
    checkpoint: newestCheckpoint(database),
    newestAt,
    oldestAt() {
      const first = database.query('SELECT min(at) AS at FROM commits', Newest).first()?.at ?? null;
      const began = world.firstBeginning();
      return first === null || (began !== null && began < first) ? began : first;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      points?.close();
      // Closing alone leaves the transaction open until the statements are collected, and whoever writes waits for it.
      database.exec('COMMIT');
      database.close();
    },
  };
}
