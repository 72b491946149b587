import type { EngineView } from '../../shared/domain/view';

export type EngineClock = EngineView['clock'];

/**
 * The engine's time, epoch milliseconds, at wall moment `wallMs` of this computer, whose clock is `aheadMs` ahead of the engine's:
 * ages count on between two deltas. In a rehearsal this is simulated time; while it is paused it stands.
 */
export function engineNowMs(clock: EngineClock, wallMs: number, aheadMs: number): number {
  const passed = wallMs - aheadMs - Date.parse(clock.wallNow);
  return Date.parse(clock.now) + passed * (clock.paused ? 0 : clock.speed);
}

/** Longer than an item is ever under way: such a difference means that a clock was set. */
const LONGEST_WAY_MS = 5_000;

/**
 * How far this computer's clock is ahead of the engine's (milliseconds), after an item sent at `sentMs` (theirs) arrived at `arrivedMs`
 * (ours). Each item was some time under way, so the smallest difference is nearest to the truth.
 */
export function aheadAfter(heldMs: number | null, sentMs: number, arrivedMs: number): number {
  const seenMs = arrivedMs - sentMs;
  return heldMs === null || seenMs < heldMs || seenMs - heldMs > LONGEST_WAY_MS ? seenMs : heldMs;
}
