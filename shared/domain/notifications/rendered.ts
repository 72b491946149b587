import { z } from 'zod';

/** A message in the words and form of its channel, as it will be sent: kept with the delivery, so that a retry sends the same. */
export const Rendered = z.discriminatedUnion('format', [
  /** SNS mail: plain. */
  z.object({ format: z.literal('text'), subject: z.string(), text: z.string() }),
  z.object({
    format: z.literal('mail'),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    locale: z.string(),
    /** Pictures named in the HTML as `cid:…`. */
    inline: z.array(z.object({ cid: z.string(), contentType: z.string(), base64: z.string() })),
  }),
  z.object({
    format: z.literal('sms'),
    text: z.string(),
    encoding: z.enum(['GSM-7', 'UCS-2']),
    segments: z.number().int(),
  }),
  z.object({
    format: z.literal('slack'),
    /** What the screen reader and the notification say. */
    text: z.string(),
    blocks: z.array(z.record(z.string(), z.unknown())),
    /** Bar at the side, `#rrggbb`. */
    colour: z.string(),
  }),
  /** An Adaptive Card. */
  z.object({ format: z.literal('card'), card: z.record(z.string(), z.unknown()), text: z.string() }),
  z.object({
    format: z.literal('pagerduty'),
    action: z.enum(['trigger', 'acknowledge', 'resolve']),
    summary: z.string(),
    severity: z.enum(['critical', 'error', 'warning', 'info']),
    source: z.string(),
    component: z.string().nullable(),
    group: z.string().nullable(),
    class: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    links: z.array(z.object({ href: z.string(), text: z.string() })),
  }),
  z.object({ format: z.literal('body'), contentType: z.string(), body: z.string() }),
  /** Structured JSON to a topic. */
  z.object({
    format: z.literal('sns'),
    subject: z.string(),
    message: z.string(),
    attributes: z.record(z.string(), z.string()),
  }),
  z.object({
    format: z.literal('desktop'),
    title: z.string(),
    body: z.string(),
    urgency: z.enum(['low', 'normal', 'critical']),
  }),
]);
export type Rendered = z.infer<typeof Rendered>;
