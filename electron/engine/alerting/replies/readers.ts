import { z } from 'zod';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { AnswerRules } from '../../../../shared/domain/alerting/tickets/ticket-answer';
import type { ChannelTools } from '../../channels/channel';
import { JiraSettings, jiraSite } from '../../channels/jira/jira-settings';
import { dedupKey } from '../../channels/pagerduty';
import { ServiceNowSettings, serviceNowSite } from '../../channels/servicenow/servicenow-settings';
import { type TicketSite, ticketApi } from '../../channels/tickets/ticket-api';
import { ticketKey } from '../../channels/tickets/ticket-key';
import { readJira } from '../tickets/read-jira';
import { readPagerDutyIncidents } from '../tickets/read-pagerduty-incidents';
import { readServiceNow } from '../tickets/read-servicenow';
import type { ReadTickets } from '../tickets/read-tickets';
import type { FollowedChannel } from './followed';

/** How answers are fetched from one place. */
export interface Reader {
  readonly destination: string;
  readonly rules: AnswerRules;
  /** What our key of a page is called there. */
  readonly mark: (alertKey: string) => string;
  /** Whether an incident is worth asking for. */
  readonly wants: (incident: Incident) => boolean;
  readonly read: ReadTickets;
  /** Keys in one request, and in one look. */
  readonly batch: number;
  readonly most: number;
}

const Rules = z.object({
  OnProgress: z.enum(['ACKNOWLEDGE', 'NOTE']).optional(),
  OnResolved: z.enum(['NOTE', 'RESOLVE']).optional(),
});
const PagerDuty = z.object({ ApiToken: z.string(), ApiUrl: z.string().optional() });

type Tools = Pick<ChannelTools, 'http' | 'ports'>;

/** The reader of a channel; null where it has none, or where its settings lack something. */
export function readerOf(
  { carrier, destination, configuration }: FollowedChannel,
  tools: Tools,
  signal: AbortSignal,
): Reader | null {
  const rules = rulesOf(configuration);
  const api = (site: TicketSite) => ticketApi(site, tools, signal);
  const tickets = { destination, rules, mark: byTicket, wants: () => true, batch: 50, most: 200 };
  switch (carrier) {
    case 'servicenow': {
      const settings = ServiceNowSettings.safeParse(configuration).data;
      return settings === undefined ? null : { ...tickets, read: readServiceNow(settings, api(serviceNowSite(settings))) };
    }
    case 'jira': {
      const settings = JiraSettings.safeParse(configuration).data;
      return settings === undefined ? null : { ...tickets, read: readJira(settings, api(jiraSite(settings))) };
    }
    case 'pagerduty': {
      const settings = PagerDuty.safeParse(configuration).data;
      if (settings === undefined) return null;
      const wants = ({ status }: Incident) => status === 'OPEN';
      // One key a request: what somebody has taken already is not asked for.
      return { ...tickets, mark: byPage, wants, batch: 1, most: 20, read: readPagerDutyIncidents(api(pagerDutySite(settings))) };
    }
    case 'slack-bot':
      return null;
  }
}

function rulesOf(configuration: Readonly<Record<string, unknown>>): AnswerRules {
  const { OnProgress = 'ACKNOWLEDGE', OnResolved = 'NOTE' } = Rules.safeParse(configuration).data ?? {};
  return { onProgress: OnProgress, onResolved: OnResolved };
}

const byTicket = (alertKey: string) => ticketKey({ alertKey, eventId: alertKey });
const byPage = (alertKey: string) => dedupKey({ alertKey, eventId: alertKey });

const refusal = z.object({ error: z.object({ message: z.string() }) });

function pagerDutySite({ ApiToken, ApiUrl }: z.infer<typeof PagerDuty>): TicketSite {
  return {
    name: 'PagerDuty',
    base: (ApiUrl ?? 'https://api.pagerduty.com').replace(/\/+$/, ''),
    headers: { accept: 'application/vnd.pagerduty+json;version=2', authorization: `Token token=${ApiToken}` },
    secrets: [ApiToken],
    wordsOf: (body) => refusal.safeParse(body).data?.error.message ?? null,
  };
}
