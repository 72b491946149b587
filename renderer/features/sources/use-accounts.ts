import { useCallback, useEffect, useState } from 'react';
import type { AwsFileItem, CallCount, ContextItem, ProfileItem } from '../../../shared/contract/contexts';
import { useConnection, usePage, useView } from '../../store/page';
import { reasonOf } from '../../store/reason-of';

/** What the engine says of contexts and profiles, beyond what the live view has. */
export interface Accounts {
  readonly contexts: ReadonlyMap<string, ContextItem>;
  readonly profiles: readonly ProfileItem[];
  readonly files: readonly AwsFileItem[];
  readonly calls: readonly CallCount[];
  /** Why the last reading failed, or null. */
  readonly problem: string | null;
  readonly isRead: boolean;
  readonly read: () => void;
}

const nothing = { contexts: new Map<string, ContextItem>(), profiles: [], files: [], calls: [], problem: null, isRead: false };
/** Sign-ins are confirmed elsewhere, and files changed by others: looked at again while the screen is open. */
const LOOK_EVERY_MS = 4_000;

/** Reads accounts when the screen opens, whenever a context or its way in changes, and every few seconds. */
export function useAccounts(): Accounts {
  const { link, wall } = usePage();
  const live = useConnection().kind === 'live';
  const [kept, setKept] = useState<Omit<Accounts, 'read'>>(nothing);
  const pulse = useView(
    (view) =>
      Object.values(view.sources)
        .filter(({ source }) => source === 'sts-identity')
        .map(({ id, state, error }) => `${id} ${state} ${error?.code}`)
        .join(),
    '',
  );

  const read = useCallback((): void => {
    const client = link.client();
    if (client === null) return;
    Promise.all([client.contexts.list({ limit: 1000 }), client.contexts.calls({ limit: 1000 })]).then(
      ([accounts, calls]) =>
        setKept({
          contexts: new Map(accounts.items.map((item) => [item.contextId, item])),
          profiles: accounts.profiles,
          files: accounts.files,
          calls: calls.items,
          problem: null,
          isRead: true,
        }),
      (error: unknown) => setKept((before) => ({ ...before, problem: reasonOf(error) })),
    );
  }, [link]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a context whose way in has changed asks for another reading
  useEffect(() => {
    if (!live) return;
    read();
    let cancel: (() => void) | null = null;
    const again = (): void => {
      cancel = wall.after(LOOK_EVERY_MS, () => {
        read();
        again();
      });
    };
    again();
    return () => cancel?.();
  }, [live, read, pulse, wall]);
  return { ...kept, read };
}
