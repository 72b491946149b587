import { z } from 'zod';
import { ContextId, type Instant, Instant as InstantSchema, msOf } from '../primitives';

/** Lines of one kind in one log group, as far as they were counted. `sample` is the newest such line, redacted. */
export const ErrorPattern = z.object({
  contextId: ContextId,
  logGroup: z.string(),
  pattern: z.string(),
  count: z.number().int(),
  /** Of these, those of the last hour by the lines' own times. */
  lastHour: z.number().int(),
  sample: z.string(),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
});
export type ErrorPattern = z.infer<typeof ErrorPattern>;

/** Why a pattern is worth an event: nobody has seen it before, or it comes many times more often than it used to. */
export const PatternNews = z.enum(['new', 'burst']);
export type PatternNews = z.infer<typeof PatternNews>;

/** Length of one step in which lines are counted, and how many steps are kept. */
export const stepMs = 300_000;
export const stepsKept = 12;

/** A burst is at least this many lines in the newest two steps, and this many times what two steps usually brought. */
const leastBurst = 10;
const burstFactor = 5;
/** A burst that goes on is told again after this long at the earliest. */
const quietMs = 900_000;

/** Lines by step (`floor(epochMs / stepMs)`). */
export type Steps = ReadonlyMap<number, number>;

/** Whether a pattern that was told at `toldAt` should be told again. */
export function isBurst(steps: Steps, toldAt: Instant, nowMs: number): boolean {
  if (nowMs - msOf(toldAt) < quietMs) return false;
  const newest = Math.floor(nowMs / stepMs);
  const recent = (steps.get(newest) ?? 0) + (steps.get(newest - 1) ?? 0);
  if (recent < leastBurst) return false;
  const before = [...steps].filter(([step]) => step < newest - 1 && step > newest - stepsKept);
  const usual = before.reduce((sum, [, count]) => sum + count, 0) / ((stepsKept - 2) / 2);
  return recent >= burstFactor * Math.max(1, usual);
}

/** Lines of the last hour. */
export function countOf(steps: Steps, nowMs: number): number {
  const newest = Math.floor(nowMs / stepMs);
  return [...steps].reduce((sum, [step, count]) => (step > newest - stepsKept ? sum + count : sum), 0);
}
