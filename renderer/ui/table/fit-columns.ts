import type { Column } from './column';

/** Space between two columns and at both ends of a row, in px, as in data-table.module.css. */
const GAP_PX = 8;
const ENDS_PX = 24;

/**
 * Columns for a table of a given width: those of `droppable` go one by one until the rest fits.
 *
 * @param widthPx Of the table; 0 while it is not known yet, and then all columns stay.
 * @param droppable Ids, the first to go first. All others stay, and the table scrolls where even they do not fit.
 */
export function columnsThatFit<Row>(
  columns: readonly Column<Row>[],
  widthPx: number,
  droppable: readonly string[],
): readonly Column<Row>[] {
  if (widthPx === 0) return columns;
  let kept = columns;
  for (const id of droppable) {
    if (leastPx(kept) <= widthPx) break;
    kept = kept.filter((one) => one.id !== id);
  }
  return kept;
}

function leastPx<Row>(columns: readonly Column<Row>[]): number {
  const tracks = columns.reduce((sum, { width }) => sum + Number(/\d+(?=px)/.exec(width)?.[0] ?? 0), 0);
  return tracks + GAP_PX * Math.max(0, columns.length - 1) + ENDS_PX;
}
