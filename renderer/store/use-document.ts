import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleClient } from '../bridge/client';
import { t } from '../language/language';
import { useConnection, usePage } from './page';
import { type Refused, refusalOf } from './refusal';

/** How often it is looked whether somebody else saved. */
const EVERY_MS = 10_000;

/** A document as it was read, with what a later write must present. */
export interface Held<T> {
  readonly etag: string;
  readonly value: T;
}

/** How a document is read and written as a whole. Kept by its users as a constant. */
export interface DocumentWay<T> {
  readonly read: (client: ConsoleClient) => Promise<Held<T>>;
  readonly write: (client: ConsoleClient, etag: string, value: T) => Promise<Held<T>>;
}

export interface DocumentStore<T> {
  readonly held: Held<T> | null;
  /** Why it could not be read; null when it was. */
  readonly problem: string | null;
  readonly again: () => Promise<Held<T> | null>;
  /** Replaces the whole in place of `base`; the answer is why that was refused, or null. */
  readonly save: (base: Held<T>, value: T) => Promise<Refused | null>;
}

/** A document of the engine with its validator, read again every ten seconds, so that two editors see each other. */
export function useDocument<T>(way: DocumentWay<T>): DocumentStore<T> {
  const { link, wall } = usePage();
  const connected = useConnection().kind === 'live';
  const [held, setHeld] = useState<Held<T> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const writes = useRef(0);

  const again = useCallback(async (): Promise<Held<T> | null> => {
    const client = link.client();
    if (client === null) return null;
    const before = writes.current;
    try {
      const read = await way.read(client);
      // What was asked before a write tells of the time before it.
      if (writes.current === before) setHeld((now) => (now?.etag === read.etag ? now : read));
      setProblem(null);
      return read;
    } catch (error) {
      setProblem(refusalOf(error).message);
      return null;
    }
  }, [link, way]);
  useEffect(() => {
    if (!connected) return;
    let cancel = (): void => undefined;
    let isOver = false;
    const round = async (): Promise<void> => {
      await again();
      if (!isOver) cancel = wall.after(EVERY_MS, () => void round());
    };
    void round();
    return () => {
      isOver = true;
      cancel();
    };
  }, [connected, again, wall]);

  const save = async (base: Held<T>, value: T): Promise<Refused | null> => {
    const client = link.client();
    if (client === null) return { message: t('notificationSettings.theConsoleIsNotConnectedTry'), field: null, conflict: false };
    try {
      const saved = await way.write(client, base.etag, value);
      writes.current += 1;
      setHeld(saved);
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  };
  return { held, problem, again, save };
}
