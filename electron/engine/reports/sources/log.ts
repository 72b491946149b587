import { z } from 'zod';
import { Instant } from '../../../../shared/domain/primitives';
import type { ReportDocument } from '../../../../shared/domain/reports/report-document';
import type { ReportSources } from '../../../../shared/domain/reports/sources';
import { Bytes, type Database } from '../../journal/database';
import type { AuditReader } from './audit-reader';
import { auditSettingsIn } from './set-up';
import { walk } from './walk';

const Counted = z.object({ n: z.number() });
const SignedAt = z.object({ number: z.number(), signed_at: Instant });
const Newest = z.object({ bytes: Bytes });
const Dated = z.looseObject({ at: Instant });
const Signed = z.object({ note: z.string(), size: z.number(), root: Bytes });

/** The newest signed checkpoint of the log that is kept now. */
export function newestCheckpoint(database: Database): ReportDocument['checkpoint'] {
  const row = database
    .query(
      `SELECT note, size, root FROM audit_checkpoints
       WHERE origin = (SELECT origin FROM audit_log ORDER BY number DESC LIMIT 1) ORDER BY number DESC LIMIT 1`,
      Signed,
    )
    .first();
  return row === null ? null : { note: row.note, size: row.size, rootHex: Buffer.from(row.root).toString('hex') };
}

/** When heads were signed between these moments of the wall's clock, oldest first. */
export function signedBetween(database: Database, from: Instant, to: Instant): Iterable<Instant> {
  return walk(
    -1,
    (after, limit) =>
      database
        .query(
          'SELECT number, signed_at FROM audit_checkpoints WHERE number > ? AND signed_at BETWEEN ? AND ? ORDER BY number LIMIT ?',
          SignedAt,
        )
        .all(after, from, to, limit),
    ({ number }) => number,
    ({ signed_at }) => signed_at,
  );
}

function newestEntryAt(database: Database): Instant | null {
  const row = database.query('SELECT bytes FROM audit WHERE bytes IS NOT NULL ORDER BY seq DESC LIMIT 1', Newest).first();
  if (row === null) return null;
  const read = Dated.safeParse(JSON.parse(Buffer.from(row.bytes).toString('utf8')));
  return read.success ? read.data.at : null;
}

/** How the log stands, as facts for evidence. */
export function logIn(database: Database, dir: string, audit: AuditReader): ReturnType<ReportSources['log']> {
  return {
    size: audit.size(),
    checkpoints: database.query('SELECT count(*) AS n FROM audit_checkpoints', Counted).first()?.n ?? 0,
    witnesses: auditSettingsIn(dir).witnesses.filter(({ enabled }) => enabled).length,
    lastWitnessedAt: audit.newest('audit.witnessed')?.at ?? null,
    lastEntryAt: newestEntryAt(database),
  };
}
