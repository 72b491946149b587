import { ORPCError } from '@orpc/client';
import { useState } from 'react';
import { z } from 'zod';
import type { Board, StoredBoard } from '../../../shared/domain/boards/board';
import { boardIdFor } from '../../../shared/domain/boards/board-id';
import { t } from '../../language/language';
import { usePage } from '../../store/page';
import { reasonOf } from '../../store/reason-of';
import { tell } from '../../store/use-command';
import type { UnsavedBoards } from './unsaved';

const Refusal = z.object({ field: z.string().optional() });

export interface Refused {
  /** Of the board that is looked at. */
  readonly boardId: string;
  readonly message: string;
  /** The field the engine named, such as `widgets[3].w`. */
  readonly field: string | null;
  /** Somebody else saved, deleted or made it meanwhile. */
  readonly conflict: boolean;
}

interface Saving {
  readonly busy: boolean;
  readonly refused: Refused | null;
  readonly forget: () => void;
  /** Answers whether it was saved; what was not stays as it is. */
  readonly save: (boardId: string) => Promise<boolean>;
  /** In place of what somebody else saved meanwhile. */
  readonly saveOver: (boardId: string) => Promise<boolean>;
  /** As a board of one's own; answers its id, or null. */
  readonly saveAs: (board: Board, name: string) => Promise<string | null>;
}

interface SavingParts {
  readonly boards: readonly StoredBoard[];
  readonly unsaved: UnsavedBoards;
  readonly reread: () => void;
}

/** Saves boards under their revision, so that two editors cannot overwrite each other without knowing. */
export function useSaving({ boards, unsaved, reread }: SavingParts): Saving {
  const { link } = usePage();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);

  /** `shownId`: of the board that is looked at, where a refusal is told; a copy of it is stored under another id. */
  async function put(board: Board, base: StoredBoard | null | 'whatever', shownId: string): Promise<StoredBoard | null> {
    const client = link.client();
    if (client === null) {
      setRefused({ boardId: shownId, message: t('boards.notConnected'), field: null, conflict: false });
      return null;
    }
    setBusy(true);
    setRefused(null);
    try {
      const headers = conditions(base);
      const { body } = await client.boards.put({ params: { boardId: board.boardId }, headers, body: board });
      reread();
      return body;
    } catch (error) {
      setRefused(refusalOf(shownId, error));
      return null;
    } finally {
      setBusy(false);
    }
  }

  async function saveKept(boardId: string, over: boolean): Promise<boolean> {
    const kept = unsaved.all[boardId];
    if (kept === undefined) return false;
    const sent = kept.draft.board;
    const saved = await put(sent, over ? 'whatever' : kept.base, boardId);
    if (saved === null) return false;
    unsaved.stored(boardId, sent, saved);
    tell(t('boards.saved', { name: saved.name }));
    return true;
  }

  return {
    busy,
    refused,
    forget: () => setRefused(null),
    save: (boardId) => saveKept(boardId, false),
    saveOver: (boardId) => saveKept(boardId, true),
    async saveAs(board, name) {
      const taken = boards.map(({ boardId }) => boardId);
      const saved = await put({ ...board, name, boardId: boardIdFor(name, taken) }, null, board.boardId);
      if (saved === null) return null;
      tell(t('boards.saved', { name: saved.name }));
      return saved.boardId;
    },
  };
}

function conditions(base: StoredBoard | null | 'whatever'): Record<string, string> {
  if (base === 'whatever') return {};
  return base === null ? { 'if-none-match': '*' } : { 'if-match': `"${base.revision}"` };
}

function refusalOf(boardId: string, error: unknown): Refused {
  const data = error instanceof ORPCError ? Refusal.safeParse(error.data) : null;
  return {
    boardId,
    message: reasonOf(error),
    field: data?.success === true ? (data.data.field ?? null) : null,
    conflict: error instanceof ORPCError && error.code === 'CONFLICT',
  };
}
