/** How often the values of a series came. Plain data. */
export interface Rhythm {
  readonly lastMs: number | null;
  readonly intervals: number;
  readonly longestMs: number;
}

export const noRhythm: Rhythm = { lastMs: null, intervals: 0, longestMs: 0 };

/** So many intervals make a rhythm. */
const LEAST_INTERVALS = 30;
const LEAST_SILENCE_MS = 30 * 60_000;
/** Silence is told when it lasts so many times the longest so far. */
const TIMES_LONGEST = 3;
/** An interval beyond is a pause that somebody made, and no part of the rhythm. */
const MOST_INTERVAL_MS = 6 * 3_600_000;

export function withArrival({ lastMs, intervals, longestMs }: Rhythm, atMs: number): Rhythm {
  if (lastMs === null) return { lastMs: atMs, intervals, longestMs };
  const passed = atMs - lastMs;
  if (passed <= 0) return { lastMs, intervals, longestMs };
  if (passed > MOST_INTERVAL_MS) return { lastMs: atMs, intervals, longestMs };
  return { lastMs: atMs, intervals: intervals + 1, longestMs: Math.max(longestMs, passed) };
}

/**
 * How strange it is that a series is silent while others of its metric go on, the newest of them at `othersMs`. 0 where that is no wonder.
 * Of n intervals none was longer than the longest: a silence of t times that comes about once in (n + 1)^t.
 */
export function silenceScore({ lastMs, intervals, longestMs }: Rhythm, othersMs: number): number {
  if (lastMs === null || intervals < LEAST_INTERVALS) return 0;
  const silentMs = othersMs - lastMs;
  if (silentMs < Math.max(LEAST_SILENCE_MS, TIMES_LONGEST * longestMs)) return 0;
  return 1 - (intervals + 1) ** -(silentMs / longestMs);
}
