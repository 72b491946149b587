import { unreachable } from '../../lib/unreachable';
import { mergeInto, quantileOf, type Sketch, sketchOf } from './sketch';

/** A moment (engine clock, epoch milliseconds) and a value in the metric's own unit. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** What is kept of the points of one stretch of time. `count` is at least 1. */
export interface Cell {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** The newest value, and when it was measured. */
  readonly last: number;
  readonly lastAtMs: number;
  readonly sketch: Sketch;
}

export type CellValue = 'avg' | 'min' | 'max' | 'sum' | 'count' | 'last' | 'p50' | 'p90' | 'p99';

/** The cell of some points; null of none. */
export function cellOf(points: readonly Point[]): Cell | null {
  const [first, ...rest] = points;
  if (first === undefined) return null;
  let { value: sum, value: min, value: max } = first;
  let newest = first;
  for (const point of rest) {
    sum += point.value;
    min = Math.min(min, point.value);
    max = Math.max(max, point.value);
    if (point.atMs >= newest.atMs) newest = point;
  }
  const sketch = sketchOf(points.map(({ value }) => value));
  return { count: points.length, sum, min, max, last: newest.value, lastAtMs: newest.atMs, sketch };
}

/** Both stretches as one. */
export function mergedCell(one: Cell, other: Cell): Cell {
  const sketch = new Map(one.sketch);
  mergeInto(sketch, other.sketch);
  const newest = other.lastAtMs >= one.lastAtMs ? other : one;
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    last: newest.last,
    lastAtMs: newest.lastAtMs,
    sketch,
  };
}

/** The cell as one number. A percentile lies within 1 % of the exact one, and never outside what was measured. */
export function valueIn(cell: Cell, wanted: CellValue): number {
  switch (wanted) {
    case 'avg':
      return cell.sum / cell.count;
    case 'min':
    case 'max':
    case 'sum':
    case 'count':
    case 'last':
      return cell[wanted];
    case 'p50':
      return percentile(cell, 0.5);
    case 'p90':
      return percentile(cell, 0.9);
    case 'p99':
      return percentile(cell, 0.99);
    default:
      return unreachable(wanted);
  }
}

function percentile({ sketch, min, max }: Cell, q: number): number {
  return Math.min(max, Math.max(min, quantileOf(sketch, q) ?? min));
}
