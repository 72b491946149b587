import type { Band } from '../detector';
import type { Memory } from './memory';

/** Cells between the least and the greatest value so far: between 64 and 128 of them are in use. */
const CELLS = 128;
/** One value widens the range by half of its width at most, so that a single freak cannot blind the grid for good. */
const WIDEST_STEP = 1 / 2;
/** Values farther out than this are taken as this far out, so that no range and no mean overflows. */
export const UTMOST = 2 ** 1000;
/** Least cell, relative to the values: below it cells could not be told apart in a double. */
const FINEST = 2 ** -48;
/** A row of the day holds counts of one byte. */
const FULL_BYTE = 255;

const LOW = 0;
const HIGH = 1;
const WIDTH = 2;
const BASE = 3;
const TOTAL = 4;
const REGISTERS = 5;

/** Cells from `first` to `last`; none where `last` is less. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * How often values fell where, between the least and the greatest so far: once over all rows and once for each part of the day. The cells are a power of
 * two wide and merge in pairs when the range outgrows them, so no look ahead is needed and a series scaled by a power of two counts alike.
 */
export interface ValueGrid {
  /** Values counted, forgetting considered. */
  total(): number;
  range(): number;
  /** Cells within `half` around a value, its own cell at least; none where everything counted lies farther away. */
  around(value: number, half: number): Span;
  /** Values counted in these cells: over all. */
  count(span: Span): number;
  /** The same in one part of the day. */
  countAt(part: number, span: Span): number;
  /** Values counted in one part of the day. */
  totalAt(part: number): number;
  /** Cells that hold anything, from that of the least value to that of the greatest. */
  used(): Span;
  /** Values counted in one cell, and those of one part of the day. */
  cellCount(cell: number): number;
  cellCountAt(part: number, cell: number): number;
  /** The values between the outer edges of these cells, within the range so far. */
  valuesOf(span: Span): Band;
  learn(part: number, value: number): void;
  /** All it knows, to be copied out and in. */
  readonly memory: Memory;
}

/** The least power of two that is not less than a positive number; exactly, which a logarithm alone is not. */
function powerAtLeast(value: number): number {
  let power = 2 ** Math.ceil(Math.log2(value));
  while (power < value) power *= 2;
  while (power / 2 >= value) power /= 2;
  return power;
}

