import { notifications } from '@mantine/notifications';
import type { ConsoleClient } from '../bridge/client';
import { t } from '../language/language';
import { usePage } from './page';
import { reasonOf } from './reason-of';

/** What became of a command from the page's side. What becomes of it in the world is an event, and arrives by the live stream. */
export type Commanded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/**
 * Runs one call and tells the operator when it fails. `what` comes from a catalogue and stands in the sentence "Could not resume
 * Payroll DR: …", "Nicht gelungen: Payroll DR fortsetzen: …": an infinitive in both.
 */
export function useCommand(): <T>(what: string, call: (client: ConsoleClient) => Promise<T>) => Promise<Commanded<T>> {
  const { link } = usePage();
  return async (what, call) => {
    const client = link.client();
    const outcome = client === null ? { ok: false as const, message: t('ui.notConnected') } : await attempt(call(client));
    if (!outcome.ok)
      notifications.show({ title: t('ui.couldNot', { what }), message: outcome.message, color: 'red', autoClose: 12_000 });
    return outcome;
  };
}

async function attempt<T>(call: Promise<T>): Promise<Commanded<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    return { ok: false, message: reasonOf(error) };
  }
}

/** A short note that something was done. */
export function tell(message: string): void {
  notifications.show({ message, autoClose: 4_000 });
}
