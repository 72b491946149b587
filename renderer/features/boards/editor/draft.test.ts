import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Board, COLUMNS, type PlacedWidget } from '../../../../shared/domain/boards/board';
import { changed, type Draft, draftOf, freshWidgetId } from './draft';

const widget = (id: string, x: number, y: number, w: number, h: number): PlacedWidget => ({
  id,
  type: 'thing',
  x,
  y,
  w,
  h,
  settings: {},
});
const board = (widgets: PlacedWidget[]): Board => Board.parse({ boardId: 'b', name: 'B', widgets });
const at = (draft: Draft, id: string) => {
  const found = draft.board.widgets.find((one) => one.id === id);
  return found === undefined ? null : [found.x, found.y, found.w, found.h];
};
const row = () => draftOf(board([widget('a', 0, 0, 8, 4), widget('b', 8, 0, 8, 4), widget('c', 0, 4, 8, 3)]));

function overlaps(widgets: readonly PlacedWidget[]): boolean {
  return widgets.some((one, index) =>
    widgets
      .slice(index + 1)
      .some((two) => two.x < one.x + one.w && one.x < two.x + two.w && two.y < one.y + one.h && one.y < two.y + two.h),
  );
}

describe('by keyboard', () => {
  test('a widget goes aside, pushing what is in its way down', () => {
    const draft = changed(row(), { kind: 'move', id: 'a', dx: 1, dy: 0 });
    expect(at(draft, 'a')?.[0]).toBe(1);
    expect(overlaps(draft.board.widgets)).toBe(false);
  });

  test('a widget passes the one below or above it with one press', () => {
    const down = changed(row(), { kind: 'move', id: 'a', dx: 0, dy: 1 });
    expect([at(down, 'c'), at(down, 'a')]).toEqual([
      [0, 0, 8, 3],
      [0, 3, 8, 4],
    ]);
    const up = changed(down, { kind: 'move', id: 'a', dx: 0, dy: -1 });
    expect(at(up, 'a')).toEqual([0, 0, 8, 4]);
  });

  test('nothing leaves the grid or falls below its smallest size', () => {
    const draft = row();
    expect(changed(draft, { kind: 'move', id: 'a', dx: -1, dy: 0 })).toBe(draft);
    expect(changed(draft, { kind: 'move', id: 'a', dx: 0, dy: -1 })).toBe(draft);
    const small = Array.from({ length: 30 }).reduce<Draft>(
      (held) => changed(held, { kind: 'resize', id: 'a', dx: -1, dy: -1 }),
      draft,
    );
    expect(at(small, 'a')).toEqual([0, 0, 2, 2]);
    const wide = Array.from({ length: 30 }).reduce<Draft>(
      (held) => changed(held, { kind: 'resize', id: 'b', dx: 1, dy: 0 }),
      draft,
    );
    expect(at(wide, 'b')?.[2]).toBe(16);
  });
});

test('typing into one field is one step back; another field is another', () => {
  const typed = ['N', 'Ni', 'Nig'].reduce(
    (held, title) => changed(held, { kind: 'configure', id: 'a', patch: { title }, field: 'title' }),
    row(),
  );
  const both = changed(typed, { kind: 'configure', id: 'a', patch: { settings: { metric: 'x' } }, field: 'metric' });
  const back = changed(both, { kind: 'undo' });
  expect(back.board.widgets[0]).toMatchObject({ title: 'Nig', settings: {} });
  expect(changed(back, { kind: 'undo' }).board).toEqual(row().board);
  expect(changed(back, { kind: 'redo' }).board).toEqual(both.board);
});

test('a choice of its own is taken away again without a trace', () => {
  const own = changed(row(), { kind: 'configure', id: 'a', patch: { range: { kind: 'last', seconds: 3600 } }, field: 'range' });
  const gone = changed(own, { kind: 'configure', id: 'a', patch: { range: undefined }, field: 'range2' });
  expect(gone.board).toEqual(row().board);
});

test('new widgets go where there is room, else below; ids and their number are bounded', () => {
  const draft = changed(row(), { kind: 'add', widget: widget(freshWidgetId(row().board, 'thing'), 5, 5, 17, 4) });
  expect(at(draft, 'thing')).toEqual([0, 7, 17, 4]);
  const beside = changed(draft, { kind: 'add', widget: widget('small', 0, 0, 8, 4) });
  expect(at(beside, 'small')).toEqual([16, 0, 8, 4]);
  expect(freshWidgetId(draft.board, 'thing')).toBe('thing-2');
  const full = draftOf(board(Array.from({ length: 100 }, (_, n) => widget(`w${n}`, 0, n, 4, 1))));
  expect(changed(full, { kind: 'add', widget: widget('more', 0, 0, 4, 4) })).toBe(full);
});

test('whatever is done, the board stays valid, nothing overlaps, and undoing all of it leads back', () => {
  const ids = ['a', 'b', 'c', 'new'];
  const step = fc.integer({ min: -3, max: 3 });
  const anyChange = fc.oneof(
    fc.record({ kind: fc.constantFrom('move' as const, 'resize' as const), id: fc.constantFrom(...ids), dx: step, dy: step }),
    fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...ids) }),
    fc.record({
      kind: fc.constant('place' as const),
      places: fc.array(
        fc.record({
          id: fc.constantFrom(...ids),
          x: fc.integer({ min: 0, max: COLUMNS - 1 }),
          y: fc.nat(40),
          w: fc.integer({ min: 1, max: COLUMNS }),
          h: fc.integer({ min: 1, max: 12 }),
        }),
        { maxLength: 3 },
      ),
    }),
    fc.record({ kind: fc.constant('add' as const), widget: fc.constant(widget('new', 0, 0, 6, 4)) }),
  );
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 12 }), (changes) => {
      const end = changes.reduce<Draft>((held, change) => {
        if (change.kind === 'add' && held.board.widgets.some(({ id }) => id === 'new')) return held;
        return changed(held, change);
      }, row());
      expect(overlaps(end.board.widgets)).toBe(false);
      expect(Board.safeParse(end.board).success).toBe(true);
      const back = end.past.reduce<Draft>((held) => changed(held, { kind: 'undo' }), end);
      expect(back.board).toEqual(row().board);
    }),
    { numRuns: 150 },
  );
});
