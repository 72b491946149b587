import { z } from 'zod';

/** Events API v2 as documented. */
const Trigger = z.strictObject({
  routing_key: z.string().length(32),
  event_action: z.literal('trigger'),
  dedup_key: z.string().min(1).max(255),
  payload: z.strictObject({
    summary: z.string().min(1).max(1024),
    source: z.string().min(1),
    severity: z.enum(['critical', 'error', 'warning', 'info']),
    timestamp: z.iso.datetime(),
    component: z.string().optional(),
    group: z.string().optional(),
    class: z.string().optional(),
    custom_details: z.record(z.string(), z.unknown()).optional(),
  }),
  links: z.array(z.strictObject({ href: z.string(), text: z.string() })),
  client: z.string(),
  client_url: z.string().optional(),
});
const FollowUp = z.strictObject({
  routing_key: z.string().length(32),
  event_action: z.enum(['acknowledge', 'resolve']),
  dedup_key: z.string().min(1).max(255),
});
export const PagerDutyEvent = z.discriminatedUnion('event_action', [Trigger, FollowUp]);

/** What PagerDuty would refuse in the body of a request, its size included; empty where it takes it. */
export function pagerDutyTroubles(body: string): string[] {
  const parsed = PagerDutyEvent.safeParse(JSON.parse(body));
  const size = Buffer.byteLength(body);
  return [...(size > 512 * 1024 ? [`${size} bytes`] : []), ...(parsed.success ? [] : [z.prettifyError(parsed.error)])];
}
