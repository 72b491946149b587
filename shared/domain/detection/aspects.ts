import type { Aspect } from './detector';
import type { Memory } from './families/memory';
import type { Surprise } from './families/surprise';

/** Surprise from which a value counts as off: what comes once in 64 values. */
const OFF_BITS = 6;
/** Values in a row that surprise less end it. */
const CALM_ROWS = 24;
/** Weights of the newest value in what is usual of late, and over all. */
const OF_LATE = 1 / 12;
const OVER_ALL = 1 / 500;
/** A step of time, or a scatter, so many times the usual one (or so small a part of it) is worth naming. */
const LONG_STEP = 5;
const OTHER_PACE = 1.8;
const OTHER_SPREAD = 1.8;

const SEEN = 0;
const LAST_MS = 1;
const LAST_VALUE = 2;
const STEP_LATE = 3;
const STEP_USUAL = 4;
const SPREAD_LATE = 5;
const SPREAD_USUAL = 6;
const SINCE_MS = 7;
const CALM = 8;
const LAST_ASPECT = 9;
const REGISTERS = 10;

const order = ['level', 'spread', 'shape', 'rate', 'gap'] as const satisfies readonly Aspect[];

/** What is off about a series, and since when; both null where nothing is. */
export interface Off {
  readonly aspect: Aspect | null;
  readonly sinceMs: number | null;
}

/** Names what is off: it has no part in the score. */
export interface Aspects {
  /** @param isWithin whether the value lies where it was expected */
  observe(atMs: number, value: number, surprise: Surprise, isWithin: boolean): Off;
  readonly memory: Memory;
}

const calm: Off = { aspect: null, sinceMs: null };

export function openAspects(): Aspects {
  const registers = new Float64Array(REGISTERS).fill(Number.NaN, SINCE_MS, SINCE_MS + 1);
  const register = (at: number): number => registers[at] ?? 0;

  /** Means of late and over all of one measure; over all they begin as plain means. */
  function follow(late: number, usual: number, measured: number): void {
    const seen = register(SEEN);
    registers[late] = register(late) + Math.max(OF_LATE, 1 / seen) * (measured - register(late));
    registers[usual] = register(usual) + Math.max(OVER_ALL, 1 / seen) * (measured - register(usual));
  }

  function learn(atMs: number, value: number): void {
    if (register(SEEN) > 0) {
      follow(STEP_LATE, STEP_USUAL, atMs - register(LAST_MS));
      follow(SPREAD_LATE, SPREAD_USUAL, Math.min(Number.MAX_VALUE, Math.abs(value - register(LAST_VALUE))));
    }
    registers[SEEN] = register(SEEN) + 1;
    registers[LAST_MS] = atMs;
    registers[LAST_VALUE] = value;
  }

  function aspectOf(atMs: number, { value, drift, lasting }: Surprise, isWithin: boolean): Aspect {
    if (register(SEEN) > 1 && atMs - register(LAST_MS) > LONG_STEP * Math.max(register(STEP_LATE), register(STEP_USUAL)))
      return 'gap';
    if (isOther(register(STEP_LATE), register(STEP_USUAL), OTHER_PACE)) return 'rate';
    if (Math.max(value, drift) >= lasting) return isWithin ? 'shape' : 'level';
    return isOther(register(SPREAD_LATE), register(SPREAD_USUAL), OTHER_SPREAD) ? 'spread' : 'shape';
  }

  function begin(atMs: number, aspect: Aspect): void {
    registers[CALM] = 0;
    registers[LAST_ASPECT] = order.indexOf(aspect);
    if (Number.isNaN(register(SINCE_MS))) registers[SINCE_MS] = atMs;
  }

  return {
    observe: (atMs, value, surprise, isWithin) => {
      if (surprise.bits >= OFF_BITS) begin(atMs, aspectOf(atMs, surprise, isWithin));
      else registers[CALM] = register(CALM) + 1;
      if (register(CALM) >= CALM_ROWS) registers[SINCE_MS] = Number.NaN;
      learn(atMs, value);
      if (Number.isNaN(register(SINCE_MS))) return calm;
      return { aspect: order[register(LAST_ASPECT)] ?? null, sinceMs: register(SINCE_MS) };
    },
    memory: [registers],
  };
}

function isOther(late: number, usual: number, times: number): boolean {
  return late > times * usual || late * times < usual;
}
