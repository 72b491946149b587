import type { Draw } from './chance';
import type { History } from './history';
import { type ExecutionCourse, type ServerCourse, type Stretch, stretches } from './past';
import { studentOf } from './student';

/** How slow the running execution is, and each stretch of each wave in it, as drawn once: logarithms to be added to what is expected. */
export interface PaceDraw {
  readonly all: number;
  readonly of: (waveNumber: number, stretch: Stretch) => number;
}

/** Belief about the pace of a running execution. */
export interface PaceBelief {
  /** One draw; `share` in (0, 1) picks the overall pace, evenly spread over the draws of a forecast. */
  draw(share: number, chance: Draw): PaceDraw;
  /** The middle of the overall pace: 0 is as expected. */
  readonly middle: number;
}

const REACH = 5;
const FINE = 5;
const tails = studentOf(4);
/** From a spread (a standard deviation) to the scale of the t; waves a little wider, since their spread is known from few. */
const PACE_SCALE = 0.88;
const WAVE_SCALE = 1.05;

interface Group {
  readonly key: string;
  /** Likelihood (logarithm) of what was seen of the group, at each shift of the common grid. */
  readonly seen: Float64Array;
  readonly spread: number;
}

/**
 * What the running execution itself tells: stretches that ended, and those that still last ("at least 12 minutes already"), weighed
 * against how much executions and waves usually differ. Exact on a grid, so a run that is slower than ever is believed quickly, and one
 * single stuck server moves little (the scatter has heavy tails).
 */
export function beliefOf(run: ExecutionCourse, history: History): PaceBelief {
  const spread = history.paceSpread;
  const step = Math.max(spread, ...stretches.map((stretch) => history.waveSpread[stretch])) / FINE;
  const half = Math.ceil((REACH * spread) / step);
  const reach = Math.ceil((REACH * Math.max(...stretches.map((stretch) => history.waveSpread[stretch]))) / step);
  const groups = groupsOf(run, history, step, half + reach);
  const size = 2 * half + 1;
  const width = 2 * reach + 1;
  const weights = new Float64Array(size);
  const inner = new Map<string, Float64Array[]>(groups.map(({ key }) => [key, []]));
  let best = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < size; index += 1) {
    let weight = tails.logDensity(((index - half) * step) / (spread * PACE_SCALE));
    for (const group of groups) {
      const { sums, total } = within(group, index, reach, width, step);
      inner.get(group.key)?.push(sums);
      weight += total;
    }
    weights[index] = weight;
    best = Math.max(best, weight);
  }
  const shares = cumulated(weights, best);
  return {
    middle: (indexAt(shares, 0.5) - half) * step,
    draw(share, chance) {
      const index = indexAt(shares, share);
      const all = (index - half + chance() - 0.5) * step;
      const drawn = new Map<string, number>();
      return {
        all,
        of(waveNumber, stretch) {
          const key = `${waveNumber}/${stretch}`;
          const held = drawn.get(key);
          if (held !== undefined) return held;
          const sums = inner.get(key)?.[index];
          const own =
            sums === undefined
              ? history.waveSpread[stretch] * tails.quantile(0.0005 + 0.999 * chance()) * WAVE_SCALE
              : (indexAt(sums, chance()) - reach + chance() - 0.5) * step;
          drawn.set(key, own);
          return own;
        },
      };
    },
  };
}

/** Of one group, at one overall pace: the shares of its own paces, cumulated, and how likely all that was seen is (logarithm). */
function within(
  { seen, spread }: Group,
  index: number,
  reach: number,
  width: number,
  step: number,
): { readonly sums: Float64Array; readonly total: number } {
  const own = new Float64Array(width);
  let best = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < width; at += 1) {
    const value = tails.logDensity(((at - reach) * step) / (spread * WAVE_SCALE)) + (seen[index + at] ?? 0);
    own[at] = value;
    best = Math.max(best, value);
  }
  let sum = 0;
  for (let at = 0; at < width; at += 1) sum += Math.exp((own[at] ?? 0) - best);
  return { sums: cumulated(own, best), total: best + Math.log(sum) };
}

function groupsOf(run: ExecutionCourse, history: History, step: number, half: number): readonly Group[] {
  const members = new Map<string, { readonly stretch: Stretch; readonly servers: ServerCourse[] }>();
  for (const server of run.servers) {
    for (const { stretch } of server.courses) {
      const key = `${server.waveNumber}/${stretch}`;
      const held = members.get(key);
      if (held === undefined) members.set(key, { stretch, servers: [server] });
      else held.servers.push(server);
    }
  }
  return [...members].map(([key, { stretch, servers }]) => {
    const seen = new Float64Array(2 * half + 1);
    for (const server of servers) {
      const course = server.courses.find((one) => one.stretch === stretch);
      if (course === undefined) continue;
      const { mean, scale } = history.expected(server, run.plan, stretch);
      const from = Math.log(Math.max(1, course.seconds)) - mean;
      for (let index = 0; index < seen.length; index += 1) {
        const z = (from - (index - half) * step) / scale;
        seen[index] = (seen[index] ?? 0) + (course.isOpen ? history.scatter.logAbove(z) : history.scatter.logDensity(z));
      }
    }
    return { key, seen, spread: history.waveSpread[stretch] };
  });
}

/** Shares up to each index, from logarithms of weights. */
function cumulated(weights: Float64Array, best: number): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    sum += Math.exp((weights[index] ?? 0) - best);
    sums[index] = sum;
  }
  for (let index = 0; index < sums.length; index += 1) sums[index] = (sums[index] ?? 0) / sum;
  return sums;
}

function indexAt(sums: Float64Array, share: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) < share) low = middle + 1;
    else high = middle;
  }
  return low;
}
