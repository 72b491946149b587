import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleClient } from '../bridge/client';
import { useConnection, usePage } from './page';
import { reasonOf } from './reason-of';

/** What was asked for, as far as it has been answered. What was answered stays while the next answer is on its way. */
export interface Asked<T> {
  readonly value: T | null;
  /** Why the newest question was not answered; null when it was. */
  readonly problem: string | null;
  readonly again: () => void;
}

/**
 * Asks the engine for something that the live stream does not carry, now and every `everyMs`; again when the way to the engine opens
 * anew. `read` must keep its identity as long as it asks for the same thing.
 */
export function useAsked<T>(read: (client: ConsoleClient) => Promise<T>, everyMs: number): Asked<T> {
  const { link, wall } = usePage();
  const connected = useConnection().kind === 'live';
  const [kept, setKept] = useState<{ readonly of: unknown; readonly value: T | null; readonly problem: string | null }>({
    of: read,
    value: null,
    problem: null,
  });
  const current = useRef(read);
  current.current = read;

  const ask = useCallback(async (): Promise<void> => {
    const client = link.client();
    if (client === null) return;
    try {
      const value = await read(client);
      if (current.current === read) setKept({ of: read, value, problem: null });
    } catch (error) {
      const problem = reasonOf(error);
      if (current.current === read) setKept((before) => ({ of: read, value: before.of === read ? before.value : null, problem }));
    }
  }, [link, read]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a way to the engine that opens anew asks again
  useEffect(() => {
    let cancel = (): void => undefined;
    let isOver = false;
    const round = async (): Promise<void> => {
      await ask();
      if (!isOver) cancel = wall.after(everyMs, () => void round());
    };
    void round();
    return () => {
      isOver = true;
      cancel();
    };
  }, [ask, everyMs, wall, connected]);

  const isSame = kept.of === read;
  return { value: isSame ? kept.value : null, problem: isSame ? kept.problem : null, again: () => void ask() };
}
