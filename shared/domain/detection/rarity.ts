import type { Memory } from './families/memory';

/** Values for which an alarm fades: a day and a half of values every five minutes. */
const HOLD_ROWS = 400;
/** Within them something must be stranger by this much than what is left of the alarm. */
const MARGIN_BITS = 1;
/** An earlier alarm is as strange as a new one that surpasses it by less than this. */
const ALIKE_BITS = 1;
/** Earlier alarms count half after so many values: two months of values every five minutes, as long as the values themselves are remembered. */
const HALF_LIFE_ROWS = 16_384;
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
 * the series told n times before is n + 1 times as common as what it never told, which takes log2(n + 1) bits. So a series that startles every hour is
 * believed less than one that never did.
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
      const step = stepOf(bits);
      const habit = Math.log2(1 + asStrange(stepOf(bits - ALIKE_BITS)));
      alarms[step] = (alarms[step] ?? 0) + 1;
      return Math.max(0, bits - habit);
    },
    memory: [registers, alarms],
  };
}

function stepOf(bits: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.floor(bits * STEPS_PER_BIT)));
}
