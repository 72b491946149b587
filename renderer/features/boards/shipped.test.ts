import { afterEach, expect, test } from 'vitest';
import { shippedBoards } from '../../../electron/engine/boards/shipped-boards';
import { Board } from '../../../shared/domain/boards/board';
import { speak } from '../../language/language';
import { boardName, boardText } from '../../ui/board/board-name';
import { settled } from '../../ui/board/placed';
import { widgetOf } from '../../widgets/registry';
import { boardTemplates } from './templates';

const all = [...shippedBoards, ...boardTemplates];

afterEach(() => speak('en'));

test.each(all.map((board) => [board.boardId, board] as const))('%s is drawn as it was laid out', (boardId, board) => {
  expect(Board.safeParse(board).success).toBe(true);
  expect(board.widgets.length).toBeGreaterThan(0);
  expect(board.description).not.toBe('');
  for (const { id, type, settings, w, h } of board.widgets) {
    const kind = widgetOf(type);
    expect(kind, `${boardId}: ${type}`).not.toBeNull();
    expect(kind?.check(settings), `${boardId}: ${id}`).toBeNull();
    expect(w, `${boardId}: width of ${id}`).toBeGreaterThanOrEqual(kind?.size.minW ?? 1);
    expect(h, `${boardId}: height of ${id}`).toBeGreaterThanOrEqual(kind?.size.minH ?? 1);
  }
  // No overlaps, and nothing that would slide up.
  expect(settled(board.widgets)).toEqual(board.widgets);
});

test('no two have the same id', () => {
  expect(new Set(all.map(({ boardId }) => boardId)).size).toBe(all.length);
});

test.each(all)('$boardId speaks the language of the interface', (board) => {
  expect(boardName(board)).toBe(board.name);
  expect(boardText(board)).toBe(board.description);
  speak('de');
  expect(boardName(board)).not.toBe(board.name);
  expect(boardText(board)).not.toBe(board.description);
  expect(boardText({ ...board, description: 'Ours.' })).toBe('Ours.');
});
