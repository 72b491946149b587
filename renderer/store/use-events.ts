import { useCallback, useEffect, useRef, useState } from 'react';
import type { JournalEntry } from '../../shared/domain/events';
import type { ConsoleClient } from '../bridge/client';
import type { Wall } from '../bridge/wall';
import { useConnection, useConsole, usePage } from './page';
import { reasonOf } from './reason-of';

/** The journal's entries of one thing, newest first, as far as they were read. */
export interface EventsRead {
  readonly state: 'loading' | 'ready' | 'broken';
  readonly entries: readonly JournalEntry[];
  readonly problem: string | null;
  readonly more: boolean;
  readonly readOlder: () => void;
}

export type EventPage = { readonly items: readonly JournalEntry[]; readonly nextToken: string | null };
export type ReadPage = (client: ConsoleClient, limit: number, nextToken: string | undefined) => Promise<EventPage>;

interface Kept {
  readonly key: string;
  readonly state: EventsRead['state'];
  readonly entries: readonly JournalEntry[];
  readonly problem: string | null;
  readonly nextToken: string | null;
}

const NEWEST = 200;
/** Reading again waits this long, so that a burst of changes is one call. */
const SETTLE_MS = 400;

/**
 * Reads the events of `thing`, and its newest again whenever `pulse` changes or the way to the engine opens anew. Another
 * session of the engine may count its journal from the start (a rehearsal that is played again): then everything is read anew.
 * What was read stays while the next answer is on its way.
 *
 * `read` must keep its identity as long as it reads the same thing.
 */
export function useEvents(thing: string, pulse: unknown, read: ReadPage): EventsRead {
  const { link, wall } = usePage();
  const session = useConsole((data) => data.held?.session ?? '');
  const connected = useConnection().kind === 'live';
  const key = `${session} ${thing}`;
  const [kept, setKept] = useState<Kept>(() => nothing(key));
  const current = useRef(key);
  current.current = key;

  const load = useCallback(
    async (nextToken: string | undefined): Promise<void> => {
      const client = link.client();
      if (client === null) return;
      try {
        const page = await read(client, NEWEST, nextToken);
        if (current.current === key)
          setKept((before) => merge(before.key === key ? before : nothing(key), page, nextToken === undefined));
      } catch (error) {
        const problem = reasonOf(error);
        if (current.current === key)
          setKept((before) => ({ ...(before.key === key ? before : nothing(key)), state: 'broken', problem }));
      }
    },
    [key, link, read],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a way to the engine that opens anew asks for another reading
  useEffect(() => void load(undefined), [load, connected]);
  useSettled(pulse, load, wall);

  const shown = kept.key === key ? kept : nothing(key);
  return {
    state: shown.state,
    entries: shown.entries,
    problem: shown.problem,
    more: shown.nextToken !== null,
    readOlder: () => void load(shown.nextToken ?? undefined),
  };
}

/** Calls `task` soon after `pulse` changed. A pulse that never rests cannot keep it waiting: the first one sets the time. */
function useSettled(pulse: unknown, task: (nextToken: undefined) => Promise<void>, wall: Wall): void {
  const cancel = useRef<(() => void) | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `pulse` is what asks for another reading
  useEffect(() => {
    cancel.current ??= wall.after(SETTLE_MS, () => {
      cancel.current = null;
      void task(undefined);
    });
  }, [pulse, task, wall]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task must not be done by the old one's timer
  useEffect(
    () => () => {
      cancel.current?.();
      cancel.current = null;
    },
    [task],
  );
}

function nothing(key: string): Kept {
  return { key, state: 'loading', entries: [], problem: null, nextToken: null };
}

/** Newest and older pages overlap; an entry is one by its number. Only the page at the old end says whether there is more. */
function merge(before: Kept, page: EventPage, newest: boolean): Kept {
  const known = new Set(before.entries.map((entry) => entry.seq));
  const added = page.items.filter((entry) => !known.has(entry.seq));
  const entries = added.length === 0 ? before.entries : [...before.entries, ...added].sort((a, b) => b.seq - a.seq);
  const first = before.state !== 'ready';
  return {
    key: before.key,
    state: 'ready',
    entries,
    problem: null,
    nextToken: newest && !first ? before.nextToken : page.nextToken,
  };
}
