import { useCallback, useEffect, useRef, useState } from 'react';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import { useConnection, usePage } from '../../../store/page';
import { type Refused, refusalOf } from '../../../store/refusal';

/** How often it is looked whether somebody else saved. */
const EVERY_MS = 10_000;

/** The settings as they were read, with what a later write must present. */
export interface HeldSettings {
  readonly etag: string;
  readonly settings: NotificationSettings;
}

export type Saved = { readonly ok: true; readonly held: HeldSettings } | { readonly ok: false; readonly refused: Refused };

export interface NotificationSettingsStore {
  readonly held: HeldSettings | null;
  readonly problem: string | null;
  readonly again: () => Promise<HeldSettings | null>;
  /** Replaces the whole, as an editor of what was read; `over` writes over what somebody else saved meanwhile. */
  readonly save: (next: unknown, over?: HeldSettings) => Promise<Saved>;
}

export function useNotificationSettings(): NotificationSettingsStore {
  const { link, wall } = usePage();
  const connected = useConnection().kind === 'live';
  const [held, setHeld] = useState<HeldSettings | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const writes = useRef(0);

  const again = useCallback(async (): Promise<HeldSettings | null> => {
    const client = link.client();
    if (client === null) return null;
    const before = writes.current;
    try {
      const { headers, body } = await client.notifications.settings.get({});
      const read = { etag: headers.etag, settings: body };
      // What was asked before a write tells of the time before it.
      if (writes.current === before) setHeld((now) => (now?.etag === read.etag ? now : read));
      setProblem(null);
      return read;
    } catch (error) {
      setProblem(refusalOf(error).message);
      return null;
    }
  }, [link]);
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

  const save = async (next: unknown, over?: HeldSettings): Promise<Saved> => {
    const client = link.client();
    const base = over ?? held;
    if (client === null || base === null) return { ok: false, refused: notConnected };
    try {
      const { headers, body } = await client.notifications.settings.put({ headers: { 'if-match': base.etag }, body: next });
      const saved = { etag: headers.etag, settings: body };
      writes.current += 1;
      setHeld(saved);
      return { ok: true, held: saved };
    } catch (error) {
      return { ok: false, refused: refusalOf(error) };
    }
  };
  return { held, problem, again, save };
}

const notConnected: Refused = {
  get message() {
    return t('notificationSettings.theConsoleIsNotConnectedTry');
  },
  field: null,
  conflict: false,
};
