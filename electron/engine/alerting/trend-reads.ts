import { z } from 'zod';
import { CauseId } from '../../../shared/domain/alerting/causes/cause-ids';
import type { CauseOfPlan } from '../../../shared/domain/alerting/trends/fixed';
import {
  type IncidentTrends,
  type Lasted,
  TrendOfCause,
  type TrendOfKind,
  type TrendOfPerson,
  type TrendOfPlan,
} from '../../../shared/domain/alerting/trends/trends';
import { Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';

interface TrendQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly stepSeconds: number;
}

/** What the tables tell of a time, by SQL; nothing is read that is not answered. */
export interface TrendReads {
  read(query: TrendQuery): Omit<IncidentTrends, 'fixed'>;
  /** Leading causes by plan up to a moment. */
  causesOfPlans(until: Instant): CauseOfPlan[];
}

const MOST_ROWS = 100;

/** Seconds from one column to another, where both are known and in order. */
function lasted(from: string, to: string): string {
  const days = `(julianday(${to}) - julianday(${from}))`;
  return `SUM(${to} IS NOT NULL AND ${to} >= ${from}) AS NUMBER, AVG(CASE WHEN ${to} >= ${from} THEN ${days} * 86400.0 END) AS MEAN`;
}

function named(sql: string, prefix: string): string {
  return sql.replace('NUMBER', `${prefix}Count`).replace('MEAN', `${prefix}Mean`);
}

const toAcknowledge = (from: string) => named(lasted(from, 'acknowledged_at'), 'acknowledged');
const toResolve = (from: string) => named(lasted(from, 'resolved_at'), 'resolved');

const Count = z
  .number()
  .int()
  .nullable()
  .transform((count) => count ?? 0);
const Spans = z.object({
  acknowledgedCount: Count,
  acknowledgedMean: z.number().nullable(),
  resolvedCount: Count,
  resolvedMean: z.number().nullable(),
});

const within = 'opened_at >= ?1 AND opened_at < ?2';
/** What was merged is counted with what it became part of. */
const own = `${within} AND status <> 'MERGED'`;
const epoch = (column: string) => `CAST(strftime('%s', ${column}) AS INTEGER)`;

