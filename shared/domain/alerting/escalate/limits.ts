import type { Severity } from '../../notice';
import type { ChannelType } from '../../notifications/configuration';

interface Limit {
  readonly most: number;
  readonly withinMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What one person can bear by one method: the longer limits spread what is left instead of using it up at once. */
const limits: Readonly<Partial<Record<ChannelType, readonly Limit[]>>> = {
  SMS: [
    { most: 1, withinMs: MINUTE },
    { most: 5, withinMs: 15 * MINUTE },
    { most: 11, withinMs: HOUR },
    { most: 21, withinMs: 3 * HOUR },
  ],
  EMAIL: [{ most: 1, withinMs: MINUTE }],
};

const MOST_AN_HOUR = 60;
const MOST_CRITICAL_AN_HOUR = 240;

/**
 * Asked more often than this within an hour, by whatever method, for what is at least as grave, a person is asked no more. What is
 * CRITICAL has a bound of its own: only so much of it that nobody could read it is left to the next step.
 */
export function mostAnHour(severity: Severity): number {
  return severity === 'CRITICAL' ? MOST_CRITICAL_AN_HOUR : MOST_AN_HOUR;
}

/** How far back limits look. */
export const LIMITS_LOOK_BACK_MS = 3 * HOUR;

/**
 * When a message to a person may leave so that no limit of its kind is passed, milliseconds; `wantedMs` where nothing holds it back.
 * `askedMs`: moments at which messages of the kind were wanted before, in order; each of them was held back by the same rule.
 */
export function spreadMs(type: ChannelType, askedMs: readonly number[], wantedMs: number): number {
  const own = limits[type];
  if (own === undefined) return wantedMs;
  const sent: number[] = [];
  for (const asked of askedMs) sent.push(earliest(own, sent, asked));
  return earliest(own, sent, wantedMs);
}

function earliest(own: readonly Limit[], sent: readonly number[], wantedMs: number): number {
  let at = Math.max(wantedMs, sent.at(-1) ?? wantedMs);
  for (const { most, withinMs } of own) {
    const before = sent.at(-most);
    if (before !== undefined) at = Math.max(at, before + withinMs);
  }
  return at;
}
