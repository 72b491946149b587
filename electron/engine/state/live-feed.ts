import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StreamItem } from '../../../shared/contract/stream';
import type { View } from '../../../shared/domain/view';
import type { Wall } from '../ports';
import { changesBetween } from './view-changes';

/** `now`: news an operator waits for. `soon`: ages and latencies, which may wait so that they do not cost a delta each. */
export type Urgency = 'now' | 'soon';

/** The one live stream: a view offered as often as it changes, published as numbered deltas, the same for every subscriber. */
export interface LiveFeed {
  offer(view: View, urgency: Urgency): void;
  /** What subscribers have been told, or will be with the next delta. */
  newest(): View;
  /** Snapshot, then deltas; with the session and number last held, only what came after. Ends when `signal` aborts or the feed closes. */
  subscribe(
    from: { readonly session?: string | undefined; readonly after?: number | undefined },
    signal: AbortSignal,
  ): AsyncGenerator<StreamItem, void, void>;
  /** Runs after each published delta. */
  onPublished(listener: (view: View) => void): () => void;
  /** Publishes what waits and ends every subscription once it has been read to the end. */
  close(): void;
}

interface FeedOptions {
  readonly session: string;
  readonly first: View;
  readonly wall: Pick<Wall, 'monoMs' | 'now' | 'sleep'>;
  /** Tells of a listener that threw. */
  readonly onBug: (thrown: unknown) => void;
}

type Delta = Extract<StreamItem, { kind: 'delta' }>;

const GATHER_MS: Readonly<Record<Urgency, number>> = { now: 100, soon: 1_000 };
/** What a subscriber may lag behind before it is given a snapshot. All share it, so that a slow one costs nothing. */
const KEPT_DELTAS = 1_000;
const KEPT_CHANGES = 50_000;

export function createLiveFeed({ session, first, wall, onBug }: FeedOptions): LiveFeed {
  const kept: Delta[] = [];
  const waiting = new Set<() => void>();
  const listeners = new Set<(view: View) => void>();
  let keptChanges = 0;
  let seq = 0;
  let published = first;
  let newest = first;
  let publishedAtMs = Number.NEGATIVE_INFINITY;
  let due: { readonly atMs: number; readonly timer: AbortController } | null = null;
  let closed = false;

  function offer(view: View, urgency: Urgency): void {
    newest = view;
    if (closed) return;
    const atMs = Math.max(wall.monoMs(), publishedAtMs + GATHER_MS[urgency]);
    if (due !== null && due.atMs <= atMs) return;
    due?.timer.abort();
    const timer = new AbortController();
    due = { atMs, timer };
    void publishAt(atMs, timer.signal);
  }

  /** The first change after a quiet while goes out at the end of this turn; the following ones are gathered. */
  async function publishAt(atMs: number, signal: AbortSignal): Promise<void> {
    const wait = atMs - wall.monoMs();
    if (wait > 0) await wall.sleep(wait, signal).catch(() => undefined);
    else await nextTurn();
    if (!signal.aborted) publish();
  }

  function publish(): void {
    due = null;
    const changes = changesBetween(published, newest);
    if (changes.length === 0) return;
    publishedAtMs = wall.monoMs();
    published = newest;
    seq += 1;
    keep({ kind: 'delta', session, seq, changes });
    wakeAll();
    for (const listener of listeners) tell(listener, published);
  }

  function keep(delta: Delta): void {
    kept.push(delta);
    keptChanges += delta.changes.length;
    while (kept.length > KEPT_DELTAS || (keptChanges > KEPT_CHANGES && kept.length > 1))
      keptChanges -= kept.shift()?.changes.length ?? 0;
  }

  function tell(listener: (view: View) => void, view: View): void {
    try {
      listener(view);
    } catch (thrown) {
      onBug(thrown);
    }
  }

  function wakeAll(): void {
    const woken = [...waiting];
    waiting.clear();
    for (const wake of woken) wake();
  }

  /** What comes after `held`, a snapshot when that is no longer kept, or null when there is nothing newer. */
  function itemAfter(held: number | null): StreamItem | null {
    if (held === seq) return null;
    const oldest = kept[0]?.seq ?? seq + 1;
    const delta = held === null ? undefined : kept[held + 1 - oldest];
    return delta ?? { kind: 'snapshot', session, seq, view: published };
  }

  function news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  return {
    offer,
    newest: () => newest,
    async *subscribe(from, signal) {
      const isKnown = from.session === session && from.after !== undefined && from.after <= seq;
      let held = isKnown && from.after !== undefined ? from.after : null;
      while (!signal.aborted) {
        const item = itemAfter(held);
        if (item === null) {
          if (closed) return;
          await news(signal);
        } else {
          held = item.seq;
          yield { ...item, sentAt: wall.now() };
        }
      }
    },
    onPublished(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      if (closed) return;
      due?.timer.abort();
      publish();
      closed = true;
      wakeAll();
    },
  };
}