/** @param forgetAt values counted before all counts are halved, which bounds them and lets old habits fade */
export function openValueGrid(parts: number, forgetAt: number): ValueGrid {
  const registers = new Float64Array(REGISTERS).fill(Number.NaN, LOW, WIDTH);
  const all = new Uint32Array(CELLS);
  const byPart = new Uint8Array(parts * CELLS);
  const partTotals = new Uint32Array(parts);
  const scratch = new Float64Array(CELLS);
  const register = (at: number): number => registers[at] ?? 0;

  function cellOf(value: number): number {
    const width = register(WIDTH);
    return width === 0 ? 0 : Math.floor(value / width) - register(BASE);
  }

  /** Adds the counts of old cells into the new ones; counts of a byte stop at its limit. */
  function merge(cells: Uint32Array | Uint8Array, from: number, factor: number, shift: number): void {
    scratch.fill(0);
    for (let at = 0; at < CELLS; at++) {
      const count = cells[from + at] ?? 0;
      const to = Math.floor((register(BASE) + at) / factor) - shift;
      if (count > 0) scratch[to] = (scratch[to] ?? 0) + count;
    }
    const most = cells instanceof Uint8Array ? FULL_BYTE : Number.MAX_SAFE_INTEGER;
    for (let at = 0; at < CELLS; at++) cells[from + at] = Math.min(most, scratch[at] ?? 0);
  }

  function rebase(width: number): void {
    const old = register(WIDTH);
    const base = Math.floor(register(LOW) / width);
    if (old === width && base === register(BASE)) return;
    merge(all, 0, width / old, base);
    for (let part = 0; part < parts; part++) {
      if ((partTotals[part] ?? 0) === 0) continue;
      merge(byPart, part * CELLS, width / old, base);
      sumPart(part);
    }
    registers[WIDTH] = width;
    registers[BASE] = base;
  }

  /** A constant series varies for the first time: what was counted lies in cell 0 and goes where its value belongs. */
  function spread(constant: number): void {
    const finest = Math.max(Math.abs(register(LOW)), Math.abs(register(HIGH))) * FINEST;
    const width = powerAtLeast(Math.max(range() / (CELLS - 2), finest, Number.MIN_VALUE));
    registers[WIDTH] = width;
    registers[BASE] = Math.floor(register(LOW) / width);
    const cell = cellOf(constant);
    if (cell === 0) return;
    for (const cells of [all, byPart]) {
      for (let from = 0; from < cells.length; from += CELLS) {
        cells[from + cell] = cells[from] ?? 0;
        cells[from] = 0;
      }
    }
  }

  function widen(value: number): void {
    const [low, high] = [register(LOW), register(HIGH)];
    if (value >= low && value <= high) return;
    registers[LOW] = Math.min(value, Number.isNaN(low) ? value : low);
    registers[HIGH] = Math.max(value, Number.isNaN(high) ? value : high);
    if (Number.isNaN(low)) return;
    if (register(WIDTH) === 0) {
      spread(low);
      return;
    }
    let width = register(WIDTH);
    while (Math.floor(register(HIGH) / width) - Math.floor(register(LOW) / width) >= CELLS) width *= 2;
    rebase(width);
  }

  function range(): number {
    return register(HIGH) - register(LOW);
  }

  function sumPart(part: number): void {
    let sum = 0;
    for (let at = part * CELLS; at < (part + 1) * CELLS; at++) sum += byPart[at] ?? 0;
    partTotals[part] = sum;
  }

  function halvePart(part: number): void {
    for (let at = part * CELLS; at < (part + 1) * CELLS; at++) byPart[at] = (byPart[at] ?? 0) >> 1;
    sumPart(part);
  }

  function halveAll(): void {
    let sum = 0;
    for (let at = 0; at < CELLS; at++) {
      const half = (all[at] ?? 0) >> 1;
      all[at] = half;
      sum += half;
    }
    registers[TOTAL] = sum;
    for (let part = 0; part < parts; part++) halvePart(part);
  }

  function bounded(value: number): number {
    const utmost = Math.max(-UTMOST, Math.min(UTMOST, value));
    const step = WIDEST_STEP * range();
    return step > 0 ? Math.max(register(LOW) - step, Math.min(register(HIGH) + step, utmost)) : utmost;
  }

  function sumOf(cells: Uint32Array | Uint8Array, from: number, span: Span): number {
    let sum = 0;
    for (let at = from + span.first; at <= from + span.last; at++) sum += cells[at] ?? 0;
    return sum;
  }

  return {
    total: () => register(TOTAL),
    range,
    around: (value, half) => {
      const width = register(WIDTH);
      if (value < register(LOW) - half || value > register(HIGH) + half) return { first: 0, last: -1 };
      if (width === 0) return { first: 0, last: 0 };
      const own = cellOf(value);
      const first = Math.min(own, Math.ceil((value - half) / width - 0.5) - register(BASE));
      const last = Math.max(own, Math.floor((value + half) / width - 0.5) - register(BASE));
      return { first: Math.max(0, first), last: Math.min(CELLS - 1, last) };
    },
    count: (span) => sumOf(all, 0, span),
    countAt: (part, span) => sumOf(byPart, part * CELLS, span),
    totalAt: (part) => partTotals[part] ?? 0,
    used: () => ({ first: cellOf(register(LOW)), last: cellOf(register(HIGH)) }),
    cellCount: (cell) => all[cell] ?? 0,
    cellCountAt: (part, cell) => byPart[part * CELLS + cell] ?? 0,
    valuesOf: ({ first, last }) => {
      const [low, high, width] = [register(LOW), register(HIGH), register(WIDTH)];
      if (width === 0) return { low, high };
      return { low: Math.max(low, (register(BASE) + first) * width), high: Math.min(high, (register(BASE) + last + 1) * width) };
    },
    learn: (part, value) => {
      const kept = bounded(value);
      widen(kept);
      const cell = cellOf(kept);
      const at = part * CELLS + cell;
      if ((byPart[at] ?? 0) === FULL_BYTE) halvePart(part);
      byPart[at] = (byPart[at] ?? 0) + 1;
      partTotals[part] = (partTotals[part] ?? 0) + 1;
      all[cell] = (all[cell] ?? 0) + 1;
      registers[TOTAL] = register(TOTAL) + 1;
      if (register(TOTAL) >= forgetAt) halveAll();
    },
    memory: [registers, all, byPart, partTotals],
  };
}
