/** Waits after failures: full jitter between 0 and a bound that doubles, never under what AWS asked for. */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

export const sourceBackoff: BackoffPolicy = { baseMs: 1_000, capMs: 30_000 };

/**
 * Wall milliseconds before attempt number `failures + 1`. Full jitter: forty consoles must not retry in step. `unit` is in [0, 1);
 * `retryAfterMs` is what the service asked for, null where it did not.
 */
export function backoffMs(failures: number, policy: BackoffPolicy, unit: number, retryAfterMs: number | null): number {
  const bound = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(failures - 1, 20));
  // A quarter of the bound at least: full jitter may draw next to nothing, and a dead network must not be hammered.
  const jittered = Math.round(bound / 4 + (bound - bound / 4) * unit);
  return Math.max(jittered, retryAfterMs ?? 0);
}
