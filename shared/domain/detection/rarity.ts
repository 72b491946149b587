import type { Memory } from './families/memory';

/** Values for which an alarm fades: a day and a half of values every five minutes. */
const HOLD_ROWS = 400;
/** Within them something must be stranger by this much than what is left of the alarm. */
const MARGIN_BITS = 1;
/** Earlier alarms count half after so many values: a week of values every five minutes. */
const HALF_LIFE_ROWS = 2_000;
/** How much an alarm loses when the series has shown as much before. */
const BITS_PER_DOUBLING = 2;
/** Strengths of earlier alarms are kept in half bits, up to 16 bits and more. */
const STEPS_PER_BIT = 2;
const STEPS = 33;

const PEAK = 0;
const AGE = 1;
const REGISTERS = 2;

/** From strangeness of single values to alarms that mean the same on every series. */
export interface Rarity {
  /**
   * What is left of a value's surprise when it is told as an alarm: 0 where it belongs to one that was told already; less the more often the series has shown
   * something as strange before.
   *
   * @param bits 0 and more
   */
  observe(bits: number): number;
  readonly memory: Memory;
}

/**
 * Two steps. Quiet: an alarm fades in a straight line over `HOLD_ROWS` values, and only what is clearly stranger than what is left of it is told. Habit: what
 * is told was shown by so many earlier alarms at least as strange; for each doubling of them it loses `BITS_PER_DOUBLING`, and they fade by `HALF_LIFE_ROWS`.
 * So a series that startles every hour is believed less than one that never did.
 */
export function openRarity(): Rarity {
  const registers = new Float64Array(REGISTERS);
  const alarms = new Float64Array(STEPS);
  registers[AGE] = HOLD_ROWS;

  function fade(rows: number): void {
    const left = 2 ** (-rows / HALF_LIFE_ROWS);
    for (let step = 0; step < STEPS; step++) alarms[step] = (alarms[step] ?? 0) * left;
  }

  function asStrange(step: number): number {
    let sum = 0;
    for (let at = step; at < STEPS; at++) sum += alarms[at] ?? 0;
    return sum;
  }

  return {
    observe: (bits) => {
      const age = (registers[AGE] ?? 0) + 1;
      registers[AGE] = age;
      const left = (registers[PEAK] ?? 0) * Math.max(0, 1 - age / HOLD_ROWS);
      if (bits <= (left > 0 ? left + MARGIN_BITS : 0)) return 0;
      fade(age);
      registers[PEAK] = bits;
      registers[AGE] = 0;
      const step = Math.min(STEPS - 1, Math.floor(bits * STEPS_PER_BIT));
      const habit = BITS_PER_DOUBLING * Math.log2(1 + asStrange(step));
      alarms[step] = (alarms[step] ?? 0) + 1;
      return Math.max(0, bits - habit);
    },
    memory: [registers, alarms],
  };
}
