import { setMaxListeners } from 'node:events';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import type { DeliveryState } from '../../../shared/domain/notifications/delivery';
import type { Instant } from '../../../shared/domain/primitives';
import { unreachable } from '../../../shared/lib/unreachable';
import type { SendOutcome } from '../channels/channel';
import type { Log } from '../ports';
import { createAlarm } from './alarm';
import type { Content } from './attempt';
import type { Entry } from './entry';
import { createFlights, type FlightParts, type Landing } from './flight';
import { createHolds } from './holds';
import { createQueue, type Destination, type Queue } from './queue';
import { answeredWords, expiredWords } from './reasons';
import { closingOf, endUnsent } from './unsent';
import { isHealthy, type Verdict } from './verdict';

/** While the journal cannot be written, or the key store does not answer, nothing is sent; it is tried again so often. */
const RETRY_MS = 5_000;
/** For carriers that give up when asked to answer at once; theirs is the last chance to say how it ended. */
const LAST_WORDS_MS = 200;

export interface DispatcherParts extends FlightParts {
  readonly log: Log;
  readonly defaults: () => NotificationDefaults;
  readonly rateOf: Parameters<typeof createQueue>[0];
  /** A destination stopped working, or works again (null). */
  readonly onTrouble: (where: Where, trouble: string | null) => void;
}

/** A destination, as `queue` knows it. */
export type Where = Pick<Entry, 'destination' | 'label' | 'carrier'>;

/** A change without an attempt. */
export interface Change {
  readonly entry: Entry;
  readonly state: DeliveryState;
  readonly reason: string;
  readonly into?: string;
  readonly content?: Content | null;
}

/** Sends what was decided: in order, within rates, again where it failed, until it has ended. Every step is committed before the next. */
export interface Dispatcher {
  admit(entry: Entry): void;
  /** Something was settled: escalations that waited for it are not sent. */
  settled(event: { readonly alertKey: string | null; readonly noticeId: string | null }, why: string): void;
  /** A message of this kind was queued before this session. */
  remember(digestKey: string, queuedAtMs: number): void;
  /** An attempt of an earlier session whose end nobody knows. */
  interrupted(entry: Entry): void;
  /** A destination that did not work when the console ended. */
  troubled(where: Where, trouble: string): void;
  /** Settings changed: what was broken may work. */
  reconsider(): void;
  readonly queue: Pick<Queue, 'destinations' | 'waiting' | 'inFlight'>;
  /** Takes no more; what is on its way has `withinMs` to land. */
  stop(withinMs: number): Promise<void>;
}

