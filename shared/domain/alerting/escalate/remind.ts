import { type Instant, instantOf, msOf } from '../../primitives';
import type { IncidentNews } from '../decide-alerts';
import type { Incident } from '../incident';
import { byActor } from '../on-call/person';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { askedLately } from './asked-lately';
import type { Escalation } from './escalation';
import { escalationEvent } from './escalation-event';
import { whoNow } from './who';

/** How long whoever took an incident has to say that they are still on it. */
export const ANSWER_WITHIN_MINUTES = 15;

/** When whoever said at a moment that they are on it is asked again. */
export function askedNext({ ackReminderMinutes }: Escalation, saidAt: Instant): Pick<Escalation, 'remindAt' | 'isReminded'> {
  const remindAt = ackReminderMinutes === null ? null : instantOf(msOf(saidAt) + ackReminderMinutes * 60_000);
  return { remindAt, isReminded: false };
}

/** Asks whoever acknowledged whether they are still on it. No answer in time means that they are not. */
export function remindedOf(incident: Incident, escalation: Escalation, turn: Turn, world: AlertWorld): IncidentNews[] {
  const { incidentId, acknowledgedBy } = incident;
  const person = acknowledgedBy === null ? null : byActor(world.onCall.settings.people)(acknowledgedBy);
  const found = person === null ? null : whoNow({ kind: 'person', personId: person.id }, 'important', world.onCall, turn.now);
  const by = instantOf(msOf(turn.now) + ANSWER_WITHIN_MINUTES * 60_000);
  const next = { ...incident, escalation: { ...escalation, isReminded: true, remindAt: by, token: escalation.token + 1 } };
  turn.putIncident(next);
  turn.note(
    incidentId,
    'told',
    `${acknowledgedBy ?? 'Whoever took it'} is asked whether they are still on it; without an answer within ${ANSWER_WITHIN_MINUTES} min it goes back to everybody.`,
  );
  const asked = askedLately(turn);
  const reach = (found?.reach ?? []).map((one) => (one.kind === 'person' ? { ...one, asked: asked.of(one.personId) } : one));
  if (reach.length === 0) return [];
  const event = escalationEvent(next, next.escalation, reach, turn, world);
  const title = `Are you still on incident ${incident.number}? ${incident.title}`;
  const summary = `You took it. Say within ${ANSWER_WITHIN_MINUTES} min that you are still on it, or others are asked again.`;
  return [{ event: { ...event, title, summary }, opening: null, reach }];
}
