import type { NotificationEvent } from '../../../../shared/domain/notifications/event';
import type { Rendered } from '../../../../shared/domain/notifications/rendered';
import { CARD_BYTES } from '../../../../shared/domain/templates/card-body';
import { translate } from '../../../../shared/domain/templates/messages';
import { cut } from '../../../../shared/domain/templates/plain-message';
import { type Fields, fieldsIn } from '../fit/record';

export type CardRendered = Extract<Rendered, { readonly format: 'card' }>;

/**
 * Bytes of the whole request: the card, and what is around it. Teams refuses 28 KB of its own form of the message, which is
 * larger than ours (anchors 3.3).
 */
export const MOST_BYTES = CARD_BYTES + 400;
const MOST_TITLE = 500;

/** What a Workflows flow takes: a message with the card attached, cut where it would be too large. */
export function teamsEnvelope(
  { card, text }: CardRendered,
  event: Pick<NotificationEvent, 'severity' | 'title'>,
  locale: string,
): string {
  const whole = envelope(card);
  if (bytes(whole) <= MOST_BYTES) return whole;
  const body = fieldsIn(card.body);
  const actions = fieldsIn(card.actions);
  for (const kept of [actions, actions.slice(0, 1), []]) {
    const shorter = longest(card, body, kept, locale);
    if (shorter !== null) return shorter;
  }
  const headline = textBlock(cut(text.trim() === '' ? event.title : text, MOST_TITLE), 'Bolder');
  const small = envelope({
    body: [headline, textBlock(event.severity), leftOut(body.length, locale)],
    actions: actions.slice(0, 1),
  });
  return bytes(small) <= MOST_BYTES
    ? small
    : envelope({ body: [headline, textBlock(event.severity), leftOut(body.length, locale)] });
}

/** The card with as many pieces from its beginning as fit, at least one; null where not even that does. */
function longest(card: Fields, body: readonly Fields[], actions: readonly Fields[], locale: string): string | null {
  let [low, high] = [1, body.length - 1];
  let best: string | null = null;
  while (low <= high) {
    const count = Math.floor((low + high) / 2);
    const tried = envelope({ ...card, body: [...body.slice(0, count), leftOut(body.length - count, locale)], actions });
    const fits = bytes(tried) <= MOST_BYTES;
    if (fits) best = tried;
    [low, high] = fits ? [count + 1, high] : [low, count - 1];
  }
  return best;
}

function envelope(card: Fields): string {
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    msteams: { width: 'full' },
    ...card,
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return JSON.stringify({ type: 'message', attachments: [attachment] });
}

function leftOut(count: number, locale: string): Fields {
  return { ...textBlock(`… ${translate('more', locale, { number: count })}`), isSubtle: true };
}

function textBlock(text: string, weight = 'Default'): Fields {
  return { type: 'TextBlock', text, weight, wrap: true };
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
