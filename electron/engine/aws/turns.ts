import { type Priority, rank } from './priority';

/** Gives the connections of the console to its contexts in turn, so that one with much to ask keeps none of the others waiting. */
export interface Turns {
  /** Resolves with what gives the turn back. Rejects with the signal's reason when the context closes first. */
  take(contextId: string, priority: Priority, signal: AbortSignal): Promise<() => void>;
}

interface Waiter {
  readonly contextId: string;
  readonly rank: number;
  readonly order: number;
  readonly go: () => void;
}

/** At most `slots` calls at a time: the more urgent first, then the context with the fewest under way, then whoever came first. */
export function createTurns(slots: number): Turns {
  const underWay = new Map<string, number>();
  const waiting = new Set<Waiter>();
  let busy = 0;
  let order = 0;

  const start = (contextId: string): (() => void) => {
    busy += 1;
    underWay.set(contextId, (underWay.get(contextId) ?? 0) + 1);
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      busy -= 1;
      const left = (underWay.get(contextId) ?? 1) - 1;
      if (left === 0) underWay.delete(contextId);
      else underWay.set(contextId, left);
      if (busy < slots) next()?.go();
    };
  };

  function next(): Waiter | null {
    let best: Waiter | null = null;
    for (const waiter of waiting) if (best === null || comesBefore(waiter, best)) best = waiter;
    return best;
  }

  function comesBefore(one: Waiter, other: Waiter): boolean {
    if (one.rank !== other.rank) return one.rank > other.rank;
    const mine = underWay.get(one.contextId) ?? 0;
    const theirs = underWay.get(other.contextId) ?? 0;
    return mine === theirs ? one.order < other.order : mine < theirs;
  }

  return {
    take(contextId, priority, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (busy < slots) return Promise.resolve(start(contextId));
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          contextId,
          rank: rank[priority],
          order: order++,
          go: () => leave(() => resolve(start(contextId))),
        };
        const giveUp = (): void => leave(() => reject(signal.reason));
        const leave = (then: () => void): void => {
          waiting.delete(waiter);
          signal.removeEventListener('abort', giveUp);
          then();
        };
        waiting.add(waiter);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
