import type { NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import { keepsPages } from '../../../shared/domain/notifications/delivery';
import { createHeap } from '../../../shared/lib/heap';
import { canBeDigested, createDigests, type Digests } from './digests';
import type { Entry } from './entry';
import { earlier } from './queue';
import { quietUntil } from './quiet-hours';

/** What keeps a message from leaving at once, all of it on the engine's clock. */
export type Hold = 'none' | 'later' | 'quiet' | 'digest';

/** What may leave now. A group of several leaves as one message. */
export interface Due {
  /** Escalations whose time has come, to be judged anew. */
  readonly escalations: readonly Entry[];
  readonly groups: readonly (readonly Entry[])[];
  readonly expired: readonly Entry[];
}

export interface Holds {
  readonly digests: Pick<Digests, 'remember'>;
  /** Decides whether a message waits, and remembers it if so. */
  admit(entry: Entry, nowMs: number, defaults: NotificationDefaults): Hold;
  /** Whether an escalation whose time has come must wait for the end of quiet hours. */
  isQuiet(entry: Entry, nowMs: number, defaults: NotificationDefaults): boolean;
  expires(entry: Entry): void;
  due(nowMs: number, defaults: NotificationDefaults): Due;
  /** Escalations that wait for what this event settles. */
  escalationsOf(settled: { readonly alertKey: string | null; readonly noticeId: string | null }): Entry[];
  /** Engine milliseconds; null while nothing is held. */
  nextMs(): number | null;
}

/** Quiet hours that were found to hold, so that a storm in the night asks once. */
interface QuietSpan {
  readonly settings: NotificationDefaults['QuietHours'];
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Timed {
  readonly atMs: number;
  readonly entry: Entry;
}

export function createHolds(): Holds {
  const digests = createDigests();
  const byTime = (one: Timed, other: Timed) => one.atMs < other.atMs;
  const expiries = createHeap<Timed>(byTime);
  const quiet = createHeap<Timed>(byTime);
  const later = createHeap<Timed>(byTime);
  const waitingEscalations = new Set<Entry>();
  let lastQuiet: QuietSpan | null = null;

  function quietEnd(nowMs: number, settings: NotificationDefaults['QuietHours']): number | null {
    if (lastQuiet?.settings === settings && nowMs >= lastQuiet.fromMs && nowMs < lastQuiet.untilMs) return lastQuiet.untilMs;
    const untilMs = quietUntil(nowMs, settings);
    if (untilMs !== null) lastQuiet = { settings, fromMs: nowMs, untilMs };
    return untilMs;
  }

  /** A resolution wakes nobody, and without it a page stays open until the morning. */
  function mayDisturb(entry: Entry, settings: NotificationDefaults['QuietHours']): boolean {
    if (entry.byHand || entry.isCritical || settings.Except.includes(entry.severity)) return true;
    return keepsPages.has(entry.carrier) && entry.lifecycle !== 'opens' && entry.lifecycle !== 'informs';
  }

  function holdQuiet(entry: Entry, nowMs: number, { QuietHours }: NotificationDefaults): boolean {
    if (!QuietHours.Enabled || mayDisturb(entry, QuietHours)) return false;
    const untilMs = quietEnd(nowMs, QuietHours);
    if (untilMs === null) return false;
    quiet.push({ atMs: untilMs, entry });
    return true;
  }

  function popDue(heap: ReturnType<typeof createHeap<Timed>>, nowMs: number): Entry[] {
    const found: Entry[] = [];
    for (let next = heap.peek(); next !== null && next.atMs <= nowMs; next = heap.peek()) {
      heap.pop();
      if (next.entry.state !== 'ended') found.push(next.entry);
    }
    return found;
  }

  /** After quiet hours, several of a kind leave as one. */
  function groupsOf(entries: readonly Entry[], { Digest }: NotificationDefaults): Entry[][] {
    const kinds = new Map<string, Entry[]>();
    for (const entry of entries.filter(({ state }) => state === 'waiting')) {
      const isAlone = !Digest.Enabled || !canBeDigested(entry.carrier);
      const key = isAlone ? entry.deliveryId : entry.digestKey;
      kinds.set(key, [...(kinds.get(key) ?? []), entry]);
    }
    return [...kinds.values()];
  }

  return {
    digests,
    admit(entry, nowMs, defaults) {
      if (entry.notBeforeMs !== null && entry.notBeforeMs > nowMs) {
        later.push({ atMs: entry.notBeforeMs, entry });
        waitingEscalations.add(entry);
        return 'later';
      }
      if (holdQuiet(entry, nowMs, defaults)) return 'quiet';
      return digests.gather(entry, nowMs, defaults.Digest) ? 'digest' : 'none';
    },
    isQuiet: holdQuiet,
    expires: (entry) => expiries.push({ atMs: entry.expiresAtMs, entry }),
    due(nowMs, defaults) {
      const expired = popDue(expiries, nowMs).filter(({ state }) => state === 'waiting');
      const escalations = popDue(later, nowMs);
      for (const entry of escalations) waitingEscalations.delete(entry);
      const awake = groupsOf(popDue(quiet, nowMs), defaults);
      return { expired, escalations, groups: [...awake, ...digests.ended(nowMs)] };
    },
    escalationsOf({ alertKey, noticeId }) {
      const found = [...waitingEscalations].filter(
        (entry) => (alertKey !== null && entry.alertKey === alertKey) || (noticeId !== null && entry.noticeId === noticeId),
      );
      for (const entry of found) waitingEscalations.delete(entry);
      return found;
    },
    nextMs: () =>
      [expiries.peek()?.atMs ?? null, quiet.peek()?.atMs ?? null, later.peek()?.atMs ?? null, digests.nextMs()].reduce(earlier),
  };
}
