import { Board, type StoredBoard } from '../../shared/domain/boards/board';
import type { ConsoleClient } from '../bridge/client';

const shipped = import.meta.glob<unknown>('../../resources/dashboards/*.json', { eager: true, import: 'default' });
const order = ['executive', 'operational', 'compliance', 'performance'];

/** Dashboards as an engine keeps them, for as long as the page lives. */
export function fixtureBoards(): ConsoleClient['boards'] {
  const first = Object.values(shipped).map((board): StoredBoard => stored(Board.parse(board), 0));
  let all = first.sort((a, b) => order.indexOf(a.boardId) - order.indexOf(b.boardId));
  const none = async () => Promise.reject(new Error('There is no such dashboard here.'));
  const put = (board: StoredBoard) => {
    all = [...all.filter((one) => one.boardId !== board.boardId), board];
    return { headers: { etag: `"${board.revision}"` }, body: board };
  };
  return {
    list: async () => ({ headers: { etag: '"1"' }, body: { items: all, nextToken: null } }),
    get: async ({ boardId }) => {
      const board = all.find((one) => one.boardId === boardId);
      return board === undefined ? none() : { headers: { etag: `"${board.revision}"` }, body: board };
    },
    replace: async () => ({ headers: { etag: '"1"' }, body: { items: all, nextToken: null } }),
    put: async ({ body }) => put({ ...stored(Board.parse(body), 1), origin: 'own' }),
    remove: async ({ params: { boardId } }) => {
      all = all.filter((one) => one.boardId !== boardId);
      return { boardId, remaining: null };
    },
    duplicate: async ({ boardId, name }) => {
      const board = all.find((one) => one.boardId === boardId);
      if (board === undefined) return none();
      return put({ ...board, boardId: `${boardId}-2`, name: name ?? board.name, origin: 'own' });
    },
  };
}

function stored(board: Board, revision: number): StoredBoard {
  return { ...board, origin: 'shipped', changedAt: null, changedBy: null, revision };
}
