import type { ConsoleEvent, EventOf } from '../../../shared/domain/events';
import type { Carrier, Delivery } from '../../../shared/domain/notifications/delivery';
import { instantOf, msOf } from '../../../shared/domain/primitives';
import type { EngineView } from '../../../shared/domain/view';
import type { Rate } from '../channels/channel';
import type { Ports } from '../ports';
import type { Recorder } from '../state/recorder';
import { type AttemptParts, createAttempts } from './attempt';
import { createChanges } from './changes';
import { createDispatcher } from './dispatcher';
import { entryOf } from './entry';
import { createOutbox } from './outbox';
import type { Outbox } from './outbox-api';
import { RECEIPT } from './projection';
import { createSweep } from './sweep';
import type { PlanTrouble } from './trouble-events';
import { createTroubles } from './troubles';
import { createUnsentContents } from './unsent-contents';
import { createWaiters } from './waiters';

export interface OutboxOptions extends AttemptParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'random' | 'log'>;
  readonly recorder: Pick<Recorder, 'record' | 'owe'>;
  /** Who hears of what the outbox itself has to tell: a destination that fails. */
  readonly plan: PlanTrouble;
  readonly rehearsal: boolean;
  /** Something changed: for the live view, at most a few times a second. */
  readonly onChanged: (notifying: NonNullable<EngineView['notifying']>) => void;
}

/** The outbox with its dispatcher. */
export interface RunningOutbox extends Outbox {
  /** To be called with everything that was committed, from the first commit on. */
  recorded(events: readonly ConsoleEvent[]): void;
  /** Takes up what earlier sessions left, and begins to send. */
  start(): void;
  /** Takes no more; what is on its way may land for so long. Before the recorder stops recording. */
  stop(withinMs: number): Promise<void>;
  /** Waiting messages by carrier: how deep the queue is. */
  depth(): ReadonlyMap<Carrier, number>;
}

/** Entries that keep what was decided in memory; the others read it again when their turn comes. */
const MOST_FRESH = 5_000;
/** A destination whose carrier this console has not. */
const NO_RATE: Rate = { perSecond: 1, burst: 1 };

