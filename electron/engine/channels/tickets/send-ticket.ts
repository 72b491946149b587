import { msOf } from '../../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { unreachable } from '../../../../shared/lib/unreachable';
import type { ChannelTools, SendJob, SendOutcome } from '../channel';
import { outcome, suppressed } from '../outcome';
import { ticketAction } from './ticket-action';
import { ticketKey } from './ticket-key';
import type { Ticket, TicketSystem, TicketText } from './ticket-system';

interface Sending {
  readonly job: SendJob;
  readonly key: string;
  readonly text: TicketText;
  readonly reopenWithinMs: number;
  readonly nowMs: number;
}

/**
 * One message as its ticket: looked for before anything is made, since neither system drops a repeat. What was resolved a short time ago is
 * opened again; a test resolves what it opened.
 */
export async function sendTicket<T extends Ticket>(
  system: TicketSystem<T>,
  job: SendJob,
  { reopenMinutes = 60 }: { readonly reopenMinutes: number | undefined },
  tools: Pick<ChannelTools, 'ports'>,
): Promise<SendOutcome> {
  if (job.rendered.format !== 'text') return outcome('ours', { reply: `A ticket cannot carry the form ${job.rendered.format}.` });
  const { subject, text } = job.rendered;
  const sending: Sending = {
    job,
    key: ticketKey(job.event),
    text: { title: subject, text, severity: job.event.severity },
    reopenWithinMs: reopenMinutes * 60_000,
    nowMs: tools.ports.wall.nowMs(),
  };
  const found = await find(system, sending);
  if (!found.ok) return found.error;
  const done = await act(system, sending, found.value);
  return done.ok ? done.value : done.error;
}

type Done = Result<SendOutcome, SendOutcome>;

/** The ticket that this page has: the one that was made for it, else what carries its key. */
async function find<T extends Ticket>(
  system: TicketSystem<T>,
  { job, key }: Sending,
): Promise<Result<{ readonly ticket: T; readonly known: boolean } | null, SendOutcome>> {
  if (job.thread !== null && !job.delivery.test) {
    const known = await system.byId(job.thread.root);
    if (!known.ok) return known;
    if (known.value !== null && known.value.state !== 'closed') return ok({ ticket: known.value, known: true });
  }
  const found = await system.byKey(key);
  return found.ok ? ok(found.value === null ? null : { ticket: found.value, known: false }) : found;
}

async function act<T extends Ticket>(
  system: TicketSystem<T>,
  sending: Sending,
  found: { readonly ticket: T; readonly known: boolean } | null,
): Promise<Done> {
  const action = ticketAction(sending.job.event, sending.job.delivery.test);
  if (action === 'open') return open(system, sending, found);
  if (found === null || found.ticket.state === 'closed')
    return ok(suppressed(`No ticket of this is open in ${system.name}, so there is nothing to change.`));
  const { ticket } = found;
  switch (action) {
    case 'note':
      return note(system, sending, ticket);
    case 'progress': {
      const begun = ticket.state === 'new' ? await system.progress(ticket) : ok(undefined);
      return begun.ok ? note(system, sending, ticket) : begun;
    }
    case 'resolve': {
      if (ticket.state === 'resolved') return ok(told(sending, ticket, 200, `${ticket.label} had been resolved there already.`));
      const resolved = await system.resolve(ticket, sending.text);
      return resolved.ok ? ok(told(sending, ticket, 200, `${ticket.label} was resolved.`)) : resolved;
    }
    default:
      return unreachable(action);
  }
}

async function open<T extends Ticket>(
  system: TicketSystem<T>,
  sending: Sending,
  found: { readonly ticket: T; readonly known: boolean } | null,
): Promise<Done> {
  if (found === null || found.ticket.state === 'closed' || isLongResolved(found.ticket, sending)) return create(system, sending);
  const { ticket, known } = found;
  // An attempt before this one made it, and its answer was lost: the ticket says everything already.
  if (!known && sending.job.attempt > 1 && ticket.state !== 'resolved')
    return ok(told(sending, ticket, 200, `${ticket.label} had been opened by the attempt before.`));
  if (ticket.state !== 'resolved') return note(system, sending, ticket);
  const reopened = await system.reopen(ticket, sending.text);
  return reopened.ok ? ok(told(sending, ticket, 200, `${ticket.label} was opened again.`)) : reopened;
}

async function create<T extends Ticket>(system: TicketSystem<T>, sending: Sending): Promise<Done> {
  const { test } = sending.job.delivery;
  const created = await system.create(sending.key, sending.text);
  if (!created.ok) return err(test ? await explained(system, created.error) : created.error);
  const ticket = created.value;
  if (!test) return ok(told(sending, ticket, 201, `${ticket.label} was opened.`));
  const resolved = await system.resolve(ticket, sending.text);
  if (resolved.ok) return ok(told(sending, ticket, 201, `${ticket.label} was opened and resolved again.`));
  const why = await explained(system, resolved.error);
  return ok(
    told(sending, ticket, 201, `${ticket.label} was opened, and could not be resolved: ${why.reply ?? ''} Resolve it by hand.`),
  );
}

/** With what the other side wants, where a test was refused: it alone knows. */
async function explained<T extends Ticket>(system: TicketSystem<T>, refused: SendOutcome): Promise<SendOutcome> {
  if (refused.status !== 400 && refused.status !== 403) return refused;
  const wanted = await system.wanted();
  return wanted === null ? refused : outcome(refused.outcome, { ...refused, reply: `${refused.reply ?? ''} ${wanted}`.trim() });
}

async function note<T extends Ticket>(system: TicketSystem<T>, sending: Sending, ticket: T): Promise<Done> {
  const repeated = sending.job.attempt > 1 && (await system.hasNote(ticket, sending.text.text));
  const noted = repeated ? ok(undefined) : await system.note(ticket, sending.text);
  return noted.ok ? ok(told(sending, ticket, 200, `${ticket.label} has a new note.`)) : noted;
}

function isLongResolved({ state, resolvedAt }: Ticket, { nowMs, reopenWithinMs }: Sending): boolean {
  return state === 'resolved' && (resolvedAt === null || nowMs - msOf(resolvedAt) > reopenWithinMs);
}

function told({ job }: Sending, ticket: Ticket, status: number, reply: string): SendOutcome {
  const thread = job.delivery.test ? null : { root: ticket.id, latest: ticket.label, place: null };
  return outcome('delivered', { status, reply, providerId: ticket.label, thread });
}
