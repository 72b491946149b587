import { z } from 'zod';
import { ContextId, Instant, SourceId } from './primitives';

/** Why a source did not answer, in terms of what to do. `next` is one sentence for the operator. */
export const SourceError = z.object({
  code: z.enum([
    'not-permitted',
    'expired-session',
    'wrong-credentials',
    'no-credentials',
    'needs-code',
    'needs-sign-in',
    'bad-profile',
    'throttled',
    'unreachable',
    'clock-skew',
    'unknown-region',
    'not-initialised',
    'not-found',
    'malformed',
    'rejected',
  ]),
  message: z.string(),
  next: z.string(),
  /** IAM action and resource that are missing, for `not-permitted`. */
  action: z.string().nullable(),
  resource: z.string().nullable(),
});
export type SourceError = z.infer<typeof SourceError>;

/** How one source of one context is doing. Freshness is judged by the reader: `now - lastSuccessAt > freshForSeconds` is stale. */
export const SourceHealth = z.object({
  /** `contextId/sourceId` or, for a source read per DRS place, `contextId/sourceId/accountId` (`accountId:region` in a region that is not the context's). */
  id: z.string(),
  contextId: ContextId,
  source: SourceId,
  title: z.string(),
  /** Short name on the chip: `SQS DRS SFN DDB STS`. */
  chip: z.string(),
  state: z.enum(['starting', 'live', 'failing', 'not-permitted', 'off']),
  lastSuccessAt: Instant.nullable(),
  lastAttemptAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
  latencyMs: z.number().nullable(),
  freshForSeconds: z.number(),
  /** Readings of the last 15 minutes, as of the newest one. */
  recent: z.object({ attempts: z.number().int(), failures: z.number().int() }),
  error: SourceError.nullable(),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

/** `stale` covers `failing` sources too: what they said last is shown, dimmed, with its age. */
export type Freshness = 'never' | 'live' | 'stale';

/** Whether what this source said last may still be shown as current. */
export function freshnessOf(health: Pick<SourceHealth, 'lastSuccessAt' | 'freshForSeconds'>, nowMs: number): Freshness {
  if (health.lastSuccessAt === null) return 'never';
  // A moment that lies ahead was dated by a clock that has been put right since: nobody knows how old it is.
  return Math.abs(nowMs - Date.parse(health.lastSuccessAt)) <= health.freshForSeconds * 1000 ? 'live' : 'stale';
}

/**
 * How long a source may be silent before people hear of it, in milliseconds: most troubles pass. A rehearsal runs faster than its
 * machine, and makes silences of its own.
 */
export function silencePatienceMs(isRehearsal: boolean): number {
  return (isRehearsal ? 15 : 3) * 60_000;
}
