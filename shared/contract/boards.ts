import { z } from 'zod';
import { BoardId, StoredBoard } from '../domain/boards/board';
import { ListInput, method } from './base';

const Conditions = z.looseObject({ 'if-match': z.string().optional(), 'if-none-match': z.string().optional() }).default({});
const Tagged = z.object({ etag: z.string() });
const one = z.object({ headers: Tagged, body: StoredBoard });
const all = z.object({ headers: Tagged, body: z.object({ items: z.array(StoredBoard), nextToken: z.string().nullable() }) });
const ofBoard = z.object({ boardId: BoardId });

/** Whatever is sent as a board: its reader names what is wrong by its place in it. Described to others as `Board`. */
export const SentBoard = z.unknown();
/** The same of `{items: [Board…]}`. */
export const SentBoards = z.unknown();

/**
 * Dashboards: those that are part of the program, changed ones, and one's own. Each travels with its validator, and so does the list,
 * so that two editors cannot overwrite each other.
 */
export const boards = {
  list: method
    .route({
      method: 'GET',
      path: '/dashboards',
      outputStructure: 'detailed',
      summary: 'Every dashboard, shipped ones first; ETag for the next PUT of all',
    })
    .input(ListInput)
    .output(all),
  get: method
    .route({
      method: 'GET',
      path: '/dashboards/{boardId}',
      outputStructure: 'detailed',
      summary: 'One dashboard; ETag for its next PUT',
    })
    .input(ofBoard)
    .output(one),
  replace: method
    .route({
      method: 'PUT',
      path: '/dashboards',
      inputStructure: 'detailed',
      outputStructure: 'detailed',
      summary: 'Replace everything that is not as it was shipped: boards left out are removed, shipped ones reset',
    })
    .input(z.object({ headers: Conditions, body: SentBoards }))
    .output(all),
  put: method
    .route({
      method: 'PUT',
      path: '/dashboards/{boardId}',
      inputStructure: 'detailed',
      outputStructure: 'detailed',
      summary: 'Save a dashboard: If-Match with the ETag it was read with, or If-None-Match: * for a new one',
    })
    .input(z.object({ params: ofBoard, headers: Conditions, body: SentBoard }))
    .output(one),
  remove: method
    .route({
      method: 'DELETE',
      path: '/dashboards/{boardId}',
      inputStructure: 'detailed',
      summary: 'Remove a dashboard of your own, or reset a shipped one to how it was shipped',
    })
    .input(z.object({ params: ofBoard, headers: Conditions }))
    .output(z.object({ boardId: BoardId, remaining: StoredBoard.nullable() })),
  duplicate: method
    .route({
      method: 'POST',
      path: '/dashboards/{boardId}/duplicate',
      outputStructure: 'detailed',
      summary: 'Copy a dashboard to one of your own, under the given name',
    })
    .input(ofBoard.extend({ name: z.string().trim().min(1).max(120).optional() }))
    .output(one),
};
