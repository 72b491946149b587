import german from '../../../resources/languages/de/report.json';
import english from '../../../resources/languages/en/report.json';
import type { ReportWords } from '../../../shared/domain/reports/section-kind';

export type ReportLanguage = 'en' | 'de';

/** Typed by the English ones, so that a text without its translation does not compile. */
const translated: typeof english = german;
const catalogues: Readonly<Record<ReportLanguage, Readonly<Record<string, string>>>> = { en: english, de: translated };
const locales = { en: 'en-GB', de: 'de-DE' } as const;
const plurals = { en: new Intl.PluralRules('en'), de: new Intl.PluralRules('de') };

/**
 * Words inside reports. `{{name}}` takes a value; numbers are written as the language does; with `count`, `key_one` or `key_other` is
 * meant. A key that nobody wrote is a bug and is thrown.
 */
export function wordsIn(language: ReportLanguage): ReportWords {
  const texts = catalogues[language];
  return (key, values = {}) => {
    const { count } = values;
    const text = typeof count === 'number' ? (texts[`${key}_${plurals[language].select(count)}`] ?? texts[key]) : texts[key];
    if (text === undefined) throw new Error(`There is no text ${key} of reports in ${language}.`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`The text ${key} of reports needs a value ${name}.`);
      return typeof value === 'number' ? value.toLocaleString(locales[language], { maximumFractionDigits: 2 }) : value;
    });
  };
}
