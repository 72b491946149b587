import type { StoredBoard } from '../../../shared/domain/boards/board';
import type { Conditions } from '../boards/boards-api';
import { etagOf } from '../boards/conditions';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { pageOf } from './paging';
import { notFound } from './problems';

/** Dashboards: read by everybody, changed by whoever may act. */
export function boardHandlers(os: Implementer, engine: Engine) {
  const { boards } = os;
  const store = () => engine.inside.boards;
  return {
    list: boards.list.handler(({ input }) => {
      const order = new Map(
        store()
          .list()
          .map(({ boardId }, index) => [boardId, String(index).padStart(4, '0')]),
      );
      const { items, nextToken } = pageOf(store().list(), input, ({ boardId }) => order.get(boardId) ?? boardId, 'ascending');
      return { headers: { etag: store().etag() }, body: { items, nextToken } };
    }),
    get: boards.get.handler(({ input: { boardId } }) => {
      const board = store().get(boardId);
      if (board === null) throw notFound('board', boardId);
      return tagged(board);
    }),
    replace: boards.replace.handler(({ input: { headers, body }, context: { actor } }) =>
      runCommand(engine, { command: 'boards.replace', need: 'act', actor }, async () => {
        const replaced = await store().replace(body, conditionsOf(headers), actor);
        if (!replaced.ok) throw writeRefused('board', replaced.error);
        const answer = { headers: { etag: store().etag() }, body: { items: replaced.value, nextToken: null } };
        return done('The dashboards were replaced.', answer);
      }),
    ),
    put: boards.put.handler(({ input: { params, headers, body }, context: { actor } }) =>
      runCommand(engine, { command: 'boards.put', need: 'act', actor, note: params.boardId }, async () => {
        const saved = await store().save(params.boardId, body, conditionsOf(headers), actor);
        if (!saved.ok) throw writeRefused('board', saved.error);
        return done(`The dashboard ${saved.value.name} was saved.`, tagged(saved.value));
      }),
    ),
    remove: boards.remove.handler(({ input: { params, headers }, context: { actor } }) =>
      runCommand(engine, { command: 'boards.remove', need: 'act', actor, note: params.boardId }, async () => {
        const removed = await store().remove(params.boardId, conditionsOf(headers), actor);
        if (!removed.ok) throw writeRefused('board', removed.error);
        const message = removed.value === null ? 'The dashboard was deleted.' : 'The dashboard is as it was shipped again.';
        return done(message, { boardId: params.boardId, remaining: removed.value });
      }),
    ),
    duplicate: boards.duplicate.handler(({ input: { boardId, name }, context: { actor } }) =>
      runCommand(engine, { command: 'boards.duplicate', need: 'act', actor, note: boardId }, async () => {
        const made = await store().duplicate(boardId, name ?? null, actor);
        if (!made.ok) throw writeRefused('board', made.error);
        return done(`The dashboard ${made.value.name} was made.`, tagged(made.value));
      }),
    ),
  };
}

function tagged(board: StoredBoard) {
  return { headers: { etag: etagOf(board.revision) }, body: board };
}

type Headers = { readonly 'if-match'?: string | undefined; readonly 'if-none-match'?: string | undefined };

function conditionsOf(headers: Headers): Conditions {
  return { ifMatch: headers['if-match'] ?? null, ifNoneMatch: headers['if-none-match'] ?? null };
}
