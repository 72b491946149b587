import type { SeriesReading } from '../../../shared/contract/findings';
import { aspects } from '../../../shared/domain/detection/detector';
import {
  MARK,
  type WatchedMetric,
  watchedBy,
  watchedKey,
  watchedLabels,
  watchedMetrics,
} from '../../../shared/domain/detection/watched';
import type { Labels } from '../../../shared/domain/metrics/labels';
import { MOST_POINTS } from '../../../shared/domain/metrics/steps';
import { type ContextId, instantOf } from '../../../shared/domain/primitives';
import { CONSOLE } from '../metrics/collect/collector';
import type { Point, PointStore } from '../telemetry/point-store';
import type { Keeper } from './keeper';
import { READING } from './worker/messages';

/** A series, and from when to when (engine clock). */
export interface OverlayWanted {
  readonly name: string;
  readonly contextId: ContextId;
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Overlay {
  /** Why there are no readings; null where there are. */
  readonly why: string | null;
  readonly points: readonly SeriesReading[];
}

/** Pages of stored points that are played: what is older hardly matters any more. */
const MOST_PAGES = 5;
/** Until then CloudWatch completes what it told; see `intake.ts`. */
const SETTLED_MS = 45 * 60_000;

/** Judges stored points of one series once more, in the thread: from the oldest kept, at most 20,500 points back. */
export async function overlayOf(
  { points, keeper }: { readonly points: Pick<PointStore, 'read'>; readonly keeper: Keeper },
  { name, contextId, labels: given, fromMs, toMs }: OverlayWanted,
): Promise<Overlay> {
  const watched = watchedBy(name);
  if (watched === null)
    return none(`${name} is not watched. Watched are ${watchedMetrics.map(({ metric }) => metric).join(', ')}.`);
  const labels = watchedLabels(watched, given);
  const missing = watched.by.filter((label) => labels[label] === undefined && !isPlace(label));
  if (missing.length > 0) return none(`Pick one series: ${name} is judged by ${missing.join(' and ')}.`);
  const stored = await storedPoints(points, { name, contextId, labels, toMs });
  if (stored.length === 0) return none('Nothing was measured of this series yet.');
  const marks = await marksOf(points, watched, stored, toMs);
  const answer = await keeper.ask<'readings'>({
    of: 'readings',
    metric: name,
    key: watchedKey(watched, contextId, labels),
    points: Float64Array.from(stored.flatMap(({ atMs, value }) => [atMs, value])),
    marks,
    fromMs,
  });
  if (answer === null) return none(`${keeper.trouble() ?? 'The detector did not answer.'} Ask again in a moment.`);
  const readings = readingsOf(answer.readings).filter(({ at }) => Date.parse(at) <= toMs);
  return { why: null, points: readings.slice(-MOST_POINTS) };
}

function none(why: string): Overlay {
  return { why, points: [] };
}

/** CloudWatch series carry these; whoever shows one series of a server need not know them. */
function isPlace(label: string): boolean {
  return label === 'account' || label === 'region';
}

/** When turns ended. What is told as it is has its own moments. */
async function marksOf(
  points: Pick<PointStore, 'read'>,
  { values }: WatchedMetric,
  stored: readonly Point[],
  toMs: number,
): Promise<Float64Array> {
  if (values === 'told') {
    const moments = stored.map(({ atMs }) => atMs);
    return Float64Array.from([...moments, (moments.at(-1) ?? 0) + SETTLED_MS]);
  }
  const marks = await storedPoints(points, { name: MARK, contextId: CONSOLE, labels: {}, toMs });
  const first = stored[0]?.atMs ?? 0;
  return Float64Array.from(marks.flatMap(({ atMs }) => (atMs >= first ? [atMs] : [])));
}

async function storedPoints(
  points: Pick<PointStore, 'read'>,
  { name, contextId, labels, toMs }: Omit<OverlayWanted, 'fromMs'>,
): Promise<readonly Point[]> {
  const pages: Point[] = [];
  let untilMs = toMs;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const series = await points.read({ name, contextId, labels, fromMs: 0, toMs: untilMs });
    // Of several that are put together, the one that reaches back least says from where on all are there.
    const full = series.filter((one) => one.points.length >= MOST_POINTS);
    const fromMs = full.reduce((latest, one) => Math.max(latest, one.points[0]?.atMs ?? latest), 0);
    for (const one of series) for (const point of one.points) if (point.atMs >= fromMs) pages.push(point);
    if (full.length === 0) break;
    untilMs = fromMs - 1;
  }
  return pages.sort((one, other) => one.atMs - other.atMs);
}

function readingsOf(numbers: Float64Array): SeriesReading[] {
  const found: SeriesReading[] = [];
  for (let at = 0; at + READING <= numbers.length; at += READING) {
    const [atMs = 0, value = 0, score = 0, low = 0, high = 0, aspect = -1, learning = 0] = numbers.subarray(at, at + READING);
    found.push({
      at: instantOf(atMs),
      value,
      score,
      low: Number.isFinite(low) ? Math.max(0, low) : null,
      high: Number.isFinite(high) ? Math.max(0, high) : null,
      aspect: aspects[aspect] ?? null,
      isLearning: learning === 1,
    });
  }
  return found;
}
