import { describe, expect, it } from 'vitest';
import type { Column } from './column';
import { columnsThatFit } from './fit-columns';

const column = (id: string, width: string): Column<null> => ({ id, title: id, width, cell: () => id });
/** 100 + 100 + 60 and the rest of the row, 2 × 8 + 24: 300 px. */
const columns = [column('name', 'minmax(100px, 2fr)'), column('id', '100px'), column('lag', '60px')];
const ids = (widthPx: number, droppable: readonly string[]): readonly string[] =>
  columnsThatFit(columns, widthPx, droppable).map(({ id }) => id);

describe('columns that fit', () => {
  it('keeps all where there is room, or where the room is not known yet', () => {
    expect(ids(300, ['id', 'lag'])).toEqual(['name', 'id', 'lag']);
    expect(ids(0, ['id', 'lag'])).toEqual(['name', 'id', 'lag']);
  });

  it('drops one after the other, and no more than it must', () => {
    expect(ids(299, ['id', 'lag'])).toEqual(['name', 'lag']);
    expect(ids(191, ['id', 'lag'])).toEqual(['name']);
  });

  it('never drops what must stay', () => {
    expect(ids(10, ['id'])).toEqual(['name', 'lag']);
  });
});
