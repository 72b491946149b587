import type { Rendered } from '../../../../shared/domain/notifications/rendered';
import { translate } from '../../../../shared/domain/templates/messages';
import { cut } from '../../../../shared/domain/templates/plain-message';
import { cutMarkup, SLACK } from '../../../../shared/domain/templates/slack-blocks';
import { type Fields, fieldsIn, isFields } from '../fit/record';
import { fitBlock, LIMITS } from './fit-block';

export type SlackRendered = Extract<Rendered, { readonly format: 'slack' }>;

/** The part of a message that webhooks and the Web API take alike. */
export interface SlackMessage {
  /** What notifications and screen readers say. */
  readonly text: string;
  readonly blocks?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Characters of all blocks as JSON: Slack refuses from about 13,200 on. */
export const MOST_CHARACTERS = SLACK.characters;
const MOST_TEXT = 3_000;
/** Of one line of small print, or of the row of buttons, in a message that has to be cut. */
const MOST_SMALL_PRINT = 3_000;
const MOST_BUTTONS = 5_000;

/**
 * A message within Slack's limits. Over them the blocks in the middle go, and a line says how many; headline, small print and button stay.
 * The last line of small print goes into an attachment, since only those have a coloured bar.
 */
export function slackMessage(rendered: SlackRendered, locale: string): SlackMessage {
  const text = rendered.text.trim() === '' ? 'Notification' : rendered.text;
  const blocks = rendered.blocks.map(fitBlock).filter(isFields);
  const fits = blocks.length <= LIMITS.blocks && size(blocks) <= MOST_CHARACTERS;
  const kept = fits ? blocks : shortened(blocks, text, locale);
  const last = kept.map((block) => block.type).lastIndexOf('context');
  const coloured = last > 0 ? kept[last] : undefined;
  return {
    text: cutMarkup(text, MOST_TEXT),
    ...(kept.length === 0 ? {} : { blocks: kept.filter((block) => block !== coloured) }),
    ...(coloured === undefined
      ? {}
      : { attachments: [{ color: rendered.colour, fallback: cut(text, 300), blocks: [coloured] }] }),
    unfurl_links: false,
    unfurl_media: false,
  };
}

function shortened(blocks: readonly Fields[], text: string, locale: string): Fields[] {
  const first = blocks[0];
  const headline = first?.type === 'header' ? first : section(cutMarkup(text, 500));
  const buttons = lastOf(blocks, 'actions');
  const smallPrint = lastOf(blocks, 'context');
  const ends = [fittingButtons(buttons), fittingSmallPrint(smallPrint)].filter(isFields);
  const middle = blocks.filter((block) => block !== headline && block !== buttons && block !== smallPrint);
  const kept: Fields[] = [];
  let used = size([headline, leftOut(middle.length, locale), ...ends]);
  for (const block of middle) {
    const more = size([block]);
    if (kept.length + ends.length + 2 >= LIMITS.blocks || used + more > MOST_CHARACTERS) continue;
    kept.push(block);
    used += more;
  }
  const missing = middle.length - kept.length;
  return [headline, ...kept, ...(missing === 0 ? [] : [leftOut(missing, locale)]), ...ends];
}

function leftOut(count: number, locale: string): Fields {
  return section(`_… ${translate('more', locale, { number: count })}_`);
}

function fittingButtons(block: Fields | undefined): Fields | null {
  if (block === undefined || size([block]) <= MOST_BUTTONS) return block ?? null;
  const one = { ...block, elements: fieldsIn(block.elements).slice(0, 1) };
  return size([one]) <= MOST_BUTTONS ? one : null;
}

function fittingSmallPrint(block: Fields | undefined): Fields | null {
  if (block === undefined || size([block]) <= MOST_SMALL_PRINT) return block ?? null;
  const one = { ...block, elements: fieldsIn(block.elements).slice(0, 1) };
  return size([one]) <= MOST_SMALL_PRINT ? one : null;
}

function section(text: string): Fields {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function lastOf(blocks: readonly Fields[], type: string): Fields | undefined {
  return blocks.filter((block) => block.type === type).at(-1);
}

function size(blocks: readonly Fields[]): number {
  return JSON.stringify(blocks).length;
}
