import { expect } from 'vitest';
import type { Block, Cell, ColumnKind, Figure, TableBlock } from '../blocks';

/** Every number is finite, every row fits its columns, and there are as many as were said. */
export function expectWellMade(blocks: readonly Block[]): void {
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
        for (const one of block.paragraphs)
          expect(typeof one === 'string' ? one : one.list.join('')).not.toMatch(/NaN|undefined|null/);
        break;
      case 'figures':
        for (const figure of block.figures) expectFigure(figure);
        break;
      case 'table':
        expectTable(block);
        break;
      case 'chart':
        for (const { values } of block.series) {
          expect(values).toHaveLength(block.labels.length);
          for (const value of values) expect(value === null || Number.isFinite(value)).toBe(true);
        }
    }
  }
}

function expectFigure({ label, value, unit, note }: Figure): void {
  expect(`${label} ${note ?? ''}`).not.toMatch(/NaN|undefined|null|\{\{/);
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  if (unit === 'fraction' && typeof value === 'number') expect(value >= 0 && value <= 1).toBe(true);
}

function expectTable(table: TableBlock): void {
  const keys = table.columns.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
  const rows = [...table.rows()];
  expect(rows.length, table.caption).toBe(table.count);
  // It can be walked again.
  expect([...table.rows()]).toEqual(rows);
  expect(table.empty).not.toBe('');
  for (const row of rows) {
    expect(row).toHaveLength(keys.length);
    for (const [index, cell] of row.entries()) expectCell(cell, table.columns[index]?.kind ?? 'text', keys[index] ?? '');
  }
}

function expectCell(cell: Cell, kind: ColumnKind, key: string): void {
  if (cell === null) return;
  switch (kind) {
    case 'text':
    case 'status':
      expect(typeof cell, key).toBe('string');
      break;
    case 'instant':
      expect(cell, key).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      break;
    case 'boolean':
      expect(typeof cell, key).toBe('boolean');
      break;
    case 'integer':
      expect(Number.isInteger(cell), key).toBe(true);
      break;
    case 'number':
    case 'fraction':
    case 'duration':
      expect(Number.isFinite(cell), key).toBe(true);
  }
}

/** The first figure of a label that begins so. */
export function figureIn(blocks: readonly Block[], label: string): Figure {
  const found = blocks
    .flatMap((block) => (block.kind === 'figures' ? block.figures : []))
    .find((figure) => figure.label.startsWith(label));
  if (found === undefined) throw new Error(`there is no figure ${label}`);
  return found;
}

/** The rows of the table with this caption, as records by column. */
export function rowsIn(blocks: readonly Block[], caption: string): Record<string, Cell>[] {
  const table = blocks.find((block): block is TableBlock => block.kind === 'table' && block.caption === caption);
  if (table === undefined) throw new Error(`there is no table ${caption}`);
  return [...table.rows()].map((row) => Object.fromEntries(table.columns.map(({ key }, index) => [key, row[index] ?? null])));
}
