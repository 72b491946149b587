import { type Cell, type CellValue, valueIn } from '../../../../shared/domain/metrics/cell';
import { mergeInto } from '../../../../shared/domain/metrics/sketch';

/** How the newest values of several series become one: three queues with 2, 0 and 5 messages hold 7; three lags of 2, 0 and 5 s are 5 s. */
export type LastsBecome = 'sum' | 'max';

/** Steps of several series, put together one after the other. */
export interface Together {
  add(cells: ReadonlyMap<number, Cell>): void;
  /** Values by the number of their step, in order. */
  values(): readonly (readonly [step: number, value: number])[];
}

interface Held {
  count: number;
  sum: number;
  min: number;
  max: number;
  lasts: number;
  sketch: Map<number, number>;
}

export function createTogether(wanted: CellValue, lastsBecome: LastsBecome): Together {
  const steps = new Map<number, Held>();
  return {
    add(cells) {
      for (const [step, cell] of cells) {
        const held = steps.get(step);
        if (held === undefined) {
          const { count, sum, min, max, last } = cell;
          steps.set(step, { count, sum, min, max, lasts: last, sketch: new Map(cell.sketch) });
          continue;
        }
        held.count += cell.count;
        held.sum += cell.sum;
        held.min = Math.min(held.min, cell.min);
        held.max = Math.max(held.max, cell.max);
        held.lasts = lastsBecome === 'sum' ? held.lasts + cell.last : Math.max(held.lasts, cell.last);
        mergeInto(held.sketch, cell.sketch);
      }
    },
    values: () =>
      [...steps]
        .sort(([one], [other]) => one - other)
        .map(([step, { lasts, ...cell }]) => [step, valueIn({ ...cell, last: lasts, lastAtMs: 0 }, wanted)] as const),
  };
}
