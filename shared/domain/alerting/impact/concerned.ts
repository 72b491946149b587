import type { ConsoleEvent } from '../../events';
import type { Instant } from '../../primitives';
import type { AlertBook } from '../book';
import { executionKey } from '../correlate/links';

/** Open incidents about executions of which a commit says something: what they cost is to be reckoned anew. */
export function concernedBy(events: readonly ConsoleEvent[], book: AlertBook, now: Instant): readonly string[] {
  const ids = new Set<string>();
  for (const event of events) {
    if (event.type !== 'execution.changed' && event.type !== 'wave.changed' && event.type !== 'participant.changed') continue;
    const incidentId = book.linkedTo(executionKey(event.executionId), now, Number.POSITIVE_INFINITY);
    const incident = incidentId === undefined ? undefined : book.incident(incidentId);
    if (incident?.status === 'OPEN' || incident?.status === 'ACKNOWLEDGED') ids.add(incident.incidentId);
  }
  return [...ids];
}
