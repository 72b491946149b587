import { cutWhole } from '../notifications/sms';
import { isRecord } from './lenient-json';
import { translate } from './messages';

/** Slack's limits (anchors 3.1). */
export const SLACK = {
  blocks: 50,
  characters: 12_000,
  section: 3_000,
  field: 2_000,
  fields: 10,
  header: 150,
  elements: 10,
  actions: 25,
  button: 75,
  url: 3_000,
} as const;

type Block = Record<string, unknown>;

/**
 * Blocks as Slack takes them: texts cut to their limits, empty ones left out, and from a message that is too long the blocks before
 * the last two (place and button), so that what is most important stays. A line says how many were left out.
 */
export function fitBlocks(blocks: readonly Block[], locale: string): Block[] {
  const fitted = blocks.flatMap(fitBlock);
  if (isWithinLimits(fitted)) return fitted;
  const head = fitted.slice(0, -2);
  const tail = fitted.slice(-2);
  for (let kept = head.length - 1; kept > 0; kept -= 1) {
    const shorter = [...head.slice(0, kept), leftOut(head.length - kept, locale), ...tail];
    if (isWithinLimits(shorter)) return shorter;
  }
  return [leftOut(head.length, locale), ...tail];
}

function isWithinLimits(blocks: readonly Block[]): boolean {
  return blocks.length <= SLACK.blocks && sizeOf(blocks) <= SLACK.characters;
}

function leftOut(count: number, locale: string): Block {
  const text = `_… ${translate('more', locale, { number: count })}_`;
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

export function sizeOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}

/** A block within the limits: none where it is empty, several where it has more fields than one may have. */
function fitBlock(block: Block): Block[] {
  switch (block.type) {
    case 'header': {
      const text = fitText(block.text, SLACK.header);
      return text === null ? [] : [{ ...block, text }];
    }
    case 'section':
      return fitSection(block);
    case 'context': {
      const elements = Array.isArray(block.elements) ? fitAll(block.elements, SLACK.section).slice(0, SLACK.elements) : [];
      return elements.length === 0 ? [] : [{ ...block, elements }];
    }
    case 'actions': {
      const elements = Array.isArray(block.elements) ? block.elements.flatMap(fitButton).slice(0, SLACK.actions) : [];
      return elements.length === 0 ? [] : [{ ...block, elements }];
    }
    default:
      return [block];
  }
}

function fitSection({ text: said, fields: listed, ...rest }: Block): Block[] {
  const text = fitText(said, SLACK.section);
  const fields = Array.isArray(listed) ? fitAll(listed, SLACK.field) : [];
  if (text === null && fields.length === 0) return [];
  const first = fields.slice(0, SLACK.fields);
  const further = Array.from({ length: Math.ceil(fields.length / SLACK.fields) - 1 }, (_, index): Block => {
    const from = (index + 1) * SLACK.fields;
    return { type: 'section', fields: fields.slice(from, from + SLACK.fields) };
  });
  return [{ ...rest, ...(text === null ? {} : { text }), ...(first.length === 0 ? {} : { fields: first }) }, ...further];
}

function fitAll(texts: readonly unknown[], length: number): unknown[] {
  return texts.flatMap((one) => (isText(one) ? (fitText(one, length) ?? []) : [one]));
}

function isText(value: unknown): boolean {
  return isRecord(value) && (value.type === 'mrkdwn' || value.type === 'plain_text');
}

/** Null for an empty text, which Slack refuses. `verbatim` keeps Slack from making links and mentions out of names. */
function fitText(value: unknown, length: number): Block | null {
  if (!isRecord(value) || typeof value.text !== 'string' || value.text.trim() === '') return null;
  const text = cutMarkup(value.text, length);
  return value.type === 'mrkdwn' ? { verbatim: true, ...value, text } : { ...value, text };
}

function fitButton(element: unknown): Block[] {
  if (!isRecord(element) || element.type !== 'button') return isRecord(element) ? [element] : [];
  const text = fitText(element.text, SLACK.button);
  const url = typeof element.url === 'string' ? element.url.replace(/&amp;/g, '&') : undefined;
  if (text === null || (url !== undefined && url.length > SLACK.url)) return [];
  return [{ ...element, text, ...(url === undefined ? {} : { url }) }];
}

const CODE = '```';

/** Cut within no entity, no link and no character; code that was open is closed. */
export function cutMarkup(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = beginning(text, most - 1);
  if (!isInCode(kept)) return `${kept}…`;
  const shorter = beginning(text, most - 1 - CODE.length);
  return isInCode(shorter) ? `${shorter}…${CODE}` : `${shorter}…`;
}

function beginning(text: string, most: number): string {
  return cutWhole(text, Math.max(0, most), (character) => character.length)
    .replace(/<[^<>]*$/, '')
    .replace(/&[a-z]{0,4}$/, '')
    .replace(/`+$/, (ticks) => (ticks.length % CODE.length === 0 ? ticks : ''));
}

function isInCode(text: string): boolean {
  return text.split(CODE).length % 2 === 0;
}
