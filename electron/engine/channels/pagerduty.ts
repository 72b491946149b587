import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Rendered } from '../../../shared/domain/notifications/rendered';
import { cut } from '../../../shared/domain/templates/plain-message';
import type { Channel, SendJob, SendOutcome } from './channel';
import { readJson } from './fit/json';
import { type Answer, hostOf, isPage, notTheReceiver, outcomeOfReply, post, wordsOf } from './http/post';
import { misconfigured, outcome } from './outcome';

const Configuration = z.object({
  ServiceKey: z.string(),
  Severity: z.enum(['critical', 'error', 'warning', 'info']).optional(),
  Region: z.enum(['US', 'EU']).optional(),
  EventsUrl: z.string().optional(),
});
type Configuration = z.infer<typeof Configuration>;
type Page = Extract<Rendered, { readonly format: 'pagerduty' }>;

/** Bytes of an event; over them PagerDuty refuses it. */
const MOST_BYTES = 512 * 1024;
const MOST_SUMMARY = 1024;
const MOST_FIELD = 255;
const EnqueueReply = z.object({
  dedup_key: z.string().optional(),
  message: z.string().optional(),
  errors: z.array(z.string()).optional(),
});

/** Events API v2: trigger, acknowledge and resolve meet in one dedup key, which also makes a repeat harmless. */
export const pagerduty: Channel = {
  carrier: 'pagerduty',
  title: 'PagerDuty',
  rate: { perSecond: 2, burst: 10 },
  deduplicates: true,
  proves: 'accepted',
  async send(job, tools) {
    if (job.rendered.format !== 'pagerduty')
      return outcome('ours', { reply: `PagerDuty cannot carry the form ${job.rendered.format}.` });
    const parsed = Configuration.safeParse(job.configuration);
    if (!parsed.success)
      return misconfigured('The channel lacks its ServiceKey, the routing key of an Events API v2 integration.');
    const url = enqueueUrl(parsed.data);
    const body = pagerdutyEvent(job.rendered, job.event, parsed.data);
    const headers = { 'content-type': 'application/json' };
    const reply = await post(tools, { url, headers, body, secrets: [parsed.data.ServiceKey], signal: job.signal });
    const meant = reply.kind === 'answered' ? meaningOf(reply, url, job) : null;
    const sent = meant ?? outcomeOfReply(reply, url, tools.ports.wall.nowMs());
    // A test wakes nobody for longer than it takes: the page it opened is closed at once.
    if (job.delivery.test && sent.outcome === 'accepted' && job.rendered.action === 'trigger') {
      const end = pagerdutyEvent({ ...job.rendered, action: 'resolve' }, job.event, parsed.data);
      const ended = await post(tools, { url, headers, body: end, secrets: [parsed.data.ServiceKey], signal: job.signal });
      const isClosed = ended.kind === 'answered' && ended.status >= 200 && ended.status < 300;
      if (!isClosed) return { ...sent, reply: 'The page of this test could not be closed again: resolve it in PagerDuty.' };
    }
    return sent;
  },
};

/** What opens and closes the same page: within the 255 characters that PagerDuty takes, whatever our key holds. */
export function dedupKey({ alertKey, eventId }: Pick<SendJob['event'], 'alertKey' | 'eventId'>): string {
  return `tocsin-${createHash('sha256')
    .update(alertKey ?? eventId)
    .digest('hex')}`;
}

/** The event as it goes out. Over 512 KB it goes without its details. */
export function pagerdutyEvent(
  page: Page,
  event: SendJob['event'],
  configuration: Omit<Configuration, 'EventsUrl' | 'Region'>,
): string {
  const head = { routing_key: configuration.ServiceKey, event_action: page.action, dedup_key: dedupKey(event) };
  if (page.action !== 'trigger') return JSON.stringify(head);
  const payload = {
    summary: cut(page.summary, MOST_SUMMARY) || event.title,
    source: cut(page.source, MOST_FIELD) || 'tocsin',
    severity: configuration.Severity ?? page.severity,
    timestamp: event.occurredAt,
    ...(page.component === null ? {} : { component: cut(page.component, MOST_FIELD) }),
    ...(page.group === null ? {} : { group: cut(page.group, MOST_FIELD) }),
    ...(page.class === null ? {} : { class: cut(page.class, MOST_FIELD) }),
  };
  const link = page.links[0];
  const rest = { links: page.links, client: 'Tocsin', ...(link === undefined ? {} : { client_url: link.href }) };
  const whole = JSON.stringify({ ...head, payload: { ...payload, custom_details: page.details }, ...rest });
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  return JSON.stringify({ ...head, payload, ...rest, links: page.links.slice(0, 1) });
}

function enqueueUrl({ EventsUrl, Region }: Configuration): string {
  if (EventsUrl === undefined) return `https://events.${Region === 'EU' ? 'eu.' : ''}pagerduty.com/v2/enqueue`;
  return /^https?:\/\/[^/]+\/?$/.test(EventsUrl) ? `${EventsUrl.replace(/\/$/, '')}/v2/enqueue` : EventsUrl;
}

/** What PagerDuty says beyond HTTP; null where that is all. */
function meaningOf(answer: Answer, url: string, { event }: SendJob): SendOutcome | null {
  const { status } = answer;
  const taken = status >= 200 && status < 300;
  if (taken && isPage(answer)) return notTheReceiver(answer, url, 'with a web page: this is not the Events API.');
  const said = EnqueueReply.safeParse(readJson(answer.body));
  if (taken)
    return outcome('accepted', {
      status,
      reply: wordsOf(answer, hostOf(url)),
      providerId: said.data?.dedup_key ?? dedupKey(event),
    });
  if (status === 400 && /(routing|integration)[ _]key/i.test(answer.body)) {
    const reply = `PagerDuty does not know this routing key: enter the one of an Events API v2 integration. ${wordsOf(answer, hostOf(url))}`;
    return outcome('permanent', { status, reply, destinationBroken: true });
  }
  return null;
}
