import type { KnownBlock } from '@slack/types';
import { z } from 'zod';

/** Slack's documented limits, written down apart from the code that keeps them. */
const text = (kind: 'plain_text' | 'mrkdwn', most: number) =>
  z.looseObject({ type: z.literal(kind), text: z.string().min(1).max(most).regex(/\S/, 'blank') });
const either = (most: number) => z.union([text('plain_text', most), text('mrkdwn', most)]);
const id = z.string().min(1).max(255).optional();
const url = z.string().max(3000);

const Image = z.looseObject({ type: z.literal('image'), image_url: url, alt_text: z.string().max(2000) });
const Button = z.looseObject({
  type: z.literal('button'),
  text: text('plain_text', 75),
  url: url.optional(),
  value: z.string().max(2000).optional(),
  action_id: id,
});

const blocks = {
  header: z.looseObject({ type: z.literal('header'), text: text('plain_text', 150), block_id: id }),
  section: z
    .looseObject({
      type: z.literal('section'),
      text: either(3000).optional(),
      fields: z.array(either(2000)).min(1).max(10).optional(),
      accessory: z.union([Button, Image]).optional(),
      block_id: id,
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined, 'a section needs text or fields'),
  context: z.looseObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([either(2000), Image]))
      .min(1)
      .max(10),
    block_id: id,
  }),
  actions: z.looseObject({ type: z.literal('actions'), elements: z.array(Button).min(1).max(25), block_id: id }),
  divider: z.looseObject({ type: z.literal('divider'), block_id: id }),
  markdown: z.looseObject({ type: z.literal('markdown'), text: z.string().min(1).max(12_000) }),
  image: Image,
} as const satisfies Partial<Record<KnownBlock['type'], z.ZodType>>;

const Block = z.union(Object.values(blocks));
const Message = z
  .strictObject({
    channel: z.string().min(1).optional(),
    thread_ts: z.string().optional(),
    ts: z.string().optional(),
    text: z.string().min(1).max(40_000),
    blocks: z.array(Block).min(1).max(50).optional(),
    attachments: z
      .array(
        z.strictObject({
          color: z.string().regex(/^#[0-9a-f]{6}$/i),
          fallback: z.string(),
          blocks: z.array(Block).min(1).max(50),
        }),
      )
      .max(20)
      .optional(),
    unfurl_links: z.literal(false),
    unfurl_media: z.literal(false),
  })
  .refine(({ blocks, attachments }) => JSON.stringify([blocks, attachments]).length <= 13_000, 'too many characters for Slack');

/** What Slack would refuse in a message, in words; empty where it takes it. */
export function slackTroubles(message: unknown): string[] {
  const parsed = Message.safeParse(message);
  return parsed.success ? [] : [z.prettifyError(parsed.error)];
}
