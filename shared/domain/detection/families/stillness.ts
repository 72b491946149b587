import type { Memory } from './memory';
import { openNovelty } from './novelty';
import { UTMOST } from './value-grid';

/** Values whose steps are looked at together: four hours of values every five minutes. */
const WINDOW = 48;
/** Values over which the usual step is smoothed: a week of values every five minutes. */
const USUAL = 2_000;
/** A window counts as so many times as rough as usual at most, so that one great step does not make everything after it seem still. */
const ROUGHEST = 4;
/** What moves more than this part of the usual is not still; stillness beyond the other part, six halvings, is all one. */
const STILL = 1 / 2;
const STILLEST = 1 / 64;
/** Windows overlap, so a new low comes in many at once: it takes this much more to be told. */
const ALLOWANCE_BITS = 2;

const SEEN = 0;
const LAST = 1;
const USUAL_STEP = 2;
const REGISTERS = 3;

/** A series judged by how much it moves: one that is stuck, or moves far less than it ever did, shows no strange value. */
export interface Stillness {
  /**
   * Surprise in bits at how little the last values moved; 0 where they moved half as much as usual, or more.
   *
   * @param value finite
   */
  observe(atMs: number, value: number): number;
  /** All it knows, to be copied out and in. */
  readonly memory: Memory;
}

/** Nothing random, nothing but the past, about 2 kB. Steps are taken relative to the usual one, so the unit of the series does not matter. */
export function openStillness(): Stillness {
  const ofStillness = openNovelty(false);
  const registers = new Float64Array(REGISTERS);
  const steps = new Float64Array(WINDOW);
  const register = (at: number): number => registers[at] ?? 0;

  /** The mean step of the last values, this one included. */
  function roughnessWith(step: number, seen: number): number {
    steps[(seen - 1) % WINDOW] = step;
    let sum = 0;
    for (let at = 0; at < WINDOW; at++) sum += steps[at] ?? 0;
    return sum / Math.min(seen, WINDOW);
  }

  function follow(roughness: number, seen: number): number {
    const usual = register(USUAL_STEP);
    const bounded = usual > 0 ? Math.min(roughness, ROUGHEST * usual) : roughness;
    const next = usual + (bounded - usual) / Math.min(seen, USUAL);
    registers[USUAL_STEP] = next;
    return next;
  }

  return {
    observe: (atMs, given) => {
      const value = Math.max(-UTMOST, Math.min(UTMOST, given));
      const seen = register(SEEN) + 1;
      const step = seen === 1 ? 0 : Math.abs(value - register(LAST));
      registers[SEEN] = seen;
      registers[LAST] = value;
      const roughness = roughnessWith(step, seen);
      const usual = follow(roughness, seen);
      const part = usual > 0 ? roughness / usual : 1;
      return Math.max(0, ofStillness.observe(atMs, Math.log2(Math.min(STILL, part) + STILLEST)) - ALLOWANCE_BITS);
    },
    memory: [registers, steps, ...ofStillness.memory],
  };
}
