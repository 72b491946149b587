import type { ExecutionCourse } from './past';
import { quantileOf } from './robust';

/** Seconds between what servers do and what the orchestrator does about it, in ascending order. */
export interface Gaps {
  readonly beginning: readonly number[];
  readonly handover: readonly number[];
  readonly closing: readonly number[];
  readonly ending: readonly number[];
}

/**
 * The orchestrator looks every 34 seconds or so and acts on what it sees (aws-contracts 1.1 and 3): these are what is believed of the
 * gaps before any was measured.
 */
const BELIEVED: Gaps = {
  beginning: [4, 6, 8, 12],
  handover: [8, 14, 20, 26, 32, 38, 44],
  closing: [2, 10, 20, 30],
  ending: [4, 10, 16, 22, 28, 34, 40],
};
const NEWEST_GAPS = 200;

/** The gaps of past executions, with what is believed of them. */
export function gapsOf(runs: readonly ExecutionCourse[]): Gaps {
  const found: Record<keyof Gaps, number[]> = { beginning: [], handover: [], closing: [], ending: [] };
  const put = (gap: keyof Gaps, from: number | null, to: number | null) => {
    const seconds = from === null || to === null ? -1 : (to - from) / 1000;
    if (seconds >= 0 && seconds < 600) found[gap].push(seconds);
  };
  for (const { startedMs, endedMs, waves, outcome } of runs) {
    put('beginning', startedMs, waves[0]?.startedMs ?? null);
    waves.forEach((wave, index) => {
      put('closing', wave.launchedMs, wave.endedMs);
      const next = waves[index + 1];
      if (next !== undefined && !next.pauseBefore) put('handover', wave.launchedMs, next.startedMs);
      if (next === undefined && outcome === 'completed') put('ending', wave.launchedMs, endedMs);
    });
  }
  const pool = (gap: keyof Gaps) => [...BELIEVED[gap], ...found[gap].slice(-NEWEST_GAPS)].sort((a, b) => a - b);
  return { beginning: pool('beginning'), handover: pool('handover'), closing: pool('closing'), ending: pool('ending') };
}

/** A gap that has lasted `elapsed` seconds already, from `p` evenly drawn: one of those that lasted longer, else a little more. */
export function drawGap(gaps: readonly number[], elapsed: number, p: number): number {
  let first = 0;
  while (first < gaps.length && (gaps[first] ?? 0) <= elapsed) first += 1;
  const longer = gaps.slice(first);
  return longer.length === 0 ? elapsed + 5 + 30 * p : quantileOf(longer, p);
}
