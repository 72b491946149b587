import { z } from 'zod';
import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import type { Ticket, TicketState } from '../tickets/ticket-system';

/** What is asked of an incident; more than this is never read. */
export const FIELDS = 'sys_id,number,state,active,urgency,resolved_at,correlation_id';

/** Values are texts in the Table API, whatever they mean; references come as an object. Source: anchors 3.7. */
const Text = z.union([z.string(), z.looseObject({ value: z.string() }).transform(({ value }) => value)]);
export const IncidentRecord = z.looseObject({
  sys_id: z.string().min(1),
  number: z.string().min(1),
  state: Text,
  active: Text.optional(),
  urgency: Text.optional(),
  resolved_at: Text.optional(),
  correlation_id: Text.optional(),
});
export type IncidentRecord = z.infer<typeof IncidentRecord>;

export const OneRecord = z.object({ result: IncidentRecord });
export const ManyRecords = z.object({ result: z.array(IncidentRecord) });

export interface ServiceNowTicket extends Ticket {
  /** 1 is the highest; null where it is not told. */
  readonly urgency: number | null;
}

/** The states that an instance may call otherwise. */
export interface StateNames {
  readonly resolved: string;
  readonly inProgress: string;
}

/** Of an instance as it is delivered: 1 new, 2 in progress, 3 on hold, 6 resolved, 7 closed, 8 cancelled. */
export function ticketOf(record: IncidentRecord, names: StateNames): ServiceNowTicket {
  const urgency = Number(record.urgency);
  return {
    id: record.sys_id,
    label: record.number,
    state: stateOf(record, names),
    resolvedAt: momentOf(record.resolved_at),
    urgency: Number.isInteger(urgency) && urgency > 0 ? urgency : null,
  };
}

function stateOf({ state, active }: IncidentRecord, names: StateNames): TicketState {
  if (active === 'false' || state === '7' || state === '8') return 'closed';
  if (state === names.resolved) return 'resolved';
  return state === '1' ? 'new' : 'progress';
}

/** `2026-11-23 15:00:00`, always UTC in the Table API. */
function momentOf(text: string | undefined): Instant | null {
  const at = Date.parse(`${(text ?? '').replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : instantOf(at);
}