export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { ports, tables, recorder, defaults, rateOf, onTrouble, log } = parts;
  const { clock, wall } = ports;
  const flights = createFlights(parts);
  const queue = createQueue(rateOf, wall.monoMs);
  const holds = createHolds();
  const stopping = new AbortController();
  // Every attempt listens while it lasts.
  setMaxListeners(0, stopping.signal);
  const aloft = new Set<Promise<void>>();
  const wallAlarm = createAlarm({ nowMs: wall.monoMs, sleep: wall.sleep }, pumpSoon);
  const engineAlarm = createAlarm(clock, pumpSoon);
  const unfollow = clock.onChange(pumpSoon);
  let isPlanned = false;
  let isStopped = false;

  function pumpSoon(): void {
    if (isPlanned || isStopped) return;
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      if (!isStopped) pump();
    });
  }

  function pump(): void {
    release(clock.nowMs());
    const { started, nextMs } = queue.take(wall.monoMs());
    for (const entry of started)
      keepAloft(
        entry,
        flights.fly(entry, stopping.signal).then((landing) => settle(entry, landing)),
      );
    wallAlarm.setAt(nextMs);
    engineAlarm.setAt(holds.nextMs());
  }

  /** Keeps an eye on one attempt until it has landed; a bug in it must not stop the others. */
  function keepAloft(entry: Entry, flight: Promise<void>): void {
    const landed = flight.catch((thrown: unknown) => {
      log.error({ error: thrown, deliveryId: entry.deliveryId }, 'a delivery could not be attempted');
      land(entry, RETRY_MS);
    });
    aloft.add(landed);
    void landed.finally(() => aloft.delete(landed));
  }

  function settle(entry: Entry, landing: Landing): void {
    switch (landing.kind) {
      case 'tried':
        judge(entry, landing.outcome, landing.verdict);
        land(entry, landing.verdict.retryInMs);
        return;
      case 'not-sent':
        change([{ entry, state: landing.why.state, reason: landing.why.reason, content: landing.why.content }]);
        if (landing.why.state === 'failed' && !entry.isTest) fails(queue.destinationOf(entry), landing.why.reason);
        land(entry, null);
        return;
      case 'not-recorded':
        land(entry, RETRY_MS);
        return;
      default:
        unreachable(landing);
    }
  }

  /** The attempt is over: tried again in so many milliseconds, or (null) never. */
  function land(entry: Entry, againInMs: number | null): void {
    entry.state = againInMs === null ? 'ended' : 'waiting';
    entry.dueMs = wall.monoMs() + (againInMs ?? 0);
    queue.landed(entry);
    // What expired on its way was passed over when its time came.
    if (entry.state === 'waiting' && !entry.byHand && clock.nowMs() >= entry.expiresAtMs) expire([entry]);
    pumpSoon();
  }

  /** What the attempt says about the destination. */
  function judge(entry: Entry, outcome: SendOutcome, { state, pauseMs, reason }: Verdict): void {
    const destination = queue.destinationOf(entry);
    const now = wall.monoMs();
    if (pauseMs !== null) destination.pausedUntilMs = Math.max(destination.pausedUntilMs, now + pauseMs);
    const healthy = outcome.suppress === undefined ? isHealthy(outcome.outcome) : null;
    if (healthy !== null) destination.isTroubled = !healthy;
    const { breaker } = destination;
    const opened = outcome.destinationBroken ? breaker.broke(now) : healthy === false && breaker.failed(now);
    const closed = healthy === true && !outcome.destinationBroken && breaker.succeeded(now);
    const why = reason ?? 'It does not answer.';
    if (opened || closed) destination.trouble = opened ? why : null;
    if (opened || (state === 'failed' && !entry.isTest)) fails(destination, why);
    else if (state === 'accepted' || state === 'delivered') arrives(destination);
  }

  /** People are told once, until something arrives there. */
  function fails(destination: Destination, why: string): void {
    if (destination.isToldOf) return;
    const { key, label, carrier } = destination;
    destination.isToldOf = true;
    onTrouble({ destination: key, label, carrier }, why);
  }

  function arrives(destination: Destination): void {
    if (!destination.isToldOf) return;
    const { key, label, carrier } = destination;
    destination.isToldOf = false;
    onTrouble({ destination: key, label, carrier }, null);
  }

  function release(nowMs: number): void {
    const { expired, escalations, groups } = holds.due(nowMs, defaults());
    expire(expired);
    for (const entry of escalations) releaseEscalation(entry, nowMs);
    for (const group of groups) releaseGroup(group);
  }

  function expire(entries: readonly Entry[]): void {
    change(entries.map((entry) => ({ entry, state: 'expired', reason: expiredWords(entry) })));
  }

  function releaseEscalation(entry: Entry, nowMs: number): void {
    const answered = tables.reads.answered(entry);
    if (answered !== null) {
      change([{ entry, state: 'suppressed', reason: answeredWords(answered) }]);
      return;
    }
    entry.isHeld = holds.isQuiet(entry, nowMs, defaults());
    queue.add(entry);
  }

  /** The first of a group says it for all; what it says is rendered when it leaves. */
  function releaseGroup([first, ...rest]: readonly Entry[]): void {
    if (first === undefined) return;
    first.digested += rest.length;
    const into = first.deliveryId;
    const reason = `In the digest ${into}.`;
    change(
      rest.map((entry) => ({ entry, state: 'suppressed', reason, into })),
      () => {
        first.isHeld = false;
        queue.look(first);
        pumpSoon();
      },
    );
  }

  /** Ends deliveries without an attempt. What cannot be written now is owed: it has been decided. */
  function change(changes: readonly Change[], then: () => void = () => undefined): void {
    if (changes.length === 0) {
      then();
      return;
    }
    const at = clock.now();
    const events = changes.map((one) => changedEvent(one, at));
    for (const { entry, content } of changes) {
      queue.remove(entry);
      if (content?.isNew === true) tables.stage(entry.deliveryId, { content });
    }
    void recorder.record(events).then((recorded) => {
      if (!recorded.ok) recorder.owe(events);
      then();
    });
  }

  function admitTo(entry: Entry): void {
    if (!entry.byHand) holds.expires(entry);
    const hold = holds.admit(entry, clock.nowMs(), defaults());
    if (hold !== 'later') {
      entry.isHeld = hold !== 'none';
      queue.add(entry);
    }
    pumpSoon();
  }

  return {
    queue,
    admit(entry) {
      const opening = closingOf(entry, queue, wall.monoMs());
      if (opening === null) admitTo(entry);
      else endUnsent(entry, opening, change, admitTo);
    },
    settled(event, why) {
      change(holds.escalationsOf(event).map((entry) => ({ entry, state: 'suppressed', reason: why })));
    },
    remember: holds.digests.remember,
    interrupted(entry) {
      queue.adopt(entry);
      keepAloft(
        entry,
        flights.interrupted(entry).then(({ retryInMs }) => land(entry, retryInMs)),
      );
      if (!entry.byHand) holds.expires(entry);
    },
    troubled(where, trouble) {
      const destination = queue.destinationOf(where);
      destination.breaker.resume(wall.monoMs());
      destination.trouble = trouble;
      destination.isToldOf = true;
    },
    reconsider() {
      // Half-open: the next message tells whether it works now, and only then that is told.
      for (const { breaker } of queue.destinations.values()) if (breaker.isOpen()) breaker.resume(wall.monoMs());
      pumpSoon();
    },
    async stop(withinMs) {
      isStopped = true;
      wallAlarm.stop();
      engineAlarm.stop();
      unfollow();
      await inTime(withinMs);
      stopping.abort(new Error('The console is stopping.'));
      if (aloft.size > 0) await inTime(LAST_WORDS_MS);
    },
  };

  /** Waits until everything has landed, or so long. */
  async function inTime(ms: number): Promise<void> {
    const patience = new AbortController();
    const late = wall.sleep(ms, patience.signal).catch(() => undefined);
    await Promise.race([Promise.allSettled(aloft), late]);
    patience.abort();
  }
}

function changedEvent({ entry, state, reason, into }: Change, at: Instant): ConsoleEvent {
  const { deliveryId } = entry;
  return { type: 'delivery.changed', at, deliveryId, state, reason, into: into ?? null, actor: null };
}
