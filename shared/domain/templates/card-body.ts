import { isRecord } from './lenient-json';
import { translate } from './messages';
import { utf8Length } from './sizes';

/** Bytes of a card: Teams takes 28 KB as it counts them, which is more than we can see. */
export const CARD_BYTES = 20_000;

type Item = Record<string, unknown>;

/**
 * The card around a body and its actions. From one that is too large, items go from the end, and a line says how many; what happened
 * stands first.
 */
export function fitCard(body: readonly Item[], actions: readonly Item[], locale: string): Item {
  const allowed = actions.filter(({ type }) => type === 'Action.OpenUrl');
  let card = cardOf(body, allowed);
  for (let kept = body.length - 1; kept > 0 && utf8Length(JSON.stringify(card)) > CARD_BYTES; kept -= 1) {
    card = cardOf([...body.slice(0, kept), leftOut(body.length - kept, locale)], allowed);
  }
  return card;
}

function leftOut(count: number, locale: string): Item {
  return { type: 'TextBlock', isSubtle: true, wrap: true, text: `… ${translate('more', locale, { number: count })}` };
}

function cardOf(body: readonly Item[], actions: readonly Item[]): Item {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    msteams: { width: 'full' },
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/** Objects of a list; null where it is no list of objects. */
export function itemsOf(value: unknown): Item[] | null {
  return Array.isArray(value) && value.every(isRecord) ? value : null;
}
