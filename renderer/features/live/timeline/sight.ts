/** A stretch of time, epoch milliseconds. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** The whole run, and now while it goes on. */
export interface Bounds extends Stretch {
  readonly nowMs: number | null;
}

/** What of the run is in sight: null the whole; `endMs` null keeps up with the run. */
export type Sight = { readonly lengthMs: number; readonly endMs: number | null } | null;

const SHORTEST_MS = 20_000;
/** Of the length in sight, room to the right of now. */
const AHEAD = 0.08;

/** The stretch to draw; always inside the bounds. */
export function stretchOf(bounds: Bounds, sight: Sight): Stretch {
  if (sight === null) return { startMs: bounds.startMs, endMs: bounds.endMs };
  const lengthMs = Math.min(sight.lengthMs, bounds.endMs - bounds.startMs);
  const wished = sight.endMs ?? newest(bounds, lengthMs);
  const endMs = Math.max(bounds.startMs + lengthMs, Math.min(bounds.endMs, wished));
  return { startMs: endMs - lengthMs, endMs };
}

/**
 * Closer (`factor` below 1) or wider, with the moment `atMs` standing still; without one, the newest stays in sight where it was kept
 * up with, else the middle stands still.
 */
export function zoom(bounds: Bounds, sight: Sight, factor: number, atMs: number | null = null): Sight {
  const { startMs, endMs } = stretchOf(bounds, sight);
  const wholeMs = bounds.endMs - bounds.startMs;
  const lengthMs = Math.max(Math.min(SHORTEST_MS, wholeMs), (endMs - startMs) * factor);
  if (lengthMs >= wholeMs) return null;
  const follows = sight === null ? bounds.nowMs !== null : sight.endMs === null;
  if (atMs === null && follows) return { lengthMs, endMs: null };
  const still = atMs ?? (startMs + endMs) / 2;
  return settle(bounds, { startMs: still - ((still - startMs) / (endMs - startMs)) * lengthMs, lengthMs });
}

/** Earlier (negative) or later by a share of what is in sight. At the newest end it keeps up again. */
export function pan(bounds: Bounds, sight: Sight, share: number): Sight {
  if (sight === null) return null;
  const { startMs, endMs } = stretchOf(bounds, sight);
  const lengthMs = endMs - startMs;
  return settle(bounds, { startMs: startMs + share * lengthMs, lengthMs });
}

/** A chosen stretch fills the sight, with a little air. */
export function onto(bounds: Bounds, stretch: Stretch): Sight {
  const lengthMs = Math.max(SHORTEST_MS, (stretch.endMs - stretch.startMs) * 1.06);
  if (lengthMs >= bounds.endMs - bounds.startMs) return null;
  return settle(bounds, { startMs: (stretch.startMs + stretch.endMs) / 2 - lengthMs / 2, lengthMs });
}

function settle(bounds: Bounds, { startMs, lengthMs }: { startMs: number; lengthMs: number }): Sight {
  const end = Math.max(bounds.startMs, startMs) + lengthMs;
  return { lengthMs, endMs: end >= newest(bounds, lengthMs) ? null : end };
}

function newest(bounds: Bounds, lengthMs: number): number {
  return bounds.nowMs === null ? bounds.endMs : Math.min(bounds.endMs, bounds.nowMs + AHEAD * lengthMs);
}
