import type { ConsoleEvent } from '../../../shared/domain/events';
import { err, ok } from '../../../shared/lib/result';
import type { Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import type { Dispatcher } from './dispatcher';
import type { Outbox } from './outbox-api';
import { RECEIPT } from './projection';
import type { OutboxTables } from './tables';
import type { Waiters } from './waiters';

interface OutboxParts {
  readonly tables: OutboxTables;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly waiters: Waiters;
  readonly queue: Dispatcher['queue'];
}

/** What handlers and screens ask of the outbox. */
export function createOutbox({ tables, recorder, clock, waiters, queue }: OutboxParts): Outbox {
  const { reads } = tables;

  return {
    list: reads.list,
    get: reads.record,
    counts: reads.counts,
    serviceLevel(from, to) {
      const level = tables.serviceLevel(from, to);
      const troubles = [...queue.destinations.values()].filter(({ trouble }) => trouble !== null);
      const troubleOf = ({ carrier, trouble: found }: (typeof level.byCarrier)[number]) => {
        const said = troubles.filter((one) => one.carrier === carrier).map(({ label, trouble }) => `${label}: ${trouble}`);
        return said.length === 0 ? found : said.join(' ');
      };
      return { ...level, byCarrier: level.byCarrier.map((row) => ({ ...row, trouble: troubleOf(row) })) };
    },
    async redeliver(deliveryId, how, actor) {
      const found = reads.summary(deliveryId);
      if (found === null) return err({ code: 'unknown', message: `There is no delivery ${deliveryId}.` });
      if (!['failed', 'expired', 'suppressed'].includes(found.state))
        return err({ code: 'not-ended', message: notEndedWords(found.state) });
      const isNew = how === 'with-todays-template';
      if (isNew) tables.stage(deliveryId, { content: null });
      const reason = `Put back by ${actor}${isNew ? ', with the template of today' : ''}.`;
      const event = {
        type: 'delivery.changed' as const,
        at: clock.now(),
        deliveryId,
        state: 'queued' as const,
        reason,
        into: null,
        actor,
      };
      const recorded = await recorder.record([event]);
      if (!recorded.ok) return err({ code: 'not-recording', message: recorded.error.message });
      return ok(reads.summary(deliveryId) ?? found);
    },
    async ended(deliveryId, withinMs) {
      const first = reads.summary(deliveryId);
      if (first !== null && (first.state === 'queued' || first.state === 'sending')) await waiters.wait(deliveryId, withinMs);
      return reads.record(deliveryId);
    },
    async receipt(providerId, { text, state }) {
      const found = reads.byProvider(providerId);
      if (found === null) return false;
      const event: ConsoleEvent = {
        type: 'delivery.changed',
        at: clock.now(),
        deliveryId: found.deliveryId,
        state: state ?? found.state,
        reason: text,
        into: null,
        actor: RECEIPT,
      };
      return (await recorder.record([event])).ok;
    },
  };
}

function notEndedWords(state: string): string {
  return state === 'queued' || state === 'sending'
    ? 'It is still on its way.'
    : 'It has arrived; only what failed, expired or was suppressed is sent again.';
}
