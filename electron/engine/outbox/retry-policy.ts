import type { Carrier } from '../../../shared/domain/notifications/delivery';
import type { Random } from '../ports';

/** Carriers that wake people: what they say is soon worthless, so they are tried again sooner. */
const pages: ReadonlySet<Carrier> = new Set<Carrier>(['pagerduty', 'sms', 'desktop']);

const BASE_MS = 1_000;
const PAGE_CAP_MS = 60_000;
const OTHER_CAP_MS = 5 * 60_000;
/** What another side may make us wait at most. */
const MOST_RETRY_AFTER_MS = 15 * 60_000;

/** After so many attempts a message is a dead letter, if it has not expired before. */
export const MOST_ATTEMPTS = 100;

export function isPage(carrier: Carrier): boolean {
  return pages.has(carrier);
}

/** Full jitter: anything up to base · 2^(attempt − 1), capped. `attempt` counts from 1. In milliseconds. */
export function backoffMs(carrier: Carrier, attempt: number, random: Random): number {
  const cap = isPage(carrier) ? PAGE_CAP_MS : OTHER_CAP_MS;
  return Math.round(random.unit() * Math.min(cap, BASE_MS * 2 ** Math.min(attempt - 1, 30)));
}

/** What `Retry-After` asks for in milliseconds, within bounds; null where it asks for nothing. */
export function retryAfterMs(seconds: number | null): number | null {
  if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(MOST_RETRY_AFTER_MS, Math.ceil(seconds * 1000));
}
