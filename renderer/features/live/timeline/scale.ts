import type { Execution } from '../../../../shared/domain/view';
import { formatDuration } from '../../../ui/format';

/** Where a moment stands on the shared time axis. Pixels count from the lane's left edge. */
export interface Scale {
  readonly startMs: number;
  readonly endMs: number;
  readonly widthPx: number;
}

export function xOf(scale: Scale, ms: number): number {
  const share = (ms - scale.startMs) / (scale.endMs - scale.startMs);
  return Math.max(0, Math.min(1, share)) * scale.widthPx;
}

const SHORTEST_MS = 5 * 60_000;

/**
 * The stretch of time worth showing: from the start to the last thing that happened, with a little room to the right while it
 * goes on. Null when the run has not begun.
 *
 * `lastMs` is the end of the latest phase known; a failed run's siblings may go on after its own end.
 */
export function rangeOf(
  execution: Pick<Execution, 'startedAt' | 'endedAt'>,
  lastMs: number | null,
  nowMs: number,
): { startMs: number; endMs: number } | null {
  if (execution.startedAt === null) return null;
  const startMs = Date.parse(execution.startedAt);
  const ended = execution.endedAt === null ? nowMs : Math.max(Date.parse(execution.endedAt), lastMs ?? 0);
  const length = Math.max(SHORTEST_MS, ended - startMs);
  return { startMs, endMs: startMs + length * (execution.endedAt === null ? 1.08 : 1.03) };
}

const STEPS_MIN = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440];

export interface Tick {
  readonly x: number;
  readonly ms: number;
  /** Time since the start. */
  readonly label: string;
}

/** Marks at round distances from `originMs` (the start of the run), at least `apartPx` from each other. */
export function ticksOf(scale: Scale, apartPx: number, originMs: number = scale.startMs): readonly Tick[] {
  const span = scale.endMs - scale.startMs;
  const wanted = (span * apartPx) / Math.max(1, scale.widthPx);
  const stepMs = (STEPS_MIN.find((minutes) => minutes * 60_000 >= wanted) ?? 1440) * 60_000;
  const firstMs = originMs + Math.ceil((scale.startMs - originMs) / stepMs) * stepMs;
  const ticks: Tick[] = [];
  for (let ms = firstMs; ms <= scale.endMs; ms += stepMs) {
    ticks.push({ x: xOf(scale, ms), ms, label: formatDuration(ms - originMs) });
  }
  return ticks;
}

export function isInSight(scale: Scale, ms: number): boolean {
  return scale.startMs <= ms && ms <= scale.endMs;
}

/** The moment at a pixel of the lane. */
export function msAt(scale: Scale, x: number): number {
  const share = Math.max(0, Math.min(1, x / Math.max(1, scale.widthPx)));
  return scale.startMs + share * (scale.endMs - scale.startMs);
}
