import { z } from 'zod';
import type { ReportDocument } from '../../../../shared/domain/reports/report-document';
import type { ReportSources } from '../../../../shared/domain/reports/sources';
import { Bytes, type Database } from '../../journal/database';
import type { AuditReader } from './audit-reader';
import { auditSettingsIn } from './set-up';

const Counted = z.object({ n: z.number() });
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

/** How the log stands, as facts for evidence. */
export function logIn(database: Database, dir: string, audit: AuditReader): ReturnType<ReportSources['log']> {
  return {
    size: audit.size(),
    checkpoints: database.query('SELECT count(*) AS n FROM audit_checkpoints', Counted).first()?.n ?? 0,
    witnesses: auditSettingsIn(dir).witnesses.filter(({ enabled }) => enabled).length,
    lastWitnessedAt: audit.newest('audit.witnessed')?.at ?? null,
  };
}
