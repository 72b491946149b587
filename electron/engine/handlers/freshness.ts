import { freshnessOf } from '../../../shared/domain/health';
import type { ContextId, Sighting } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';

/**
 * When facts were last confirmed. A source records only what is new, so a fact it has not contradicted is as young as its last answer,
 * as long as it answers; once it falls silent, facts keep the time at which they were last heard.
 */
export function confirmed<T extends Sighting>(fact: T, contextId: ContextId, sources: View['sources'], nowMs: number): T {
  const saying = Object.values(sources).filter((health) => health.contextId === contextId && health.source === fact.source);
  const isAnswering =
    saying.length > 0 && saying.every((health) => health.state === 'live' && freshnessOf(health, nowMs) === 'live');
  if (!isAnswering) return fact;
  // Read at several places: only what the slowest of them confirmed is sure.
  const [oldest = fact.observedAt] = saying.map((health) => health.lastSuccessAt ?? fact.observedAt).sort();
  return oldest > fact.observedAt ? { ...fact, observedAt: oldest } : fact;
}
