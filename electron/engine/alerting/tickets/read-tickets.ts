import type { TicketRead } from '../../../../shared/domain/alerting/tickets/ticket-answer';
import type { Result } from '../../../../shared/lib/result';

/** A ticket, and the key under which this console opened it. */
export interface FoundTicket extends TicketRead {
  readonly key: string;
}

/** Tickets of these keys as they are now; what has none is absent. Fails in words for people, without secrets. */
export type ReadTickets = (keys: readonly string[]) => Promise<Result<readonly FoundTicket[], string>>;
