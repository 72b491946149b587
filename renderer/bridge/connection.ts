import type { OpenError } from './transport';

/**
 * Whether the way to the engine is open. Says nothing about how old the facts are: that is freshness, source by source.
 */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly sinceMs: number }
  | {
      readonly kind: 'reconnecting';
      readonly sinceMs: number;
      readonly attempt: number;
      readonly nextTryMs: number | null;
      readonly why: string;
    }
  | { readonly kind: 'refused'; readonly message: string; readonly next: string };

export type ConnectionEvent =
  | { readonly kind: 'opened'; readonly atMs: number }
  | { readonly kind: 'lost'; readonly atMs: number; readonly why: string }
  | { readonly kind: 'failed'; readonly atMs: number; readonly error: OpenError }
  | { readonly kind: 'retry-planned'; readonly atMs: number }
  | { readonly kind: 'trying' };

/** All times are epoch milliseconds of the page's computer. `sinceMs` of an outage survives every attempt that fails. */
export function nextConnection(now: Connection, event: ConnectionEvent): Connection {
  switch (event.kind) {
    case 'opened':
      return { kind: 'live', sinceMs: event.atMs };
    case 'lost':
      return { kind: 'reconnecting', sinceMs: event.atMs, attempt: 0, nextTryMs: null, why: event.why };
    case 'failed':
      if (event.error.code === 'refused') return { kind: 'refused', message: event.error.message, next: event.error.next };
      return {
        kind: 'reconnecting',
        sinceMs: now.kind === 'reconnecting' ? now.sinceMs : event.atMs,
        attempt: now.kind === 'reconnecting' ? now.attempt + 1 : 1,
        nextTryMs: null,
        why: event.error.message,
      };
    case 'retry-planned':
      return now.kind === 'reconnecting' ? { ...now, nextTryMs: event.atMs } : now;
    case 'trying':
      return now.kind === 'reconnecting' ? { ...now, nextTryMs: null } : { kind: 'connecting' };
  }
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 10_000;

/** Wait before attempt `attempt` (from 0): doubles up to ten seconds, spread by up to a fifth so that many pages do not return at once. */
export function retryWaitMs(attempt: number, unit: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(whole * (0.8 + 0.2 * unit));
}