export function openOutbox(options: OutboxOptions): RunningOutbox {
  const { ports, tables, recorder, store, channelOf, rehearsal, plan, onChanged } = options;
  const { clock, wall, log } = ports;
  const waiters = createWaiters(wall);
  const troubles = createTroubles({ clock, rehearsal, plan, raise: (event) => recorder.owe([event]) });
  const attempts = createAttempts(options);
  const dispatcher = createDispatcher({
    ports,
    log,
    tables,
    recorder,
    attempts,
    deduplicates: (carrier) => channelOf(carrier)?.deduplicates ?? false,
    defaults: () => store.current().Defaults,
    rateOf,
    // Not at once: whoever records must not record again within.
    onTrouble: (where, trouble) => void setImmediate(() => troubles.note(where, trouble)),
  });
  const changes = createChanges(wall, () => onChanged({ ...countsOf(), lastChangeSeq: tables.lastChangeSeq() }));
  const unsent = createUnsentContents({ tables, log, render: attempts.render });
  const sweep = createSweep({ tables, wall, clock, retentionDays: () => store.current().Defaults.RetentionDays });
  let isStarted = false;

  function countsOf() {
    const { queued, sending, failed, unmatched } = tables.reads.counts();
    return { queued: queued + sending, failed, unmatched };
  }

  function rateOf(carrier: Carrier): Rate {
    const own = store.current().Defaults.RateLimits?.[carrier];
    if (own !== undefined) return { perSecond: own.PerSecond, burst: own.Burst };
    return channelOf(carrier)?.rate ?? NO_RATE;
  }

  function raised({ event, deliveries }: EventOf<'notification.raised'>): void {
    if (event.lifecycle === 'acknowledges' || event.lifecycle === 'closes') dispatcher.settled(event, settledWords(event));
    for (const delivery of deliveries) {
      if (delivery.suppressed !== null) waiters.entered(delivery.deliveryId, 'suppressed');
      if (delivery.suppressed === null) admit(delivery, event);
      else unsent.keep(delivery, event);
    }
  }

  function admit(delivery: Delivery, event: EventOf<'notification.raised'>['event']): void {
    const seq = tables.open.seqOf(delivery.deliveryId);
    if (seq === null) return;
    const { lifecycle, alertKey, noticeId } = event;
    const { expiresAt } = delivery;
    const row = { seq, state: 'queued' as const, delivery, expiresAt, attempts: 0, spent: 0, ambiguous: 0, digested: 0 };
    const entry = entryOf({ ...row, nextAttemptMs: null, lifecycle, alertKey, noticeId }, arrival(false));
    if (isShort()) entry.fresh = { delivery, event };
    dispatcher.admit(entry);
  }

  /** Whether the queue is short enough for what waits to be kept in memory whole. */
  function isShort(): boolean {
    let all = 0;
    for (const waiting of dispatcher.queue.waiting().values()) all += waiting;
    return all < MOST_FRESH;
  }

  function arrival(byHand: boolean, nextAttemptMs: number | null = null) {
    const admittedMs = wall.monoMs();
    const waitMs = nextAttemptMs === null ? 0 : Math.max(0, nextAttemptMs - wall.nowMs());
    return { admittedMs, dueMs: admittedMs + waitMs, byHand };
  }

  function noted(event: ConsoleEvent): boolean {
    switch (event.type) {
      case 'notification.raised':
        raised(event);
        return true;
      case 'delivery.changed':
        waiters.entered(event.deliveryId, event.state);
        if (event.state === 'queued' && event.actor !== RECEIPT) putBack(event.deliveryId);
        return true;
      case 'delivery.attempted':
        waiters.entered(event.deliveryId, event.state);
        return true;
      case 'delivery.sending':
        return true;
      case 'notifications.changed':
        dispatcher.reconsider();
        return false;
      default:
        return false;
    }
  }

  function putBack(deliveryId: string): void {
    const row = tables.open.one(deliveryId);
    if (row !== null) dispatcher.admit(entryOf(row, arrival(true)));
  }

  function load(): void {
    const { Digest } = store.current().Defaults;
    const rows = tables.open.all();
    const waiting = new Set(rows.map(({ delivery }) => delivery.deliveryId));
    for (const { deliveryId, digestKey, queuedAt } of tables.open.recent(instantOf(clock.nowMs() - Digest.WindowSeconds * 1000)))
      if (!waiting.has(deliveryId)) dispatcher.remember(digestKey, msOf(queuedAt));
    troubles.resume(tables, dispatcher.troubled);
    for (const row of rows) {
      const entry = entryOf(row, arrival(row.spent > 0, row.nextAttemptMs));
      if (row.state === 'sending') dispatcher.interrupted(entry);
      else dispatcher.admit(entry);
    }
  }

  return {
    ...createOutbox({ tables, recorder, clock, waiters, queue: dispatcher.queue }),
    depth: dispatcher.queue.waiting,
    recorded(events) {
      // Before the start everything is in the tables, from where it is taken up.
      if (!isStarted) return;
      if (events.map(noted).some((isOurs) => isOurs)) changes.note();
    },
    start() {
      isStarted = true;
      load();
      changes.note();
      sweep.start();
    },
    async stop(withinMs) {
      sweep.stop();
      changes.stop();
      unsent.stop();
      await dispatcher.stop(withinMs);
    },
  };
}

function settledWords({ lifecycle, acknowledgement }: EventOf<'notification.raised'>['event']): string {
  if (lifecycle === 'closes') return 'Resolved before it was due.';
  return acknowledgement === null
    ? 'Acknowledged before it was due.'
    : `Acknowledged by ${acknowledgement.by} before it was due.`;
}
