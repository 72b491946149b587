import { z } from 'zod';
import { err, ok } from '../../../../shared/lib/result';
import { FIELDS, Issue, jiraTicketOf } from '../../channels/jira/jira-issue';
import { isCloud, type JiraSettings } from '../../channels/jira/jira-settings';
import type { TicketApi } from '../../channels/tickets/ticket-api';
import type { FoundTicket, ReadTickets } from './read-tickets';

const Found = z.looseObject({ issues: z.array(Issue) });

/** Reads many issues of Jira in one request; the newest of each key counts. */
export function readJira(settings: JiraSettings, api: TicketApi): ReadTickets {
  const site = settings.SiteUrl.replace(/\/+$/, '');
  return async (keys) => {
    const labels = keys.map((key) => `"${key}"`).join(', ');
    const jql = encodeURIComponent(`project = "${settings.Project}" AND labels in (${labels}) ORDER BY created DESC`);
    const search = isCloud(settings) ? '/search/jql' : '/search';
    const called = await api.ask(`${search}?jql=${jql}&fields=${FIELDS}&maxResults=100`);
    if (called.kind !== 'done') return err(called.failed.reply ?? 'Jira did not answer.');
    const read = Found.safeParse(called.body);
    if (!read.success) return err('Jira answered without what an issue has.');
    const wanted = new Set(keys);
    const found = new Map<string, FoundTicket>();
    for (const issue of read.data.issues) {
      const { id, label, status, state } = jiraTicketOf(issue);
      const { assignee, labels: marks = [] } = issue.fields;
      for (const key of marks.filter((mark) => wanted.has(mark) && !found.has(mark)))
        found.set(key, {
          key,
          standing: state,
          ticket: {
            system: 'jira',
            id,
            label,
            url: `${site}/browse/${encodeURIComponent(id)}`,
            state: status,
            assignee: assignee?.displayName ?? assignee?.emailAddress ?? null,
            readAt: null,
          },
        });
    }
    return ok([...found.values()]);
  };
}
