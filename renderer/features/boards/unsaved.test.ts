import { describe, expect, test } from 'vitest';
import { StoredBoard } from '../../../shared/domain/boards/board';
import { changed, draftOf } from './editor/draft';
import { isDirty, plainOf, rebased } from './unsaved';

const stored = (name: string, revision: number): StoredBoard =>
  StoredBoard.parse({ boardId: 'b', name, widgets: [], origin: 'own', revision, changedAt: null, changedBy: null });
const named = (name: string) => (held: ReturnType<typeof draftOf>) => changed(held, { kind: 'board', patch: { name } });

describe('what is held once it was saved', () => {
  const sent = named('Night')(draftOf(plainOf(stored('B', 1))));

  test('is what was stored, with nothing left to save', () => {
    const after = rebased({ draft: sent, base: stored('B', 1) }, sent.board, stored('Night', 2));
    expect(after.base?.revision).toBe(2);
    expect(isDirty(after)).toBe(false);
  });

  test('keeps what was changed while it was on its way, still to be saved over the new revision', () => {
    const meanwhile = named('Night shift')(sent);
    const after = rebased({ draft: meanwhile, base: stored('B', 1) }, sent.board, stored('Night', 2));
    expect(after.draft.board.name).toBe('Night shift');
    expect(after.base?.revision).toBe(2);
    expect(isDirty(after)).toBe(true);
  });
});
