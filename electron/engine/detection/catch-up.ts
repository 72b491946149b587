import { MARK, watchedMetrics } from '../../../shared/domain/detection/watched';
import { CONSOLE } from '../metrics/collect/collector';
import type { PointStore, Series } from '../telemetry/point-store';
import { createEntries } from './entries';
import type { SeriesBook } from './series-book';
import { MARK_ENTRY } from './worker/messages';

interface CatchUpParts {
  readonly points: Pick<PointStore, 'read'>;
  readonly book: SeriesBook;
  /** Right before a metric is read: what is recorded of it up to `throughMs` comes from the store. */
  readonly reading: (metric: string, throughMs: number) => void;
  /** Resolves when the thread has taken it. */
  readonly post: (entries: Float64Array) => Promise<void>;
  readonly signal: AbortSignal;
}

/** What is played at once: with 10,000 series told each minute some ten MB. */
const WINDOW_MS = 2 * 3_600_000;

/**
 * Plays what the store has of watched series after `fromMs` and up to `toMs` (engine clock), piece by piece and oldest first, so that
 * detectors know what they would know without the break. Of one piece all points come before the marks; the turns sort them.
 */
export async function catchUp(parts: CatchUpParts, fromMs: number, toMs: number): Promise<void> {
  const { points, book, reading, post, signal } = parts;
  const read = (name: string, from: number, to: number): Promise<readonly Series[]> => {
    reading(name, to);
    return points.read({ name, contextId: name === MARK ? CONSOLE : null, labels: {}, fromMs: from, toMs: to });
  };
  for (let from = fromMs; from < toMs && !signal.aborted; from += WINDOW_MS) {
    const until = Math.min(toMs, from + WINDOW_MS);
    const marks = (await read(MARK, from + 1, until)).flatMap((series) => series.points);
    const entries = createEntries();
    for (const { metric, values } of watchedMetrics) {
      // Without marks the console was not there; AWS has values of that time all the same.
      if (marks.length === 0 && until < toMs && values !== 'told') continue;
      if (signal.aborted) return;
      for (const { name, contextId, labels, points: found } of await read(metric, from + 1, until)) {
        const index = book.indexOf(name, contextId, labels);
        if (index !== null) for (const { atMs, value } of found) entries.add(index, atMs, value);
      }
    }
    for (const { atMs } of marks) entries.add(MARK_ENTRY, atMs, 0);
    const batch = entries.take();
    if (batch !== null && !signal.aborted) await post(batch);
  }
}
