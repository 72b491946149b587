import type { SourceHealth } from '../../../shared/domain/health';

/** How far back attempts are counted (engine clock). */
const windowMs = 15 * 60_000;
const bucketMs = 60_000;

/** Counts attempts and failures over the last quarter of an hour, minute by minute: bounded, however often a source is read. */
export interface RecentAttempts {
  note(atMs: number, outcome: 'answered' | 'failed'): SourceHealth['recent'];
}

export function countRecent(): RecentAttempts {
  const buckets = new Map<number, { attempts: number; failures: number }>();
  return {
    note(atMs, outcome) {
      const minute = Math.floor(atMs / bucketMs);
      const bucket = buckets.get(minute) ?? { attempts: 0, failures: 0 };
      bucket.attempts += 1;
      if (outcome === 'failed') bucket.failures += 1;
      buckets.set(minute, bucket);
      // A clock that was set back leaves minutes of the future; they are as wrong as those long past.
      for (const known of buckets.keys()) if (Math.abs(minute - known) * bucketMs >= windowMs) buckets.delete(known);
      const all = [...buckets.values()];
      return {
        attempts: all.reduce((sum, { attempts }) => sum + attempts, 0),
        failures: all.reduce((sum, { failures }) => sum + failures, 0),
      };
    },
  };
}
