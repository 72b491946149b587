import type { ContextId, Instant, Sighting, SourceId } from '../primitives';
import type { Known } from '../state';

/** What every observation carries. */
export interface Observed {
  readonly at: Instant;
  readonly contextId: ContextId;
  readonly source: SourceId;
}

export function known<T>(event: Observed, fact: T, observedAt: Instant = event.at): Known<T> {
  return { observedAt, source: event.source, contextId: event.contextId, fact };
}

/** The later of two sightings of one thing. Equal moments are settled by content, so that the order of arrival never matters. */
export function newer<T extends Sighting>(held: T | null | undefined, candidate: T): T {
  if (held === null || held === undefined) return candidate;
  if (candidate.observedAt !== held.observedAt) return candidate.observedAt > held.observedAt ? candidate : held;
  return JSON.stringify(candidate) > JSON.stringify(held) ? candidate : held;
}

export function earliest(a: Instant | undefined, b: Instant): Instant {
  return a === undefined || b < a ? b : a;
}

export function latest(a: Instant | null | undefined, b: Instant): Instant {
  return a === null || a === undefined || b > a ? b : a;
}
