import type { Instant } from '../primitives';
import type { Incident } from './incident';

/** When something is to be done about an incident by itself: told, escalated, asked about. Null is not before something changes. */
export function dueOf(incident: Incident | null): Instant | null {
  if (incident === null) return null;
  const { dueAt, quietAt } = incident.telling;
  const isOpen = incident.status === 'OPEN' || incident.status === 'ACKNOWLEDGED';
  const reviewAt = isOpen ? (incident.reviewAt ?? null) : null;
  const moments = [
    dueAt,
    isOpen ? quietAt : null,
    reviewAt,
    incident.escalation?.nextAt ?? null,
    incident.escalation?.remindAt ?? null,
  ];
  return moments.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}
