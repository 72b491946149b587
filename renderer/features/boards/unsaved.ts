import { useStore } from 'zustand';
import type { Board, StoredBoard } from '../../../shared/domain/boards/board';
import { isEqual } from '../../../shared/lib/equal';
import { ofPage } from '../../store/of-page';
import { usePage } from '../../store/page';
import { type Draft, draftOf } from './editor/draft';

/** A board being made or changed, with what was stored when that began: what somebody else changed meanwhile is told from it. */
export interface Unsaved {
  readonly draft: Draft;
  /** Null for one that was never stored. */
  readonly base: StoredBoard | null;
}

type AllUnsaved = Readonly<Record<string, Unsaved>>;

/** They outlive the screen and the way to the engine, so that neither loses anything, and end with the page. */
const storeOf = ofPage<AllUnsaved>(() => ({}));

export interface UnsavedBoards {
  readonly all: AllUnsaved;
  readonly keep: (boardId: string, next: Unsaved | null) => void;
  /** For changes that follow each other faster than the screen is drawn. */
  readonly change: (boardId: string, make: (draft: Draft) => Draft) => void;
  /** Once `sent` was stored as `saved`. What nobody holds any more stays forgotten. */
  readonly stored: (boardId: string, sent: Board, saved: StoredBoard) => void;
}

export function useUnsavedBoards(): UnsavedBoards {
  const store = storeOf(usePage().ui);
  const all = useStore(store);
  const keep = (boardId: string, next: Unsaved | null): void => {
    const { [boardId]: _, ...others } = store.getState();
    store.setState(next === null ? others : { ...others, [boardId]: next }, true);
  };
  return {
    all,
    keep,
    change: (boardId, make) => {
      const held = store.getState()[boardId];
      if (held !== undefined) keep(boardId, { ...held, draft: make(held.draft) });
    },
    stored: (boardId, sent, saved) => {
      const held = store.getState()[boardId];
      if (held !== undefined) keep(boardId, rebased(held, sent, saved));
    },
  };
}

/** After `sent` was stored as `saved`: what was changed while it was on its way stays, as a change of what is stored now. */
export function rebased({ draft }: Unsaved, sent: Board, saved: StoredBoard): Unsaved {
  return { draft: draft.board === sent ? draftOf(plainOf(saved)) : draft, base: saved };
}

/** Whether saving would change anything. */
export function isDirty({ draft, base }: Unsaved): boolean {
  return base === null || !isEqual(draft.board, draftOf(plainOf(base)).board);
}

/** Without how it is kept. */
export function plainOf({ origin: _, changedAt: __, changedBy: ___, revision: ____, ...board }: StoredBoard): Draft['board'] {
  return board;
}
