import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PointMeasured } from '../../../../shared/domain/metrics/derive/objectives-met';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { Period } from '../../../../shared/domain/reports/blocks';
import { type Database, openDatabase } from '../../journal/database';
import { databaseErrorOf } from '../../journal/database-error';
import { readOnly } from './data-place';

/** How far behind replicas were when their launches began, from the console's own metrics. */
export interface RecoveryPoints {
  in(period: Period): readonly PointMeasured[];
  close(): void;
}

const Labels = z.record(z.string(), z.string());
const Row = z.object({ at: z.number(), value: z.number(), labels: z.string() });

/** As measured while that is kept; then the longest of each minute, then of each hour. Never the same stretch of time twice. */
const measured = `
  WITH its AS (SELECT id, labels FROM series WHERE name = 'RecoveryPoint'),
    raw AS (SELECT series, min(at) AS since FROM points WHERE series IN (SELECT id FROM its) GROUP BY series),
    fine AS (SELECT series, min(at) AS since FROM minutes WHERE series IN (SELECT id FROM its) GROUP BY series)
  SELECT p.at, p.value, i.labels FROM its i JOIN points p ON p.series = i.id WHERE p.at >= ?1 AND p.at < ?2
  UNION ALL
  SELECT m.at + m.last_at, coalesce(m.max, m.last), i.labels FROM its i JOIN minutes m ON m.series = i.id
    LEFT JOIN raw r ON r.series = i.id
    WHERE m.at >= ?1 AND m.at < ?2 AND (r.since IS NULL OR m.at + 60000 <= r.since)
  UNION ALL
  SELECT h.at + h.last_at, coalesce(h.max, h.last), i.labels FROM its i JOIN hours h ON h.series = i.id
    LEFT JOIN raw r ON r.series = i.id LEFT JOIN fine f ON f.series = i.id
    WHERE h.at >= ?1 AND h.at < ?2 AND (r.since IS NULL OR h.at + 3600000 <= r.since) AND (f.since IS NULL OR h.at + 3600000 <= f.since)
  ORDER BY 1`;

/** Null where there is no such file, or none that can be read: recovery points are then not known. */
export function openRecoveryPoints(dir: string): RecoveryPoints | null {
  const file = join(dir, 'metrics.sqlite');
  if (!existsSync(file)) return null;
  let database: Database | null = null;
  try {
    database = openDatabase(readOnly(file));
    const rows = database.query(measured, Row);
    const opened = database;
    return {
      in: ({ from, to }) => rows.all(msOf(from), msOf(to)).map(pointOf),
      close: () => opened.close(),
    };
  } catch (thrown) {
    database?.close();
    if (databaseErrorOf(thrown) === null) throw thrown;
    return null;
  }
}

function pointOf({ at, value, labels }: z.infer<typeof Row>): PointMeasured {
  const { planId, plan = '', server = '' } = Labels.parse(JSON.parse(labels));
  return { planId: planId ?? null, planName: plan, server, at: instantOf(at), seconds: value };
}
