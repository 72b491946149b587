import { isRecord } from './lenient-json';
import { utf8Length } from './sizes';

/** Bytes of a card: Teams takes 28 KB as it counts them, which is more than we can see. */
export const CARD_BYTES = 20_000;

type Item = Record<string, unknown>;

/** The card around a body and its actions. From one that is too large, items go from the end; what happened stands first. */
export function fitCard(body: readonly Item[], actions: readonly Item[]): Item {
  const kept = [...body];
  const allowed = actions.filter(({ type }) => type === 'Action.OpenUrl');
  let card = cardOf(kept, allowed);
  while (kept.length > 1 && utf8Length(JSON.stringify(card)) > CARD_BYTES) {
    kept.pop();
    card = cardOf(kept, allowed);
  }
  return card;
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
