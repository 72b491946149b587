import { z } from 'zod';
import { err, ok } from '../../../../shared/lib/result';
import { ticketOf } from '../../channels/servicenow/servicenow-record';
import type { ServiceNowSettings } from '../../channels/servicenow/servicenow-settings';
import type { TicketApi } from '../../channels/tickets/ticket-api';
import type { FoundTicket, ReadTickets } from './read-tickets';

/** With `sysparm_display_value=all` each field comes as what it is and as what people read. */
const Both = z.looseObject({ value: z.string(), display_value: z.string().nullish() });
const Records = z.object({
  result: z.array(
    z.looseObject({
      sys_id: Both,
      number: Both,
      state: Both,
      active: Both.optional(),
      assigned_to: Both.optional(),
      correlation_id: Both,
      resolved_at: Both.optional(),
    }),
  ),
});
const FIELDS = 'sys_id,number,state,active,assigned_to,correlation_id,resolved_at';

/** Reads many incidents of ServiceNow in one request; the newest of each key counts. */
export function readServiceNow(settings: ServiceNowSettings, api: TicketApi): ReadTickets {
  const base = settings.InstanceUrl.replace(/\/+$/, '');
  return async (keys) => {
    const query = encodeURIComponent(`correlation_idIN${keys.join(',')}^ORDERBYDESCsys_created_on`);
    const limit = `sysparm_limit=${keys.length * 3}&sysparm_display_value=all`;
    const called = await api.ask(`/incident?sysparm_query=${query}&sysparm_fields=${FIELDS}&${limit}`);
    if (called.kind !== 'done') return err(called.failed.reply ?? 'ServiceNow did not answer.');
    const records = Records.safeParse(called.body);
    if (!records.success) return err('ServiceNow answered without the fields that were asked for.');
    const found = new Map<string, FoundTicket>();
    for (const { sys_id, number, state, active, assigned_to, correlation_id, resolved_at } of records.data.result) {
      if (found.has(correlation_id.value)) continue;
      const plain = { sys_id: sys_id.value, number: number.value, state: state.value };
      const more = { active: active?.value, resolved_at: resolved_at?.value };
      const names = { resolved: settings.ResolvedState ?? '6', inProgress: settings.InProgressState ?? '2' };
      const { id, label, state: standing } = ticketOf({ ...plain, ...more }, names);
      found.set(correlation_id.value, {
        key: correlation_id.value,
        standing: standing === 'progress' && state.value !== names.inProgress ? held(state.value) : standing,
        ticket: {
          system: 'servicenow',
          id,
          label,
          url: `${base}/nav_to.do?uri=incident.do%3Fsys_id%3D${encodeURIComponent(id)}`,
          state: state.display_value ?? state.value,
          assignee: assigned_to?.display_value || null,
          readAt: null,
        },
      });
    }
    return ok([...found.values()]);
  };
}

/** On hold, nobody works on it; any state of one's own counts as work. */
function held(state: string): 'new' | 'progress' {
  return state === '3' ? 'new' : 'progress';
}