export function createTrendReads(database: Database): TrendReads {
  const Bucket = z.object({ bucket: z.number().int(), count: z.number().int(), suppressed: Count });
  const alertsByStep = database.query(
    `SELECT CAST((${epoch('started_at')} - ?3) / ?4 AS INTEGER) AS bucket, COUNT(*) AS count, SUM(suppressed_by IS NOT NULL) AS suppressed
     FROM alerts WHERE started_at >= ?1 AND started_at < ?2 GROUP BY bucket`,
    Bucket,
  );
  const incidentsByStep = database.query(
    `SELECT CAST((${epoch('opened_at')} - ?3) / ?4 AS INTEGER) AS bucket, COUNT(*) AS count, 0 AS suppressed FROM incidents WHERE ${own} GROUP BY bucket`,
    Bucket,
  );
  const Hour = z.object({ hour: z.number().int(), count: z.number().int() });
  const alertsByHour = database.query(
    `SELECT CAST(substr(started_at, 12, 2) AS INTEGER) AS hour, COUNT(*) AS count FROM alerts
     WHERE started_at >= ?1 AND started_at < ?2 GROUP BY hour`,
    Hour,
  );
  const incidentsByHour = database.query(
    `SELECT CAST(substr(opened_at, 12, 2) AS INTEGER) AS hour, COUNT(*) AS count FROM incidents WHERE ${own} GROUP BY hour`,
    Hour,
  );
  // Beside MAX, the other columns are of the row that has it: the newest title.
  const byKind = database.query(
    `SELECT name, origin, MAX(started_at) AS lastAt, json_extract(payload, '$.title') AS title, COUNT(*) AS openings,
       SUM(json_extract(payload, '$.count')) AS signals, SUM(suppressed_by IS NOT NULL) AS suppressed,
       SUM(resolved_at IS NOT NULL AND acknowledged_at IS NULL) AS unanswered, ${toAcknowledge('started_at')}, ${toResolve('started_at')}
     FROM alerts WHERE started_at >= ?1 AND started_at < ?2 GROUP BY name, origin ORDER BY signals DESC, openings DESC LIMIT ${MOST_ROWS}`,
    Spans.extend({
      name: z.string(),
      origin: z.enum(['notice', 'rule', 'custom', 'finding']),
      title: z.string(),
      openings: z.number().int(),
      signals: Count,
      suppressed: Count,
      unanswered: Count,
    }),
  );
  const byCause = database.query(
    `SELECT cause AS causeId, COUNT(*) AS incidents, COUNT(DISTINCT plan_id) AS plans, MAX(opened_at) AS lastAt FROM incidents
     WHERE ${own} AND cause IS NOT NULL GROUP BY cause ORDER BY incidents DESC, lastAt DESC`,
    TrendOfCause,
  );
  const byPlan = database.query(
    `SELECT plan_id AS planId, MAX(opened_at) AS lastAt, COALESCE(json_extract(payload, '$.planName'), plan_id) AS planName,
       COUNT(*) AS incidents, ${toAcknowledge('opened_at')}, ${toResolve('opened_at')}
     FROM incidents WHERE ${own} AND plan_id IS NOT NULL GROUP BY plan_id ORDER BY incidents DESC LIMIT ${MOST_ROWS}`,
    Spans.extend({ planId: z.string(), planName: z.string(), incidents: z.number().int() }),
  );
  const byPerson = database.query(
    `SELECT acknowledged_by AS person, COUNT(*) AS taken, ${toAcknowledge('opened_at')}, ${toResolve('opened_at')}
     FROM incidents WHERE ${own} AND acknowledged_by IS NOT NULL GROUP BY acknowledged_by ORDER BY taken DESC LIMIT ${MOST_ROWS}`,
    Spans.extend({ person: z.string(), taken: z.number().int() }),
  );
  const all = database.query(
    `SELECT ${toAcknowledge('opened_at')}, ${toResolve('opened_at')} FROM incidents WHERE ${own}`,
    Spans,
  );
  const causesOfPlans = database.query(
    `SELECT cause AS causeId, plan_id AS planId, COALESCE(json_extract(payload, '$.planName'), plan_id) AS planName,
       COUNT(*) AS times, MAX(opened_at) AS lastAt
     FROM incidents WHERE cause IS NOT NULL AND plan_id IS NOT NULL AND status <> 'MERGED' AND opened_at < ?1
     GROUP BY cause, plan_id ORDER BY lastAt DESC LIMIT 1000`,
    z.object({ causeId: CauseId, planId: z.string(), planName: z.string(), times: z.number().int(), lastAt: Instant }),
  );

  function points({ from, to, stepSeconds }: TrendQuery): IncidentTrends['points'] {
    const begin = Math.floor(msOf(from) / 1000);
    const bounds = [from, to, begin, stepSeconds] as const;
    const alerts = new Map(alertsByStep.all(...bounds).map((row) => [row.bucket, row]));
    const incidents = new Map(incidentsByStep.all(...bounds).map((row) => [row.bucket, row.count]));
    const steps = Math.max(0, Math.ceil((msOf(to) - msOf(from)) / 1000 / stepSeconds));
    return Array.from({ length: steps }, (_, step) => ({
      at: instantOf(msOf(from) + step * stepSeconds * 1000),
      alerts: alerts.get(step)?.count ?? 0,
      suppressed: alerts.get(step)?.suppressed ?? 0,
      incidents: incidents.get(step) ?? 0,
    }));
  }

  function hours({ from, to }: TrendQuery): IncidentTrends['hours'] {
    const alerts = new Map(alertsByHour.all(from, to).map(({ hour, count }) => [hour, count]));
    const incidents = new Map(incidentsByHour.all(from, to).map(({ hour, count }) => [hour, count]));
    return Array.from({ length: 24 }, (_, hour) => ({
      hour,
      alerts: alerts.get(hour) ?? 0,
      incidents: incidents.get(hour) ?? 0,
    }));
  }

  return {
    read(query) {
      const { from, to, stepSeconds } = query;
      const total = all.first(from, to);
      return {
        from,
        to,
        stepSeconds,
        points: points(query),
        kinds: byKind.all(from, to).map(
          ({ name, origin, title, openings, signals, suppressed, unanswered, ...spans }): TrendOfKind => ({
            ...{ name, origin, title, openings, signals, suppressed, unanswered },
            ...lastedOf(spans),
          }),
        ),
        causes: byCause.all(from, to),
        plans: byPlan
          .all(from, to)
          .map(({ planId, planName, incidents, ...spans }): TrendOfPlan => ({ planId, planName, incidents, ...lastedOf(spans) })),
        people: byPerson
          .all(from, to)
          .map(({ person, taken, ...spans }): TrendOfPerson => ({ person, taken, ...lastedOf(spans) })),
        hours: hours(query),
        ...lastedOf(total ?? { acknowledgedCount: 0, acknowledgedMean: null, resolvedCount: 0, resolvedMean: null }),
      };
    },
    causesOfPlans: (until) => causesOfPlans.all(until),
  };
}

function lastedOf(spans: z.infer<typeof Spans>): { readonly toAcknowledge: Lasted; readonly toResolve: Lasted } {
  const rounded = (mean: number | null) => (mean === null ? null : Math.round(mean));
  return {
    toAcknowledge: { count: spans.acknowledgedCount, meanSeconds: rounded(spans.acknowledgedMean) },
    toResolve: { count: spans.resolvedCount, meanSeconds: rounded(spans.resolvedMean) },
  };
}
