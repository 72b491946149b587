import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { z } from 'zod';

// Its modules are for bundlers; plain Node can load the bundled file alone.
const library: typeof AdaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

const Envelope = z.strictObject({
  type: z.literal('message'),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: z.null(),
      content: z.looseObject({ type: z.literal('AdaptiveCard'), version: z.enum(['1.2', '1.3', '1.4']) }),
    }),
  ]),
});

/** What Microsoft's own library finds wrong with a card of version 1.4. */
export function cardTroubles(card: unknown): string[] {
  const context = new library.SerializationContext(library.Versions.v1_4);
  const parsed = new library.AdaptiveCard();
  parsed.parse(card, context);
  const found = Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place).message);
  return [...found, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

/** What is wrong with a whole request to a Teams flow, its size (28 KB of Teams' own form, some 20,000 bytes of ours) included. */
export function teamsTroubles(body: string): string[] {
  const size = Buffer.byteLength(body);
  const tooLarge = size > 20_400 ? [`${size} bytes`] : [];
  const envelope = Envelope.safeParse(JSON.parse(body));
  if (!envelope.success) return [...tooLarge, z.prettifyError(envelope.error)];
  return [...tooLarge, ...cardTroubles(envelope.data.attachments[0].content)];
}
