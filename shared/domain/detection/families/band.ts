import type { Band } from '../detector';
import type { ValueGrid } from './value-grid';

/** The share of values that is expected below the band, and above it. */
const TAIL = 1 / 256;

/**
 * Where the next value is expected: between the outermost values of what came before, all but a 256th part on either side, and the reach within which a value
 * counts as seen. Null before the first value.
 *
 * @param parts parts of the day that the moment is compared with
 * @param weight of these parts (0 to 1), against all values
 * @param reach share of the range
 */
export function bandOf(grid: ValueGrid, parts: readonly number[], weight: number, reach: number): Band | null {
  const total = grid.total();
  if (total === 0) return null;
  const ofDay = parts.reduce((sum, part) => sum + grid.totalAt(part), 0);
  const dayWeight = ofDay === 0 ? 0 : weight / ofDay;
  const allWeight = (ofDay === 0 ? 1 : 1 - weight) / total;
  const massIn = (cell: number): number => {
    let seen = 0;
    for (const part of parts) seen += grid.cellCountAt(part, cell);
    return allWeight * grid.cellCount(cell) + dayWeight * seen;
  };
  let { first, last } = grid.used();
  let tail = massIn(first);
  while (first < last && tail < TAIL) tail += massIn(++first);
  tail = massIn(last);
  while (last > first && tail < TAIL) tail += massIn(--last);
  const { low, high } = grid.valuesOf({ first, last });
  const slack = reach * grid.range();
  return { low: low - slack, high: high + slack };
}
