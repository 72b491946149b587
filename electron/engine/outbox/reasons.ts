import type { Entry } from './entry';
import type { Answered } from './reads';

/** Why something was not sent, in words for the history. */
export function answeredWords({ how, event }: Answered): string {
  const by = event.acknowledgement?.by ?? null;
  if (how === 'acknowledges') return by === null ? 'Acknowledged before it was due.' : `Acknowledged by ${by} before it was due.`;
  return 'Resolved before it was due.';
}

export function expiredWords(entry: Entry): string {
  const minutes = Math.round((entry.expiresAtMs - entry.queuedAtMs) / 60_000);
  const tried =
    entry.attempts === 0 ? 'it had not been tried' : `${entry.attempts} attempt${entry.attempts === 1 ? '' : 's'} failed`;
  return `Not sent within ${minutes} minute${minutes === 1 ? '' : 's'}; ${tried}.`;
}
