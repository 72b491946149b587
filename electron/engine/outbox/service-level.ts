import { z } from 'zod';
import { Carrier } from '../../../shared/domain/notifications/delivery';
import type { ServiceLevel } from '../../../shared/domain/notifications/record';
import { Instant } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';
import { createAvailability } from './availability';

type Share = ServiceLevel['delivered'];

const GOAL_DELIVERED = 0.999;
const GOAL_REACHED = 0.95;

const Totals = z.object({ good: z.number().nullable(), n: z.number() });
const ByCarrier = z.object({
  carrier: Carrier,
  delivered: z.number(),
  failed: z.number(),
  waiting: z.number(),
  dead: z.number(),
  retried: z.number(),
});
const Ended = z.object({ state: z.enum(['accepted', 'delivered', 'failed']), reason: z.string().nullable(), state_at: Instant });
const Latency = z.object({ ms: z.number() });
const Count = z.object({ n: z.number() });

/** Deliveries queued in the period; tests by hand say nothing about the service. */
const inPeriod = 'd.queued_at >= ?1 AND d.queued_at <= ?2 AND d.is_test = 0';
const ofCarrier = '(?3 IS NULL OR d.carrier = ?3)';

const delivered = `SELECT sum(d.state IN ('accepted', 'delivered')) AS good, count(*) AS n FROM deliveries d
  WHERE ${inPeriod} AND d.state IN ('accepted', 'delivered', 'failed', 'expired')`;

const byCarrier = `SELECT d.carrier, sum(d.state IN ('accepted', 'delivered')) AS delivered,
    sum(d.state IN ('failed', 'expired')) AS failed, sum(d.state IN ('queued', 'sending')) AS waiting,
    sum(d.state = 'failed') AS dead, sum(d.state = 'queued' AND d.attempts > d.spent) AS retried
  FROM deliveries d WHERE ${inPeriod} GROUP BY d.carrier ORDER BY d.carrier`;

/** What ended last of a carrier; what was not sent in time says nothing about it. */
const lastEnded = `SELECT d.state, d.reason, d.state_at FROM deliveries d
  WHERE ${inPeriod} AND d.carrier = ?3 AND d.state IN ('accepted', 'delivered', 'failed') ORDER BY d.state_at DESC, d.seq DESC LIMIT 1`;

const timed = `FROM deliveries d WHERE ${inPeriod} AND d.latency_ms IS NOT NULL AND ${ofCarrier}`;

/** Of each critical opening: whether it reached a person in time, and whether that is decided yet. */
const reached = `WITH opened AS (
    SELECT e.seq, e.alert_key, e.notice_id,
      coalesce((SELECT max(d.expires_at) FROM deliveries d WHERE d.event_seq = e.seq), e.at) AS until,
      EXISTS (SELECT 1 FROM deliveries d WHERE d.event_seq = e.seq AND d.state IN ('queued', 'sending')) AS is_open,
      EXISTS (SELECT 1 FROM deliveries d WHERE d.event_seq = e.seq AND d.state = 'delivered' AND d.state_at <= d.expires_at) AS proven
    FROM notification_events e
    WHERE e.at >= ?1 AND e.at <= ?2 AND e.severity = 'CRITICAL' AND e.lifecycle = 'opens'
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_seq = e.seq AND d.is_test = 1)
  ), judged AS (
    SELECT o.until, o.is_open, o.proven OR EXISTS (
      SELECT 1 FROM notification_events a WHERE a.alert_key = o.alert_key AND a.seq > o.seq
        AND a.lifecycle = 'acknowledges' AND a.at <= o.until
    ) OR EXISTS (
      SELECT 1 FROM notification_events a WHERE a.notice_id = o.notice_id AND a.seq > o.seq
        AND a.lifecycle = 'acknowledges' AND a.at <= o.until
    ) AS good FROM opened o
  ) SELECT sum(good) AS good, count(*) AS n FROM judged WHERE good OR NOT is_open`;

/** How well notifying went, counted in the tables; definitions stand in the operator guide. */
export function createServiceLevels(database: Database): (from: Instant, to: Instant) => ServiceLevel {
  const allDelivered = database.query(delivered, Totals);
  const allReached = database.query(reached, Totals);
  const carriers = database.query(byCarrier, ByCarrier);
  const last = database.query(lastEnded, Ended);
  const timedCount = database.query(`SELECT count(*) AS n ${timed}`, Count);
  const timedAt = database.query(`SELECT d.latency_ms AS ms ${timed} ORDER BY d.latency_ms LIMIT 1 OFFSET ?4`, Latency);
  const unmatched = database.query(
    'SELECT count(*) AS n FROM notification_events WHERE deliveries = 0 AND at >= ? AND at <= ?',
    Count,
  );
  const availability = createAvailability(database);

  function latency(from: Instant, to: Instant, carrier: Carrier | null): { p50: number | null; p99: number | null } {
    const count = timedCount.first(from, to, carrier)?.n ?? 0;
    const at = (q: number) =>
      count === 0 ? null : (timedAt.first(from, to, carrier, Math.min(count - 1, Math.floor(count * q)))?.ms ?? null);
    return { p50: at(0.5), p99: at(0.99) };
  }

  return (from, to) => ({
    from,
    to,
    delivered: share(allDelivered.first(from, to), GOAL_DELIVERED),
    escalationsReached: share(allReached.first(from, to), GOAL_REACHED),
    availability: availability(from, to),
    latencyMs: latency(from, to, null),
    byCarrier: carriers.all(from, to).map(({ dead, retried, ...row }) => {
      const { p50, p99 } = latency(from, to, row.carrier);
      return { ...row, p50Ms: p50, p99Ms: p99, trouble: troubleWords(dead, retried, last.first(from, to, row.carrier)) };
    }),
    unmatched: unmatched.first(from, to)?.n ?? 0,
  });
}

/** What keeps a carrier from being in order, as one sentence; null where nothing does. Times are UTC. */
function troubleWords(dead: number, retried: number, last: z.infer<typeof Ended> | null): string | null {
  if (last?.state === 'failed') {
    const reason = last.reason ?? 'No reason is known.';
    return `${dead} dead ${dead === 1 ? 'letter' : 'letters'}, the last at ${last.state_at.slice(11, 16)} UTC: ${reason}`;
  }
  return retried === 0 ? null : `${retried} ${retried === 1 ? 'waits' : 'wait'} after failed attempts.`;
}

function share(row: z.infer<typeof Totals> | null, goal: number): Share {
  const all = row?.n ?? 0;
  const good = row?.good ?? 0;
  return { share: all === 0 ? null : good / all, good, all, goal };
}
