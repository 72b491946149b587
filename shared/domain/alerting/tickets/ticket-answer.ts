import type { ConsoleEvent } from '../../events';
import { acknowledgeIncident, resolveIncident, type WithNotices } from '../commands/answer';
import { changed, entry } from '../commands/command';
import type { Incident, Ticket } from '../incident';

/** How far a ticket is, whatever its system calls that. */
export type TicketStanding = 'new' | 'progress' | 'resolved' | 'closed';

/** A ticket as it was read back. */
export interface TicketRead {
  readonly ticket: Ticket;
  readonly standing: TicketStanding;
}

/** What is done with answers that come back. */
export interface AnswerRules {
  /** Somebody works on the ticket. */
  readonly onProgress: 'ACKNOWLEDGE' | 'NOTE';
  readonly onResolved: 'NOTE' | 'RESOLVE';
}

/** People's names of the systems. */
export const systemNames: { readonly [S in Ticket['system']]: string } = {
  servicenow: 'ServiceNow',
  jira: 'Jira',
  pagerduty: 'PagerDuty',
  slack: 'Slack',
};

/**
 * `actor` is whoever answered there. What follows from a ticket that was read back: nothing where it is as it was; else its new state in the incident and its timeline, and
 * the acknowledgement or the end of the incident where that is wanted. Only what changed there counts: whoever gives an incident back
 * here is not overruled by a ticket that stayed as it was.
 */
export function answerOfTicket(
  incident: Incident,
  read: TicketRead,
  rules: AnswerRules,
  doing: WithNotices,
): readonly ConsoleEvent[] {
  const { ticket, standing } = read;
  const held = incident.tickets.find((one) => isSame(one, ticket));
  if (held !== undefined && held.state === ticket.state && held.assignee === ticket.assignee) return [];
  const others = incident.tickets.filter((one) => !isSame(one, ticket));
  const noted = { ...incident, tickets: [...others, { ...ticket, readAt: doing.at }] };
  const told = changed(noted, [entry({ ...doing, actor: systemNames[ticket.system] }, 'ticket', wordsOf(held, ticket))], doing);
  if (held !== undefined && held.state === ticket.state) return [told]; // Another assignee takes nothing by that alone.
  const isTaken = standing === 'progress' && incident.status === 'OPEN' && rules.onProgress === 'ACKNOWLEDGE';
  if (isTaken)
    return withTicket(told, acknowledgeIncident(incident.incidentId, `${ticket.label}: ${ticket.state}`, doing), noted);
  const isOver = standing === 'resolved' || standing === 'closed';
  if (isOver && held !== undefined && rules.onResolved === 'RESOLVE') {
    const because = `${ticket.label} is ${ticket.state} in ${systemNames[ticket.system]}.`;
    return withTicket(told, resolveIncident(incident.incidentId, because, doing), noted);
  }
  return [told];
}

/** The command was made from the incident without its new ticket: put together, nothing of either is lost. */
function withTicket(
  told: ConsoleEvent,
  made: ReturnType<typeof acknowledgeIncident>,
  { tickets }: Pick<Incident, 'tickets'>,
): readonly ConsoleEvent[] {
  if (!made.ok) return [told];
  return [
    told,
    ...made.value.map((event) =>
      event.type === 'incident.changed' ? { ...event, incident: { ...event.incident, tickets } } : event,
    ),
  ];
}

function wordsOf(held: Ticket | undefined, { label, system, state, assignee }: Ticket): string {
  const whose = assignee === null ? '' : `, with ${assignee}`;
  const name = systemNames[system];
  if (held === undefined) return `${label} in ${name} is ${state ?? 'open'}${whose}.`;
  if (held.state === state)
    return assignee === null ? `${label} in ${name} is with nobody any more.` : `${label} in ${name} is now with ${assignee}.`;
  return `${label} in ${name} went from ${held.state ?? 'open'} to ${state ?? 'open'}${whose}.`;
}

function isSame(one: Ticket, other: Ticket): boolean {
  return one.system === other.system && one.id === other.id;
}
