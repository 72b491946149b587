import { useCallback } from 'react';
import type { ConsoleClient } from '../bridge/client';
import { useAsked } from './use-asked';

/** A token keeps its role for life; asked again only because a revoked one is replaced by another sign-in. */
const EVERY_MS = 300_000;

/** What whoever looks at this page may: `view`, `act` or `admin`; null until the engine has told. */
export function useRole(): 'view' | 'act' | 'admin' | null {
  const read = useCallback((client: ConsoleClient) => client.tokens.own({}), []);
  return useAsked(read, EVERY_MS).value?.role ?? null;
}
