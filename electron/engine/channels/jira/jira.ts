import type { Channel } from '../channel';
import { misconfigured } from '../outcome';
import { sendTicket } from '../tickets/send-ticket';
import { ticketApi } from '../tickets/ticket-api';
import { JiraSettings, jiraSite } from './jira-settings';
import { jiraSystem } from './jira-system';

/** Issues in Jira: looked for by a label of ours before any is made, so a repeat finds the first. */
export const jira: Channel = {
  carrier: 'jira',
  title: 'Jira',
  rate: { perSecond: 2, burst: 10 },
  deduplicates: true,
  proves: 'delivered',
  async send(job, tools) {
    const settings = JiraSettings.safeParse(job.configuration);
    if (!settings.success) return misconfigured('The channel lacks its SiteUrl, its Project or its ApiToken; enter them again.');
    const api = ticketApi(jiraSite(settings.data), tools, job.signal);
    return sendTicket(jiraSystem(settings.data, api), job, { reopenMinutes: settings.data.ReopenMinutes }, tools);
  },
};
