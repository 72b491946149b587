import { isRecord } from './lenient-json';

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
 * the last two (place and button), so that what is most important stays.
 */
export function fitBlocks(blocks: readonly Block[]): Block[] {
  const fitted: Block[] = blocks.flatMap((block): Block[] => {
    const one = fitBlock(block);
    return one === null ? [] : [one];
  });
  const tail = fitted.slice(-2);
  const head = fitted.slice(0, -2);
  while (head.length > 0 && (head.length + tail.length > SLACK.blocks || sizeOf([...head, ...tail]) > SLACK.characters))
    head.pop();
  return [...head, ...tail];
}

export function sizeOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}

function fitBlock(block: Block): Block | null {
  switch (block.type) {
    case 'header': {
      const text = fitText(block.text, SLACK.header);
      return text === null ? null : { ...block, text };
    }
    case 'section': {
      const text = fitText(block.text, SLACK.section);
      const fields = Array.isArray(block.fields) ? fitAll(block.fields, SLACK.fields, SLACK.field) : [];
      if (text === null && fields.length === 0) return null;
      const { text: _, fields: __, ...rest } = block;
      return { ...rest, ...(text === null ? {} : { text }), ...(fields.length === 0 ? {} : { fields }) };
    }
    case 'context': {
      const elements = Array.isArray(block.elements) ? fitAll(block.elements, SLACK.elements, SLACK.section) : [];
      return elements.length === 0 ? null : { ...block, elements };
    }
    case 'actions': {
      const elements = Array.isArray(block.elements) ? block.elements.flatMap(fitButton).slice(0, SLACK.actions) : [];
      return elements.length === 0 ? null : { ...block, elements };
    }
    default:
      return block;
  }
}

function fitAll(texts: readonly unknown[], most: number, length: number): unknown[] {
  return texts.flatMap((one) => (isText(one) ? (fitText(one, length) ?? []) : [one])).slice(0, most);
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

/** Cut within no entity, no link and no character. */
export function cutMarkup(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/&[a-z]{0,4}$/, '')
    .replace(/<[^<>]*$/, '');
  return `${kept}…`;
}
