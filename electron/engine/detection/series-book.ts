import { type WatchedMetric, watchedBy, watchedKey, watchedLabels } from '../../../shared/domain/detection/watched';
import type { Labels } from '../../../shared/domain/metrics/labels';
import type { SeriesDefinition } from './worker/messages';

/** A watched series, by its number in the thread. */
export interface BookedSeries {
  readonly index: number;
  readonly key: string;
  readonly watched: WatchedMetric;
  readonly contextId: string;
  readonly labels: Labels;
}

/** Which series are watched, by number; as many as there may be. */
export interface SeriesBook {
  /** Its number, a new one where it is new; null where its metric is not watched or no more may be. */
  indexOf(metric: string, contextId: string, labels: Labels): number | null;
  get(index: number): BookedSeries | null;
  byKey(key: string): BookedSeries | null;
  all(): Iterable<BookedSeries>;
  /** Series that are new since this was asked last; of many the first so many. */
  fresh(most?: number): readonly BookedSeries[];
  /** How many wait to be asked for. */
  freshCount(): number;
  /** Takes up what the thread knows; what was booked before is booked anew. */
  restart(known: readonly Omit<SeriesDefinition, 'shares'>[]): void;
  remove(index: number): void;
  size(): number;
  leftOut(): number;
}

/** Beyond, series are left out: their detectors would not fit into the memory they are allowed. */
export const MOST_SERIES = 10_000;
/** Names of what is left out are remembered up to here, to count them. */
const MOST_COUNTED = 50_000;

export function createSeriesBook(most = MOST_SERIES): SeriesBook {
  const byKey = new Map<string, BookedSeries>();
  const byIndex = new Map<number, BookedSeries>();
  const out = new Set<string>();
  let news: BookedSeries[] = [];
  let free: number[] = [];
  let next = 0;

  function book(booked: BookedSeries): void {
    byKey.set(booked.key, booked);
    byIndex.set(booked.index, booked);
  }

  return {
    indexOf(metric, contextId, labels) {
      const watched = watchedBy(metric);
      if (watched === null) return null;
      const key = watchedKey(watched, contextId, labels);
      const held = byKey.get(key);
      if (held !== undefined) return held.index;
      if (byKey.size >= most) {
        if (out.size < MOST_COUNTED) out.add(key);
        return null;
      }
      const index = free.pop() ?? next++;
      const booked = { index, key, watched, contextId, labels: watchedLabels(watched, labels) };
      book(booked);
      news.push(booked);
      return index;
    },
    get: (index) => byIndex.get(index) ?? null,
    byKey: (key) => byKey.get(key) ?? null,
    all: () => byIndex.values(),
    fresh: (most = news.length) => news.splice(0, most),
    freshCount: () => news.length,
    restart(known) {
      byKey.clear();
      byIndex.clear();
      out.clear();
      news = [];
      for (const { index, key, metric, contextId, labels } of known) {
        const watched = watchedBy(metric);
        if (watched !== null) book({ index, key, watched, contextId, labels });
      }
      next = 1 + Math.max(-1, ...byIndex.keys());
      free = Array.from({ length: next }, (_, index) => index).filter((index) => !byIndex.has(index));
    },
    remove(index) {
      const held = byIndex.get(index);
      if (held === undefined) return;
      byIndex.delete(index);
      byKey.delete(held.key);
      free.push(index);
      out.clear();
    },
    size: () => byKey.size,
    leftOut: () => out.size,
  };
}
