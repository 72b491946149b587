import { actorName } from '../../../shared/domain/actor-name';
import type { StoredBoard } from '../../../shared/domain/boards/board';
import { stillHolds } from '../notifications/notification-file';
import type { WriteProblem } from '../notifications-api';
import type { Conditions } from './boards-api';

/** A revision as an `ETag`. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/** Why these conditions do not hold for a board (null: there is none); null where they do. Says who came first. */
export function conflictOf(
  boardId: string,
  board: StoredBoard | null,
  { ifMatch, ifNoneMatch }: Conditions,
): WriteProblem | null {
  if (ifNoneMatch !== null && board !== null)
    return problem(`There is a dashboard ${boardId} already (${board.name}). Save this one under another name.`);
  if (ifMatch === null) return null;
  if (board === null) return problem('Somebody deleted this dashboard meanwhile. Save yours as a new one to keep it.');
  if (stillHolds(ifMatch, etagOf(board.revision))) return null;
  const by = board.changedBy === null ? 'Somebody reset it' : `${actorName(board.changedBy)} changed it`;
  const when = board.changedAt === null ? '' : ` at ${board.changedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return problem(`${by}${when}, after you began. Nothing was saved: take over their dashboard, or save yours as a new one.`);
}

export const changedMeanwhile = problem(
  'Somebody changed the dashboards since they were read. Read them again, and repeat the change.',
);

function problem(message: string): WriteProblem {
  return { code: 'conflict', field: null, message };
}
