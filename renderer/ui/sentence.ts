import { language } from '../language/language';

/** A word that stands alone with a capital, within a sentence: English writes it small; German keeps it, since it may be a noun. */
export function inSentence(word: string): string {
  return language() === 'en' ? word.toLowerCase() : word;
}

/** A phrase as the beginning of a sentence. */
export function capital(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

/** What happened, with the reason behind it where there is one. */
export function because(text: string, reason: string | null): string {
  return reason === null ? text : `${text}: ${reason}`;
}
