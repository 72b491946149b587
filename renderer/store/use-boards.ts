import { useCallback } from 'react';
import type { StoredBoard } from '../../shared/domain/boards/board';
import type { ConsoleClient } from '../bridge/client';
import { type Asked, useAsked } from './use-asked';

/** Others may change boards too; whoever looks at one sees it after so long. */
const EVERY_MS = 30_000;
const MOST = 1_000;

/** Every board, shipped ones first. What was read stays through a lost connection. */
export function useBoards(): Asked<readonly StoredBoard[]> {
  const read = useCallback(async (client: ConsoleClient) => (await client.boards.list({ limit: MOST })).body.items, []);
  return useAsked(read, EVERY_MS);
}
