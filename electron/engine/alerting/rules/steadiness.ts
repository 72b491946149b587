import { type CompiledRule, evaluationRange } from '../../../../shared/domain/alerting/rules/compile';

/** Whether what is missing, and what is old, may be judged by just now. */
export interface Steadiness {
  /** To be told of the clock before anything is judged: its moment, its speed, and the computer's own count of milliseconds. */
  look(nowMs: number, speed: number, monoMs: number): void;
  /** To be told that the clock was set, or that the machine slept. */
  jumped(seconds: number, nowMs: number): void;
  /**
   * The clock jumped a short while ago. Put back, what was measured lies ahead of now, and what is judged was judged before; put ahead,
   * everything seems to have stood still for as long as it jumped.
   */
  isUnsteady(nowMs: number): boolean;
  /** When the clock was put ahead last: how long something stood still before is not known. Null where it never was. */
  aheadSinceMs(): number | null;
  /** Nobody looked for a while (a start, a sleep, a clock put ahead): what is missing from then decides nothing yet. */
  holdsMissing(rule: CompiledRule, nowMs: number): boolean;
}

const BACK_MS = 2_000;
/** A gap between two looks that no machine under load explains. */
const GAP_MS = 3 * 60_000;
const LONGEST_UNSTEADY_MS = 15 * 60_000;
/** So much further than its speed explains, and a clock was set: wall time between two readings of both. */
const AHEAD_MS = 60_000;
const SLACK_WALL_MS = 2_000;

export function createSteadiness(startedMs: number): Steadiness {
  let lastMs = startedMs;
  let last: { readonly monoMs: number; readonly speed: number } | null = null;
  let watchingSinceMs = startedMs;
  let unsteadyUntilMs = Number.NEGATIVE_INFINITY;
  let aheadSinceMs: number | null = null;
  return {
    look(nowMs, speed, monoMs) {
      if (last !== null) {
        const fastest = Math.max(1, speed, last.speed);
        const explained = (monoMs - last.monoMs + SLACK_WALL_MS) * fastest + AHEAD_MS;
        if (nowMs - lastMs > explained) this.jumped((nowMs - lastMs) / 1_000, nowMs);
      }
      last = { monoMs, speed };
      if (aheadSinceMs !== null && nowMs < aheadSinceMs) aheadSinceMs = null;
      if (nowMs < lastMs - BACK_MS) {
        unsteadyUntilMs = nowMs + Math.min(lastMs - nowMs, LONGEST_UNSTEADY_MS);
        watchingSinceMs = nowMs;
      } else if (speed <= 1 && nowMs - lastMs > GAP_MS) {
        watchingSinceMs = nowMs;
      }
      lastMs = nowMs;
    },
    jumped(seconds, nowMs) {
      if (seconds > 0) aheadSinceMs = nowMs;
      const untilMs = nowMs + Math.min(Math.abs(seconds) * 1_000, LONGEST_UNSTEADY_MS);
      unsteadyUntilMs = Math.max(unsteadyUntilMs, untilMs);
    },
    aheadSinceMs: () => aheadSinceMs,
    isUnsteady: (nowMs) => nowMs < unsteadyUntilMs,
    holdsMissing: (rule, nowMs) => nowMs < watchingSinceMs + (evaluationRange(rule) + 1) * rule.periodMs,
  };
}
