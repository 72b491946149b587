import { MARK, watchedBy } from '../../../shared/domain/detection/watched';
import { startStopwatch } from '../metrics/stopwatch';
import type { Series } from '../telemetry/point-store';
import { createEntries } from './entries';
import type { SeriesBook } from './series-book';
import { MARK_ENTRY } from './worker/messages';

/** Points on their way from the metric store to the thread. */
export interface Feed {
  /** To be called with everything that is recorded; costs next to nothing, the work is done in turns of their own. */
  take(series: readonly Series[]): void;
  /** These are in the store already and are played from there: those of a metric up to a moment. */
  forget(metric: string, throughMs: number): void;
  /** From now on what waits is posted, or kept again. */
  flow(isFlowing: boolean): void;
  /** The thread has taken a batch. */
  taken(): void;
  /** Points that wait. */
  waiting(): number;
  /** Points that were left out because the thread fell behind. */
  lost(): number;
  stop(): void;
}

interface FeedParts {
  readonly book: SeriesBook;
  /** Hands a batch over; series that are new in it are told before. */
  readonly post: (entries: Float64Array) => void;
}

/** A turn of the engine's loop spends about so long on this. */
const TURN_MS = 3;
const ENTRIES_A_BATCH = 20_000;
const NEW_A_BATCH = 400;
/** Batches on their way at a time. */
const MOST_IN_FLIGHT = 3;
/** Points that may wait while the thread is busy; beyond, the oldest are left out. */
export const MOST_POINTS_WAITING = 400_000;

export function createFeed({ book, post }: FeedParts): Feed {
  let queue: Series[] = [];
  let queued = 0;
  let lost = 0;
  let inFlight = 0;
  let isFlowing = false;
  let isDue = false;
  let isStopped = false;
  const entries = createEntries();

  /** Telling of a series that is new costs more than a point of it. */
  function hasRoom(): boolean {
    return entries.size() < ENTRIES_A_BATCH && book.freshCount() < NEW_A_BATCH;
  }

  function wake(): void {
    if (isDue || isStopped || !isFlowing || inFlight >= MOST_IN_FLIGHT || queue.length === 0) return;
    isDue = true;
    setImmediate(work);
  }

  function addAll({ name, contextId, labels, points }: Series): void {
    if (name === MARK) {
      for (const { atMs } of points) entries.add(MARK_ENTRY, atMs, 0);
      return;
    }
    const index = book.indexOf(name, contextId, labels);
    if (index !== null) for (const { atMs, value } of points) entries.add(index, atMs, value);
  }

  function work(): void {
    isDue = false;
    if (isStopped || !isFlowing) return;
    const tookMs = startStopwatch();
    let done = 0;
    while (done < queue.length && hasRoom() && (done % 64 !== 63 || tookMs() < TURN_MS)) {
      const series = queue[done];
      if (series !== undefined) {
        addAll(series);
        queued -= series.points.length;
      }
      done += 1;
    }
    queue = done >= queue.length ? [] : queue.slice(done);
    const isBatch = queue.length === 0 || !hasRoom();
    const batch = isBatch ? entries.take() : null;
    if (batch !== null) {
      inFlight += 1;
      post(batch);
    }
    wake();
  }

  function makeRoom(): void {
    let from = 0;
    while (queued > MOST_POINTS_WAITING && from < queue.length) {
      const points = queue[from]?.points.length ?? 0;
      queued -= points;
      lost += points;
      from += 1;
    }
    if (from > 0) queue = queue.slice(from);
  }

  return {
    take(all) {
      if (isStopped) return;
      for (const series of all) {
        if (series.name !== MARK && watchedBy(series.name) === null) continue;
        queue.push(series);
        queued += series.points.length;
      }
      if (queued > MOST_POINTS_WAITING) makeRoom();
      wake();
    },
    forget(metric, throughMs) {
      queue = queue.flatMap((series) => {
        if (series.name !== metric) return [series];
        const points = series.points.filter(({ atMs }) => atMs > throughMs);
        queued -= series.points.length - points.length;
        return points.length === 0 ? [] : [{ ...series, points }];
      });
    },
    flow(flows) {
      isFlowing = flows;
      inFlight = 0;
      if (!flows) entries.take();
      wake();
    },
    taken() {
      inFlight = Math.max(0, inFlight - 1);
      wake();
    },
    waiting: () => queued,
    lost: () => lost,
    stop() {
      isStopped = true;
      queue = [];
      queued = 0;
    },
  };
}
