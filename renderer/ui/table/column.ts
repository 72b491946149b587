import type { ReactNode } from 'react';

/** One column of a table. `width` is a track of CSS grid: `120px`, `minmax(120px, 1fr)`. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly width: string;
  /** Numbers stand right. */
  readonly align?: 'left' | 'right';
  readonly cell: (row: Row) => ReactNode;
  /** What the column sorts by; null sorts last whichever way. Absent: the column does not sort. */
  readonly sortBy?: (row: Row) => string | number | null;
  /** Text that the filter of the table searches. */
  readonly text?: (row: Row) => string;
}

export interface Sorting {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** Rows in the order asked for. Stable, and the order given stays where two rows are equal. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null): readonly Row[] {
  const column = columns.find((one) => one.id === sorting?.columnId);
  const sortBy = column?.sortBy;
  if (sorting === null || sortBy === undefined) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, key: sortBy(row) }))
    .sort((a, b) => compareKeys(a.key, b.key, sign))
    .map((keyed) => keyed.row);
}

function compareKeys(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * sign;
  return String(a).localeCompare(String(b), 'en', { numeric: true }) * sign;
}

/** Rows in which every word of `filter` occurs somewhere. */
export function filterRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], filter: string): readonly Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const texts = columns.flatMap((column) => (column.text === undefined ? [] : [column.text]));
  return rows.filter((row) => {
    const text = texts
      .map((of) => of(row))
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The sorting after a click on `columnId`: ascending, descending, then the table's own order. */
export function nextSorting(sorting: Sorting | null, columnId: string): Sorting | null {
  if (sorting?.columnId !== columnId) return { columnId, direction: 'ascending' };
  return sorting.direction === 'ascending' ? { columnId, direction: 'descending' } : null;
}
