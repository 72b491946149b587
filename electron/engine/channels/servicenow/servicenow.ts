import type { Channel } from '../channel';
import { misconfigured } from '../outcome';
import { sendTicket } from '../tickets/send-ticket';
import { ticketApi } from '../tickets/ticket-api';
import { ServiceNowSettings, serviceNowSite } from './servicenow-settings';
import { serviceNowSystem } from './servicenow-system';

/** Incidents in ServiceNow: looked for by our correlation id before any is made, so a repeat finds the first. */
export const servicenow: Channel = {
  carrier: 'servicenow',
  title: 'ServiceNow',
  rate: { perSecond: 2, burst: 10 },
  deduplicates: true,
  proves: 'delivered',
  async send(job, tools) {
    const settings = ServiceNowSettings.safeParse(job.configuration);
    if (!settings.success)
      return misconfigured('The channel lacks its InstanceUrl, or a User with its Password, or a Token; enter them again.');
    const api = ticketApi(serviceNowSite(settings.data), tools, job.signal);
    return sendTicket(serviceNowSystem(settings.data, api), job, { reopenMinutes: settings.data.ReopenMinutes }, tools);
  },
};
