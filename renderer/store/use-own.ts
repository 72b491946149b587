import { useCallback } from 'react';
import type { ConsoleClient } from '../bridge/client';
import { useAsked } from './use-asked';

/** A token keeps its name and role for life. */
const EVERY_MS = 300_000;

/** Under which name this page's commands are recorded; null until the engine has told. */
export function useOwnName(): string | null {
  const read = useCallback((client: ConsoleClient) => client.tokens.own({}), []);
  return useAsked(read, EVERY_MS).value?.actor ?? null;
}
