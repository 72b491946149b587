import { expect, test } from 'vitest';
import { type Column, filterRows, nextSorting, sortRows } from './column';

interface Row {
  readonly name: string;
  readonly lag: number | null;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', width: '1fr', cell: (row) => row.name, sortBy: (row) => row.name, text: (row) => row.name },
  { id: 'lag', title: 'Lag', width: '1fr', cell: (row) => row.lag, sortBy: (row) => row.lag, text: (row) => String(row.lag) },
];
const rows: readonly Row[] = [
  { name: 'web-10', lag: 3 },
  { name: 'web-9', lag: null },
  { name: 'db-1', lag: 7 },
];
const names = (list: readonly Row[]): string[] => list.map((row) => row.name);

test('names sort as people count', () => {
  expect(names(sortRows(rows, columns, { columnId: 'name', direction: 'ascending' }))).toEqual(['db-1', 'web-9', 'web-10']);
});

test('what is unknown comes last, whichever way the rest stands', () => {
  expect(names(sortRows(rows, columns, { columnId: 'lag', direction: 'ascending' })).at(-1)).toBe('web-9');
  expect(names(sortRows(rows, columns, { columnId: 'lag', direction: 'descending' }))).toEqual(['db-1', 'web-10', 'web-9']);
});

test('without a sorting the order given stays', () => expect(sortRows(rows, columns, null)).toBe(rows));

test('a filter wants every word, in whatever column', () => {
  expect(names(filterRows(rows, columns, ' WEB 3 '))).toEqual(['web-10']);
  expect(filterRows(rows, columns, '  ')).toBe(rows);
});

test('clicks on a heading go up, down, and back to the order given', () => {
  const up = nextSorting(null, 'lag');
  const down = nextSorting(up, 'lag');
  expect([up?.direction, down?.direction, nextSorting(down, 'lag')]).toEqual(['ascending', 'descending', null]);
  expect(nextSorting(down, 'name')).toEqual({ columnId: 'name', direction: 'ascending' });
});
