import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Board, type StoredBoard } from '../../../shared/domain/boards/board';
import { boardIdFor } from '../../../shared/domain/boards/board-id';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { isWithinDepth } from '../../../shared/lib/depth';
import { err, ok, type Result } from '../../../shared/lib/result';
import { stillHolds } from '../notifications/notification-file';
import { problemOf } from '../notifications/write-problem';
import type { WriteProblem } from '../notifications-api';
import type { Actor, Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import type { Document } from '../storage/document';
import { createTurns } from '../storage/turns';
import { type BoardFile, type KeptBoard, MOST_BOARDS } from './board-file';
import type { Boards } from './boards-api';
import { changedMeanwhile, conflictOf, etagOf } from './conditions';

interface BoardsParts {
  readonly document: Document<BoardFile>;
  readonly clock: Pick<Clock, 'now'>;
  readonly owe: Recorder['owe'];
  readonly shipped: readonly Board[];
}

const SentAll = z.object({
  items: z
    .array(Board)
    .max(MOST_BOARDS)
    .refine((all) => new Set(all.map(({ boardId }) => boardId)).size === all.length, 'two boards have the same boardId'),
});

/** Boards of the program with what people made of them. Writes happen one after another; what changed is recorded. */
export function createBoards({ document, clock, owe, shipped }: BoardsParts): Boards {
  const shippedOf = (boardId: string): Board | null => shipped.find((board) => board.boardId === boardId) ?? null;
  const kept = (): readonly KeptBoard[] => document.current().boards;

  function get(boardId: string): StoredBoard | null {
    const own = kept().find((board) => board.boardId === boardId);
    const given = shippedOf(boardId);
    if (own !== undefined) return { ...own, origin: given === null ? 'own' : 'changed' };
    return given === null ? null : asShipped(given);
  }

  function list(): StoredBoard[] {
    const own = kept().filter(({ boardId }) => shippedOf(boardId) === null);
    const ids = [...shipped, ...own.sort((a, b) => a.name.localeCompare(b.name, 'en'))].map(({ boardId }) => boardId);
    return ids.flatMap((boardId) => get(boardId) ?? []);
  }

  /** Writes these boards in place of those of the same id (null: as shipped, or gone), and records each that changed. */
  async function write(next: ReadonlyMap<string, Board | null>, actor: Actor): Promise<Result<null, WriteProblem>> {
    const at = clock.now();
    const changed = [...next].flatMap(([boardId, after]) => {
      const before = plain(get(boardId));
      const wanted = after ?? shippedOf(boardId);
      // What is shipped by now as somebody had made it is still kept as theirs, until it is put back.
      const isNews = !isDeepStrictEqual(before, wanted) || (after === null && get(boardId)?.origin === 'changed');
      return isNews ? [{ boardId, before, after: wanted }] : [];
    });
    if (changed.length === 0) return ok(null);
    const written = await document.change((file) => withBoards(file, changed, shippedOf, { changedAt: at, changedBy: actor.id }));
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    const told = changed.map((change): ConsoleEvent => ({ type: 'boards.changed', at, ...change, actor: actor.id }));
    owe(told, actor);
    return ok(null);
  }

  const inTurn = createTurns();
  const mayGrow = (): boolean => kept().length < MOST_BOARDS;

  return {
    list,
    get,
    etag: () => etagOf(document.current().counter),
    save: (boardId, sent, conditions, actor) =>
      inTurn(async () => {
        const before = get(boardId);
        const conflict = conflictOf(boardId, before, conditions);
        if (conflict !== null) return err(conflict);
        if (!isWithinDepth(sent, DEEPEST)) return err(tooDeep);
        const parsed = Board.safeParse(withId(sent, boardId));
        if (!parsed.success) return err(problemOf(parsed.error));
        if (!mayGrow() && (before === null || before.origin === 'shipped')) return err(tooMany);
        const written = await write(new Map([[boardId, parsed.data]]), actor);
        return written.ok ? present(get(boardId), boardId) : written;
      }),
    replace: (sent, { ifMatch }, actor) =>
      inTurn(async () => {
        if (!stillHolds(ifMatch, etagOf(document.current().counter))) return err(changedMeanwhile);
        if (!isWithinDepth(sent, DEEPEST)) return err(tooDeep);
        const parsed = SentAll.safeParse(sent);
        if (!parsed.success) return err(problemOf(parsed.error));
        const gone = kept().map(({ boardId }): [string, Board | null] => [boardId, null]);
        const given = parsed.data.items.map((board): [string, Board | null] => [board.boardId, board]);
        const written = await write(new Map([...gone, ...given]), actor);
        return written.ok ? ok(list()) : written;
      }),
    remove: (boardId, conditions, actor) =>
      inTurn(async () => {
        const before = get(boardId);
        if (before === null) return err(unknown(boardId));
        const conflict = conflictOf(boardId, before, conditions);
        if (conflict !== null) return err(conflict);
        const written = await write(new Map([[boardId, null]]), actor);
        return written.ok ? ok(get(boardId)) : written;
      }),
    duplicate: (boardId, name, actor) =>
      inTurn(async () => {
        const from = plain(get(boardId));
        if (from === null) return err(unknown(boardId));
        if (!mayGrow()) return err(tooMany);
        const called = name ?? `${from.name.slice(0, 110)} (copy)`;
        const copy: Board = {
          ...from,
          name: called,
          boardId: boardIdFor(
            called,
            list().map((board) => board.boardId),
          ),
        };
        const written = await write(new Map([[copy.boardId, copy]]), actor);
        return written.ok ? present(get(copy.boardId), copy.boardId) : written;
      }),
  };
}

function withBoards(
  file: BoardFile,
  changed: readonly { readonly boardId: string; readonly after: Board | null }[],
  shippedOf: (boardId: string) => Board | null,
  by: Pick<KeptBoard, 'changedAt' | 'changedBy'>,
): BoardFile {
  const counter = file.counter + 1;
  const ids = new Set(changed.map(({ boardId }) => boardId));
  const added = changed.flatMap(({ boardId, after }) =>
    after === null || isDeepStrictEqual(after, shippedOf(boardId)) ? [] : [{ ...after, ...by, revision: counter }],
  );
  return { version: 1, counter, boards: [...file.boards.filter(({ boardId }) => !ids.has(boardId)), ...added] };
}

/** What whoever reads it may send back: nothing of how it is kept. */
function plain(board: StoredBoard | null): Board | null {
  return board === null ? null : Board.parse(board);
}

function asShipped(board: Board): StoredBoard {
  return { ...board, origin: 'shipped', changedAt: null, changedBy: null, revision: 0 };
}

/** The address says which board it is. */
function withId(sent: unknown, boardId: string): unknown {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent, boardId } : sent;
}

function present(board: StoredBoard | null, boardId: string): Result<StoredBoard, WriteProblem> {
  return board === null ? err(unknown(boardId)) : ok(board);
}

function unknown(boardId: string): WriteProblem {
  return { code: 'unknown', field: 'boardId', message: `There is no dashboard ${boardId} here.` };
}

const tooMany: WriteProblem = {
  code: 'invalid',
  field: null,
  message: `There are ${MOST_BOARDS} dashboards of your own already, and no more are kept. Delete one that nobody needs.`,
};

/** Settings of a widget lie three levels deep, and need a few of their own. */
const DEEPEST = 50;
const tooDeep: WriteProblem = {
  code: 'invalid',
  field: 'widgets',
  message: `A dashboard is nested at most ${DEEPEST} levels deep.`,
};
