import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useConnection, usePage } from '../../store/page';

/** What was read last, and why it could not be read again. */
export interface Read<T> {
  readonly value: T | null;
  readonly problem: string | null;
  readonly reading: boolean;
  readonly again: () => void;
}

/**
 * Reads something when it is shown, when the connection opens anew, and when asked. `read` must keep its identity as long as it reads
 * the same thing; what was read of another thing is not shown.
 */
export function useRead<T>(read: ((client: ConsoleClient) => Promise<T>) | null): Read<T> {
  const { link } = usePage();
  const connected = useConnection().kind === 'live';
  const [kept, setKept] = useState<{ of: unknown; value: T | null; problem: string | null; reading: boolean }>({
    of: read,
    value: null,
    problem: null,
    reading: true,
  });
  const current = useRef(read);
  current.current = read;
  const again = useCallback((): void => {
    const client = link.client();
    if (client === null || read === null) return;
    const settle = (change: { value: T } | { problem: string }): void => {
      if (current.current !== read) return;
      setKept((before) => ({
        of: read,
        value: before.of === read ? before.value : null,
        problem: null,
        ...change,
        reading: false,
      }));
    };
    setKept((before) =>
      before.of === read ? { ...before, reading: true } : { of: read, value: null, problem: null, reading: true },
    );
    read(client).then(
      (value) => settle({ value }),
      (error: unknown) => settle({ problem: error instanceof Error ? error.message : t('messaging.theConsoleGaveNoReason') }),
    );
  }, [link, read]);
  useEffect(() => {
    if (connected) again();
  }, [again, connected]);
  const shown = kept.of === read ? kept : { value: null, problem: null, reading: true };
  return { value: shown.value, problem: shown.problem, reading: shown.reading, again };
}
