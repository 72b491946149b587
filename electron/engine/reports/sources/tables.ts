import { z } from 'zod';
import { Alert } from '../../../../shared/domain/alerting/alert';
import { Incident } from '../../../../shared/domain/alerting/incident';
import { Instant } from '../../../../shared/domain/primitives';
import type { Period } from '../../../../shared/domain/reports/blocks';
import type { DeliveryRecord } from '../../../../shared/domain/reports/sources';
import type { Database } from '../../journal/database';
import { deliveryOf } from '../../outbox/rows';
import { walk } from './walk';

/** Tables of the journal's file, walked by time. */
export interface ReportTables {
  incidents(period: Period): Iterable<Incident>;
  alerts(period: Period): Iterable<Alert>;
  deliveries(period: Period): Iterable<DeliveryRecord>;
  /** Rows in all, and the newest moment. */
  counts(table: 'incidents' | 'alerts' | 'deliveries'): { readonly records: number; readonly freshAt: Instant | null };
}

const Kept = z.object({ at: z.string(), id: z.string(), payload: z.string() });
const DeliveryRow = z.object({
  at: Instant,
  seq: z.number(),
  event_type: z.string(),
  channel: z.string(),
  state: z.string(),
  attempts: z.number(),
  latency_ms: z.number().nullable(),
  reason: z.string().nullable(),
  payload: z.string(),
});
const Counted = z.object({ n: z.number(), newest: Instant.nullable() });
const moments = { incidents: 'changed_at', alerts: 'last_seen_at', deliveries: 'state_at' } as const;
const delivered: ReadonlySet<string> = new Set(['accepted', 'delivered']);

export function createReportTables(database: Database): ReportTables {
  const kept = (table: string, at: string, id: string) =>
    database.query(
      `SELECT ${at} AS at, ${id} AS id, payload FROM ${table}
       WHERE ${at} >= ?1 AND ${at} < ?2 AND (${at}, ${id}) > (?3, ?4) ORDER BY ${at}, ${id} LIMIT ?5`,
      Kept,
    );
  const incidents = kept('incidents', 'opened_at', 'incident_id');
  const alerts = kept('alerts', 'started_at', 'alert_id');
  // Tests by hand say nothing about what people were told.
  const deliveries = database.query(
    `SELECT queued_at AS at, seq, event_type, channel, state, attempts, latency_ms, reason, payload FROM deliveries
     WHERE is_test = 0 AND queued_at >= ?1 AND queued_at < ?2 AND (queued_at, seq) > (?3, ?4) ORDER BY queued_at, seq LIMIT ?5`,
    DeliveryRow,
  );

  const walked = <T>(rows: typeof incidents, { from, to }: Period, read: (payload: unknown) => T): Iterable<T> =>
    walk(
      { at: '', id: '' },
      (after, limit) => rows.all(from, to, after.at, after.id, limit),
      ({ at, id }) => ({ at, id }),
      ({ payload }) => read(JSON.parse(payload)),
    );

  return {
    incidents: (period) => walked(incidents, period, (value) => Incident.parse(value)),
    alerts: (period) => walked(alerts, period, (value) => Alert.parse(value)),
    deliveries: ({ from, to }) =>
      walk(
        { at: '', seq: -1 },
        (after, limit) => deliveries.all(from, to, after.at, after.seq, limit),
        ({ at, seq }) => ({ at: String(at), seq }),
        recordOf,
      ),
    counts(table) {
      const row = database.query(`SELECT count(*) AS n, max(${moments[table]}) AS newest FROM ${table}`, Counted).first();
      return { records: row?.n ?? 0, freshAt: row?.newest ?? null };
    },
  };
}

function recordOf(row: z.infer<typeof DeliveryRow>): DeliveryRecord {
  const isDelivered = delivered.has(row.state);
  return {
    at: row.at,
    eventType: row.event_type,
    channel: row.channel,
    destination: deliveryOf(row.payload).destinationLabel,
    state: row.state,
    attempts: row.attempts,
    afterMs: isDelivered ? row.latency_ms : null,
    error: isDelivered ? null : row.reason,
  };
}
