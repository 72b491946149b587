import type { NotificationEvent } from '../../notifications/event';
import type { Incident } from '../incident';
import { incidentEvent } from '../tell/incident-event';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import type { Escalation } from './escalation';
import type { AskedChannel, AskedPerson } from './who';

/** What is told to whom a step asks. Each step is told once: its token is part of the id. */
export function escalationEvent(
  incident: Incident,
  { token, policyName }: Escalation,
  reach: readonly (AskedPerson | AskedChannel)[],
  turn: Turn,
  world: AlertWorld,
): NotificationEvent {
  const told = incidentEvent(incident, 'repeat', turn, world);
  return {
    ...told,
    type: 'incident.escalated',
    lifecycle: 'opens',
    eventId: `incident.escalated:${incident.incidentId}:${token}`,
    title: `Incident ${incident.number} needs an answer: ${incident.title}`,
    summary: `${told.summary} Asked by “${policyName}”: ${reach.map(({ to }) => to).join(', ')}.`.trim(),
  };
}
