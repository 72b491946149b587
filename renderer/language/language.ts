import { createInstance, type FormatterModule } from 'i18next';
import type { Settings } from '../../shared/domain/settings';
import { type Catalogues, english, german } from './catalogues';

export type Language = Settings['language'];

/** A text by room and name, such as `live.title`. Texts with a count are kept as `…_one` and `…_other`, and asked for without it. */
export type TextKey = {
  [Room in keyof Catalogues & string]: `${Room}.${Singular<keyof Catalogues[Room] & string>}`;
}[keyof Catalogues & string];
type Singular<Name extends string> = Name extends `${infer Stem}_${'one' | 'other'}` ? Stem : Name;

/** What stands between `{{` and `}}`; `count` chooses between one and several. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Numbers, the count among them, are written as the language does. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown) => (typeof value === 'number' ? value.toLocaleString(locale()) : String(value)),
};

const texts = createInstance().use(numbers);
void texts.init({
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(english),
  resources: { en: english, de: german },
  nsSeparator: '.',
  keySeparator: false,
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false, alwaysFormat: true },
});

/**
 * The text in the language in force. Call it while drawing, never when a module is loaded: the whole page is drawn anew when the
 * language changes, and only what is asked for then follows.
 */
export function t(key: TextKey, values?: TextValues): string {
  if (values !== undefined) return texts.t(key, values);
  const known = plain.get(key);
  if (known !== undefined) return known;
  const text = texts.t(key);
  plain.set(key, text);
  return text;
}

/** Texts without values in the language in force: a table asks for the same few hundreds of times with each delta. */
const plain = new Map<TextKey, string>();

export function language(): Language {
  return texts.language === 'de' ? 'de' : 'en';
}

/** For `Intl`: day before month and 24 hours in both. */
export function localeOf(of: Language): 'en-GB' | 'de-DE' {
  return of === 'de' ? 'de-DE' : 'en-GB';
}

/** For `Intl`, in the language in force. */
export function locale(): 'en-GB' | 'de-DE' {
  return localeOf(language());
}

/** Takes hold at the next drawing; `startPage` draws everything anew. */
export function speak(next: Language): void {
  plain.clear();
  void texts.changeLanguage(next);
}
