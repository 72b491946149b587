import { z } from 'zod';
import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import type { Ticket, TicketState } from '../tickets/ticket-system';

/** What is asked of an issue: the new search gives nothing that it was not asked for. */
export const FIELDS = 'status,resolution,resolutiondate,assignee,labels';

const Named = z.looseObject({ name: z.string() });
export const Issue = z.looseObject({
  key: z.string().min(1),
  fields: z.looseObject({
    status: z.looseObject({ name: z.string(), statusCategory: z.looseObject({ key: z.string() }).optional() }),
    resolution: Named.nullish(),
    resolutiondate: z.string().nullish(),
    assignee: z.looseObject({ displayName: z.string().optional(), emailAddress: z.string().optional() }).nullish(),
    labels: z.array(z.string()).optional(),
  }),
});
export type Issue = z.infer<typeof Issue>;

export interface JiraTicket extends Ticket {
  /** As the workflow calls it. */
  readonly status: string;
}

/** Somebody decided that nothing is to be done: such an issue is not opened again, the next one is made beside it. */
const WONT = /won.?t|will not|declin|reject|cancel|duplicate|cannot reproduce|not a bug|abgelehnt|abgebrochen|duplikat/i;

export function jiraTicketOf({ key, fields }: Issue): JiraTicket {
  const { status, resolution, resolutiondate } = fields;
  return {
    id: key,
    label: key,
    status: status.name,
    state: stateOf(status.statusCategory?.key ?? null, resolution?.name ?? null),
    resolvedAt: momentOf(resolutiondate),
  };
}

/** Categories are the same in every workflow: `new`, `indeterminate`, `done`. Unresolved means that there is no resolution. */
function stateOf(category: string | null, resolution: string | null): TicketState {
  if (category === 'done' || resolution !== null) return resolution !== null && WONT.test(resolution) ? 'closed' : 'resolved';
  return category === 'new' ? 'new' : 'progress';
}

/** `2026-11-23T15:00:00.000+0100`. */
function momentOf(text: string | null | undefined): Instant | null {
  const at = Date.parse((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) ? null : instantOf(at);
}
