import { actorName } from '../../actor-name';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { IncidentNews } from '../decide-alerts';
import type { Incident } from '../incident';
import { byActor } from '../on-call/person';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { askedLately } from './asked-lately';
import { bearable } from './bearable';
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
  const meant = person === null ? null : whoNow({ kind: 'person', personId: person.id }, 'important', world.onCall, turn.now);
  const found = meant === null ? null : bearable(meant, incident.severity, askedLately(turn), turn.now);
  const reach = found?.reach ?? [];
  const by = instantOf(msOf(turn.now) + ANSWER_WITHIN_MINUTES * 60_000);
  const next = { ...incident, escalation: { ...escalation, isReminded: true, remindAt: by, token: escalation.token + 1 } };
  turn.putIncident(next);
  turn.note(
    incidentId,
    'told',
    [
      reach.length === 0 && found !== null
        ? `Whether ${actorName(acknowledgedBy ?? 'whoever took it')} is still on it is not asked.`
        : `${actorName(acknowledgedBy ?? 'Whoever took it')} is asked whether they are still on it.`,
      ...(found?.misses ?? []),
      `Without an answer within ${ANSWER_WITHIN_MINUTES} min it goes back to everybody.`,
    ].join(' '),
  );
  if (reach.length === 0) return [];
  const event = escalationEvent(next, next.escalation, reach, turn, world);
  const title = `Are you still on incident ${incident.number}? ${incident.title}`;
  const summary = `You took it. Say within ${ANSWER_WITHIN_MINUTES} min that you are still on it, or others are asked again.`;
  return [{ event: { ...event, title, summary }, opening: null, reach }];
}
