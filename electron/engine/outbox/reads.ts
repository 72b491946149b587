import { z } from 'zod';
import { Attempt } from '../../../shared/domain/notifications/delivery';
import { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { DeliveryRecord, DeliverySummary } from '../../../shared/domain/notifications/record';
import { Instant } from '../../../shared/domain/primitives';
import type { ThreadRef } from '../channels/channel';
import type { Database } from '../journal/database';
import type { Contents } from './contents';
import type { HistoryQuery } from './outbox-api';
import { SummaryRow, summaryColumns, summaryOf } from './rows';

const Text = z.object({ payload: z.string() });
const Count = z.object({ n: z.number() });
const Thread = z.object({ root: z.string(), latest: z.string(), place: z.string().nullable() });
const Receipt = z.object({ at: Instant, text: z.string() });
const Answer = z.object({ lifecycle: z.enum(['acknowledges', 'closes']), payload: z.string() });

export interface Counts {
  readonly queued: number;
  readonly sending: number;
  readonly failed: number;
  readonly unmatched: number;
}

/** Why nobody needs to hear an escalation any more. */
export interface Answered {
  readonly how: 'acknowledges' | 'closes';
  readonly event: NotificationEvent;
}

/** What the outbox knows of single deliveries, newest first where there are several. */
export interface Reads {
  list(query: HistoryQuery): DeliverySummary[];
  summary(deliveryId: string): DeliverySummary | null;
  record(deliveryId: string): DeliveryRecord | null;
  event(deliveryId: string): NotificationEvent | null;
  /** Events gathered into this delivery, oldest first, its own among them; empty where it is no digest. */
  gathered(deliveryId: string): NotificationEvent[];
  thread(threadKey: string, destination: string): ThreadRef | null;
  hasEvent(eventId: string): boolean;
  hasKey(idempotencyKey: string): boolean;
  /** The acknowledgement or resolution of what this event opened, if it came after it. */
  answered(event: {
    readonly eventId: string;
    readonly alertKey: string | null;
    readonly noticeId: string | null;
  }): Answered | null;
  /** Events about destinations that did not work and have not been heard to work since. */
  openTroubles(): NotificationEvent[];
  byProvider(providerId: string): DeliverySummary | null;
  counts(): Counts;
}

const listed = `SELECT ${summaryColumns} FROM deliveries d
  WHERE d.seq < ?1
    AND (?2 IS NULL OR d.state = ?2)
    AND (?3 IS NULL OR d.channel = ?3 OR d.carrier = ?3)
    AND (?4 IS NULL OR d.event_type = ?4 OR d.event_type GLOB ?4)
    AND (?5 IS NULL OR d.execution = ?5)
    AND (?6 IS NULL OR d.queued_at >= ?6)
    AND (?7 IS NULL OR d.queued_at <= ?7)
    AND (?8 IS NULL OR d.title LIKE ?8 ESCAPE '!' OR d.label LIKE ?8 ESCAPE '!' OR d.reason LIKE ?8 ESCAPE '!')
  ORDER BY d.seq DESC LIMIT ?9`;

/** The same, along the index of a column that is asked for: what is rare is found without walking past everything else. */
function listedAlong(column: 'state' | 'execution' | 'event_type', value: 2 | 4 | 5): string {
  return `${listed.slice(0, listed.indexOf('WHERE'))} WHERE d.${column} = ?${value} AND ${listed.slice(listed.indexOf('d.seq <'))}`;
}

const answeredBy = (column: 'alert_key' | 'notice_id') => `SELECT lifecycle, payload FROM notification_events
  WHERE ${column} = ?1 AND seq > (SELECT seq FROM notification_events WHERE event_id = ?2)
    AND lifecycle IN ('acknowledges', 'closes') ORDER BY seq LIMIT 1`;

export function createReads(database: Database, contents: Contents): Reads {
  const lists = {
    any: database.query(listed, SummaryRow),
    state: database.query(listedAlong('state', 2), SummaryRow),
    type: database.query(listedAlong('event_type', 4), SummaryRow),
    execution: database.query(listedAlong('execution', 5), SummaryRow),
  };
  const one = database.query(`SELECT ${summaryColumns} FROM deliveries d WHERE d.delivery_id = ?`, SummaryRow);
  const provider = database.query(
    `SELECT ${summaryColumns} FROM deliveries d WHERE d.provider_id = ? ORDER BY d.seq DESC LIMIT 1`,
    SummaryRow,
  );
  const eventOf = database.query(
    'SELECT e.payload FROM deliveries d JOIN notification_events e ON e.seq = d.event_seq WHERE d.delivery_id = ?',
    Text,
  );
  const gathered = database.query(
    `SELECT e.payload FROM deliveries d JOIN notification_events e ON e.seq = d.event_seq
     WHERE d.said_by = ?1 OR d.delivery_id = ?1 ORDER BY d.seq`,
    Text,
  );
  const attempts = database.query('SELECT payload FROM attempts WHERE delivery = ? ORDER BY number', Text);
  const receipts = database.query('SELECT at, text FROM receipts WHERE delivery = ? ORDER BY id', Receipt);
  const thread = database.query('SELECT root, latest, place FROM threads WHERE thread = ? AND destination = ?', Thread);
  const eventKnown = database.query('SELECT count(*) AS n FROM notification_events WHERE event_id = ?', Count);
  const keyKnown = database.query('SELECT count(*) AS n FROM deliveries WHERE idempotency_key = ?', Count);
  const byAlert = database.query(answeredBy('alert_key'), Answer);
  const byNotice = database.query(answeredBy('notice_id'), Answer);
  const troubles = database.query(
    `SELECT e.payload FROM notification_events e WHERE e.type = 'health.delivery-failing' AND NOT EXISTS
       (SELECT 1 FROM notification_events c WHERE c.alert_key = e.alert_key AND c.seq > e.seq) ORDER BY e.seq DESC LIMIT 1000`,
    Text,
  );
  const inState = database.query('SELECT count(*) AS n FROM deliveries WHERE state = ?', Count);
  const unmatched = database.query('SELECT count(*) AS n FROM notification_events WHERE deliveries = 0', Count);
  const count = (state: string): number => inState.first(state)?.n ?? 0;

  function event(deliveryId: string): NotificationEvent | null {
    const row = eventOf.first(deliveryId);
    return row === null ? null : NotificationEvent.parse(JSON.parse(row.payload));
  }

  function summary(deliveryId: string): DeliverySummary | null {
    const row = one.first(deliveryId);
    return row === null ? null : summaryOf(row);
  }

  return {
    list({ state, channel, event: type, execution, from, to, text, before, limit }) {
      const along =
        execution !== null
          ? lists.execution
          : type !== null && !type.includes('*')
            ? lists.type
            : state !== null
              ? lists.state
              : lists.any;
      const like = text === null || text.trim() === '' ? null : `%${text.trim().replace(/[!%_]/g, '!$&')}%`;
      const glob = type === null ? null : type.replace(/[*?[]/g, (sign) => (sign === '*' ? '*' : `[${sign}]`));
      return along.all(before ?? Number.MAX_SAFE_INTEGER, state, channel, glob, execution, from, to, like, limit).map(summaryOf);
    },
    summary,
    record(deliveryId) {
      const found = summary(deliveryId);
      const happened = event(deliveryId);
      if (found === null || happened === null) return null;
      return {
        ...found,
        event: happened,
        rendered: contents.load(found.seq),
        attemptLog: attempts.all(found.seq).map((row) => Attempt.parse(JSON.parse(row.payload))),
        receipts: receipts.all(found.seq),
      };
    },
    event,
    gathered(deliveryId) {
      const events = gathered.all(deliveryId).map((row) => NotificationEvent.parse(JSON.parse(row.payload)));
      return events.length > 1 ? events : [];
    },
    thread: (threadKey, destination) => thread.first(threadKey, destination),
    hasEvent: (eventId) => (eventKnown.first(eventId)?.n ?? 0) > 0,
    hasKey: (key) => (keyKnown.first(key)?.n ?? 0) > 0,
    answered({ eventId, alertKey, noticeId }) {
      const row =
        (alertKey === null ? null : byAlert.first(alertKey, eventId)) ??
        (noticeId === null ? null : byNotice.first(noticeId, eventId));
      return row === null ? null : { how: row.lifecycle, event: NotificationEvent.parse(JSON.parse(row.payload)) };
    },
    openTroubles: () => troubles.all().map((row) => NotificationEvent.parse(JSON.parse(row.payload))),
    byProvider(providerId) {
      const row = provider.first(providerId);
      return row === null ? null : summaryOf(row);
    },
    counts: () => ({
      queued: count('queued'),
      sending: count('sending'),
      failed: count('failed'),
      unmatched: unmatched.first()?.n ?? 0,
    }),
  };
}
