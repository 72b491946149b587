import { z } from 'zod';
import { err, ok } from '../../../../shared/lib/result';
import type { TicketApi } from '../../channels/tickets/ticket-api';
import type { FoundTicket, ReadTickets } from './read-tickets';

const Named = z.looseObject({ summary: z.string().nullish() });
const Found = z.looseObject({
  incidents: z.array(
    z.looseObject({
      id: z.string(),
      incident_number: z.number().optional(),
      html_url: z.string().nullish(),
      status: z.enum(['triggered', 'acknowledged', 'resolved']),
      acknowledgements: z.array(z.looseObject({ at: z.string(), acknowledger: Named })).optional(),
      assignments: z.array(z.looseObject({ assignee: Named })).optional(),
    }),
  ),
});
type PagerDutyIncident = z.infer<typeof Found>['incidents'][number];

const standings = { triggered: 'new', acknowledged: 'progress', resolved: 'resolved' } as const;

/**
 * Reads incidents of PagerDuty by the keys they were opened with. Its REST API takes one key a request, so whoever asks names few. Only
 * who acknowledged is told as the one who has it: being paged is not an answer.
 */
export function readPagerDutyIncidents(api: TicketApi): ReadTickets {
  return async (keys) => {
    const found: FoundTicket[] = [];
    for (const key of keys) {
      const called = await api.ask(
        `/incidents?incident_key=${encodeURIComponent(key)}&sort_by=created_at%3Adesc&limit=1&date_range=all`,
      );
      if (called.kind !== 'done') return err(called.failed.reply ?? 'PagerDuty did not answer.');
      const read = Found.safeParse(called.body);
      if (!read.success) return err('PagerDuty answered what cannot be understood.');
      const [incident] = read.data.incidents;
      if (incident !== undefined) found.push(foundOf(key, incident));
    }
    return ok(found);
  };
}

function foundOf(key: string, incident: PagerDutyIncident): FoundTicket {
  const { id, incident_number, html_url, status, acknowledgements = [] } = incident;
  const newest = [...acknowledgements].sort((one, other) => (one.at < other.at ? 1 : -1))[0];
  return {
    key,
    standing: standings[status],
    ticket: {
      system: 'pagerduty',
      id,
      label: incident_number === undefined ? id : `#${incident_number}`,
      url: html_url ?? null,
      state: status,
      assignee: newest?.acknowledger.summary ?? null,
      readAt: null,
    },
  };
}
