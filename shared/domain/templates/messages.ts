import { textOf } from './escape';
import { localeChain } from './locale-chain';
import { pluralOf } from './locale-format';
import de from './messages/de.json';
import en from './messages/en.json';
import es from './messages/es.json';
import fr from './messages/fr.json';
import ja from './messages/ja.json';
import pt from './messages/pt.json';

export type Messages = Readonly<Record<string, string>>;

/** The words of the shipped templates. To add a language: a file with every key of the English one, and a line here. */
export const catalogues: Readonly<Record<string, Messages>> = { en, de, ja, es, fr, pt };

export type Parameters = Readonly<Record<string, unknown>>;

/** The language whose words a locale gets: the first of its chain that ships. */
export function shippedLanguage(locale: string): string {
  return localeChain(locale).find((one) => Object.hasOwn(catalogues, one)) ?? 'en';
}

/** The words for a key, or null where no catalogue of the chain has it. */
export function findMessage(key: string, locale: string): string | null {
  for (const one of localeChain(locale)) {
    const words = catalogues[one];
    if (words !== undefined && Object.hasOwn(words, key)) return words[key] ?? null;
  }
  return null;
}

/**
 * The words for a key with `{name}` replaced by its parameter. With a `count`, the form of its plural (`key.one`, `key.other`) is
 * taken. An unknown key is shown as it is, so that a slip is seen and nothing is lost.
 */
export function translate(key: string, locale: string, parameters: Parameters = {}): string {
  const { count } = parameters;
  const plural = typeof count === 'number' ? findMessage(`${key}.${pluralOf(count, shippedLanguage(locale))}`, locale) : null;
  const other = typeof count === 'number' ? findMessage(`${key}.other`, locale) : null;
  const words = plural ?? other ?? findMessage(key, locale);
  if (words === null) return key;
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = textOf(parameters[name]);
    return text === '' ? '–' : text;
  });
}

/** A word of AWS, of DRS or of ours (`FAILED`, `STALLED`) in the reader's language; one nobody knows stays as it is. */
export function translateWord(word: unknown, locale: string): string {
  const text = textOf(word);
  return findMessage(`word.${text.toUpperCase().replace(/[^A-Z0-9]+/g, '-')}`, locale) ?? text;
}
