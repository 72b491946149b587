import { unreachable } from '../../lib/unreachable';

/**
 * What a template writes, and so how values are escaped in it. `line`: subjects and titles. `slack` and `card` are JSON whose strings
 * hold Slack's and Adaptive Cards' own markup.
 */
export type Mode = 'line' | 'plain' | 'html' | 'slack' | 'card' | 'json';

/** Longest message that a template may write, in characters. */
const MOST_OUTPUT = 262_144;

/** Stops before a text that loops have made enormous is copied once more. */
export function refuseTooLong(value: unknown): void {
  if (typeof value === 'string' && value.length > MOST_OUTPUT) {
    throw new Error(`the message grows longer than ${MOST_OUTPUT} characters`);
  }
  if (Array.isArray(value)) for (const item of value) refuseTooLong(item);
}

/** Whether a mode writes JSON: values then stand within strings. */
export function writesJson(mode: Mode): boolean {
  return mode === 'slack' || mode === 'card' || mode === 'json';
}

/** A value as it may stand in a message, whatever somebody put into a server's name. */
export function escapeValue(mode: Mode, value: unknown): string {
  const text = textOf(value);
  return writesJson(mode) ? jsonContent(escapeMarkup(mode, text)) : escapeMarkup(mode, text);
}

/** Escaped for the mode's markup alone, not for the JSON around it. */
export function escapeMarkup(mode: Mode, text: string): string {
  const clean = withoutControls(text);
  switch (mode) {
    case 'line':
      return clean.replace(/\s+/g, ' ').trim();
    case 'plain':
    case 'json':
      return clean;
    case 'html':
      return escapeHtml(clean);
    case 'slack':
      return escapeSlack(clean);
    case 'card':
      return escapeCard(clean);
    default:
      return unreachable(mode);
  }
}

/** What a value says: nothing for null, lists with commas, objects as JSON. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      if (value === null) return '';
      return Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value);
    default:
      return '';
  }
}

/** The inside of a JSON string. */
export function jsonContent(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character] ?? '');
}

/** Slack knows three escapes; a word joiner after the at sign keeps `@channel` from calling everybody. */
export function escapeSlack(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=channel|here|everyone|group)/gi, '@\u2060');
}

/** The Markdown of Adaptive Cards. An underscore within a word emphasises nothing, so that names stay as they are. */
function escapeCard(text: string): string {
  return text
    .replace(/[\\*`[\]<>~]/g, '\\$&')
    .replace(
      /(^|[^\p{L}\p{N}_])(_+)|(_+)(?![\p{L}\p{N}_])/gu,
      (_, before: string | undefined, opening: string | undefined, closing) =>
        `${before ?? ''}${(opening ?? closing ?? '').replace(/_/g, '\\_')}`,
    )
    .replace(/@(?=channel|here|everyone|team)/gi, '@\u2060')
    .replace(/^(\s*)(#|\d+\.|[-+](?=\s))/gm, '$1\\$2');
}

/** Control characters and those that turn the direction of writing (a way to make a name look like another); line breaks and tabs stay. */
function withoutControls(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
