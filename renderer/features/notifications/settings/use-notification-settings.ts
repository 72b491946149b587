import { useCallback, useEffect, useState } from 'react';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { useConnection, usePage } from '../../../store/page';
import { type Refused, refusalOf } from './problems';

/** The settings as they were read, with what a later write must present. */
export interface HeldSettings {
  readonly etag: string;
  readonly settings: NotificationSettings;
}

export type Saved = { readonly ok: true; readonly held: HeldSettings } | { readonly ok: false; readonly refused: Refused };

interface NotificationSettingsStore {
  readonly held: HeldSettings | null;
  readonly problem: string | null;
  readonly again: () => Promise<HeldSettings | null>;
  /** Replaces the whole, as an editor of what was read; `over` writes over what somebody else saved meanwhile. */
  readonly save: (next: unknown, over?: HeldSettings) => Promise<Saved>;
}

export function useNotificationSettings(): NotificationSettingsStore {
  const { link } = usePage();
  const connected = useConnection().kind === 'live';
  const [held, setHeld] = useState<HeldSettings | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const again = useCallback(async (): Promise<HeldSettings | null> => {
    const client = link.client();
    if (client === null) return null;
    try {
      const { headers, body } = await client.notifications.settings.get({});
      const read = { etag: headers.etag, settings: body };
      setHeld(read);
      setProblem(null);
      return read;
    } catch (error) {
      setProblem(refusalOf(error).message);
      return null;
    }
  }, [link]);
  useEffect(() => {
    if (connected) void again();
  }, [connected, again]);

  const save = async (next: unknown, over?: HeldSettings): Promise<Saved> => {
    const client = link.client();
    const base = over ?? held;
    if (client === null || base === null) return { ok: false, refused: notConnected };
    try {
      const { headers, body } = await client.notifications.settings.put({ headers: { 'if-match': base.etag }, body: next });
      const saved = { etag: headers.etag, settings: body };
      setHeld(saved);
      return { ok: true, held: saved };
    } catch (error) {
      return { ok: false, refused: refusalOf(error) };
    }
  };
  return { held, problem, again, save };
}

const notConnected: Refused = {
  message: 'The console is not connected. Try again once it is.',
  field: null,
  conflict: false,
};
