import type { Alert, Suppression } from '../alert';
import { compileMatchers } from '../labels';
import type { Silence } from '../silence';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';

/** Why nobody is to be told of this alert now, or null. */
export function suppressionOf(alert: Alert, turn: Turn, { now }: AlertWorld): Suppression | null {
  for (const silence of turn.book.silences()) {
    if (!isActive(silence, now)) continue;
    const test = compileMatchers(silence.matchers);
    if (test.ok && test.value(alert.labels)) {
      return { by: 'silence', id: silence.silenceId, reason: `${silence.author}: ${silence.reason}`, until: silence.endsAt };
    }
  }
  return null;
}

function isActive({ startsAt, endsAt }: Silence, now: string): boolean {
  return startsAt <= now && now < endsAt;
}
