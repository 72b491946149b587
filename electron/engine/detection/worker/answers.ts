import { aspects } from '../../../../shared/domain/detection/detector';
import { watchedBy } from '../../../../shared/domain/detection/watched';
import type { DetectorMaker } from './detector-maker';
import type { KeptSeries } from './hall';
import { type Answer, type MapRow, type Question, READING } from './messages';
import { STEP_MS } from './rings';
import { createSeriesWatch } from './series-watch';
import { totalsOf } from './totals';

type Asked<K extends Question['of']> = Extract<Question, { of: K }>;

export function answer(
  question: Question,
  series: ReadonlyMap<string, KeptSeries>,
  maker: DetectorMaker,
  busyMs: number,
): Answer {
  switch (question.of) {
    case 'map':
      return mapOf(question, series);
    case 'readings':
      return { of: 'readings', readings: readingsOf(question, maker) };
    case 'totals':
      return { of: 'totals', totals: totalsOf(series.values(), busyMs) };
  }
}

/** Worst first: by the highest score, then by how much there was of it. */
function mapOf({ family, contextId, toMs, steps, limit }: Asked<'map'>, series: ReadonlyMap<string, KeptSeries>): Answer {
  const rows: { readonly row: MapRow; readonly worst: number; readonly sum: number }[] = [];
  for (const { index, contextId: owner, watched, watch } of series.values()) {
    if (family !== null && watched.family !== family) continue;
    if (contextId !== null && owner !== contextId && owner !== 'console') continue;
    const cells = watch.scores.cells(toMs, steps);
    let [worst, sum] = [-1, 0];
    for (const cell of cells) {
      if (Number.isNaN(cell)) continue;
      worst = Math.max(worst, cell);
      sum += cell;
    }
    rows.push({ row: { index, isLearning: watch.isLearning(), cells }, worst, sum });
  }
  rows.sort((one, other) => other.worst - one.worst || other.sum - one.sum || one.row.index - other.row.index);
  const fromMs = (Math.floor(toMs / STEP_MS) - steps + 1) * STEP_MS;
  return { of: 'map', rows: rows.slice(0, limit).map(({ row }) => row), total: rows.length, fromMs };
}

/** Plays stored points through a new detector of the same seed: what it says of them is what was said then. */
function readingsOf({ metric, key, points, marks, fromMs }: Asked<'readings'>, maker: DetectorMaker): Float64Array {
  const watched = watchedBy(metric);
  if (watched === null) return new Float64Array(0);
  const watch = createSeriesWatch(watched, { index: 0, key, metric, contextId: '', labels: {} }, maker, null);
  const found: number[] = [];
  const judged = { threshold: () => Number.POSITIVE_INFINITY, othersMs: null };
  let [next, sinceMs]: [number, number | null] = [0, null];
  for (const atMs of marks) {
    while (next + 1 < points.length && (points[next] ?? 0) <= atMs) {
      watch.take(points[next] ?? 0, points[next + 1] ?? 0, true);
      next += 2;
    }
    watch.close({ atMs, sinceMs, isQuiet: false, isPast: true }, judged, ({ atMs: at, value, score, expected, ...more }) => {
      if (at < fromMs) return;
      const aspect = more.aspect === null ? -1 : aspects.indexOf(more.aspect);
      const low = expected?.low ?? Number.NaN;
      const high = expected?.high ?? Number.NaN;
      found.push(at, value, more.isLearning ? 0 : score, low, high, aspect, more.isLearning ? 1 : 0);
    });
    sinceMs = atMs;
  }
  return Float64Array.from(found.length % READING === 0 ? found : []);
}
