import { useCallback, useRef } from 'react';
import type { StoredBoard } from '../../shared/domain/boards/board';
import { isEqual } from '../../shared/lib/equal';
import type { ConsoleClient } from '../bridge/client';
import { type Asked, useAsked } from './use-asked';

/** Others may change boards too; whoever looks at one sees it after so long. */
const EVERY_MS = 30_000;
const MOST = 1_000;

/**
 * Every board, shipped ones first. What was read stays through a lost connection, and a board that nobody changed stays the same object,
 * so that its widgets are not drawn anew with each reading.
 */
export function useBoards(): Asked<readonly StoredBoard[]> {
  const before = useRef<readonly StoredBoard[]>([]);
  const read = useCallback(async (client: ConsoleClient) => {
    const { items } = (await client.boards.list({ limit: MOST })).body;
    before.current = items.map((board) => before.current.find((known) => isEqual(known, board)) ?? board);
    return before.current;
  }, []);
  return useAsked(read, EVERY_MS);
}
