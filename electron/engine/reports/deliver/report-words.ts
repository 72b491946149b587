import type { LetterForm } from './report-letter';

export interface ReportWords {
  readonly locale: 'en' | 'de';
  readonly report: string;
  readonly period: string;
  readonly framework: string;
  readonly made: string;
  readonly file: string;
  readonly signature: string;
  readonly signed: string;
  readonly unsigned: string;
  readonly key: string;
  readonly note: string;
  readonly rehearsal: string;
  readonly opening: Readonly<Record<LetterForm, string>>;
  readonly link: string;
  readonly noLink: string;
  readonly verify: string;
  size(bytes: number): string;
}

const english: ReportWords = {
  locale: 'en',
  report: 'Report',
  period: 'Period',
  framework: 'Framework',
  made: 'Made at',
  file: 'File',
  signature: 'Signature',
  signed: 'detached, beside the file',
  unsigned: 'none',
  key: 'Verifier key',
  note: 'Note',
  rehearsal: 'REHEARSAL. This report was made in a rehearsal; it is practice and no evidence.',
  opening: {
    attached: 'A report was made. It is attached, with its detached signature.',
    link: 'A report was made. It can be taken from the portal.',
    'too-large': 'A report was made. It is too large for mail and can be taken from the portal.',
    notice: 'A report was made.',
  },
  link: 'Open it here; the portal asks for your access token:',
  noLink: 'Ask the people who run the console for the file, or for the address of its portal.',
  verify:
    'To verify it without trusting the sender: tocsin report verify FILE --vkey KEY, with the key that you were given on another way than this.',
  size: (bytes) => sizeIn(bytes, '.'),
};

const german: ReportWords = {
  locale: 'de',
  report: 'Bericht',
  period: 'Zeitraum',
  framework: 'Rahmenwerk',
  made: 'Erstellt am',
  file: 'Datei',
  signature: 'Signatur',
  signed: 'gesondert, neben der Datei',
  unsigned: 'keine',
  key: 'Prüfschlüssel',
  note: 'Hinweis',
  rehearsal: 'REHEARSAL. Dieser Bericht entstand in einer Probe; er dient der Übung und ist kein Nachweis.',
  opening: {
    attached: 'Ein Bericht wurde erstellt. Er ist angehängt, mit seiner gesonderten Signatur.',
    link: 'Ein Bericht wurde erstellt. Er liegt im Portal bereit.',
    'too-large': 'Ein Bericht wurde erstellt. Für eine E-Mail ist er zu groß; er liegt im Portal bereit.',
    notice: 'Ein Bericht wurde erstellt.',
  },
  link: 'Hier öffnen; das Portal fragt nach Ihrem Zugangstoken:',
  noLink: 'Die Datei oder die Adresse des Portals erhalten Sie von denen, die die Konsole betreiben.',
  verify:
    'So prüfen Sie ihn, ohne dem Absender zu vertrauen: tocsin report verify DATEI --vkey SCHLÜSSEL, mit dem Schlüssel, den Sie auf anderem Weg als diesem erhalten haben.',
  size: (bytes) => sizeIn(bytes, ','),
};

/** German for German readers, English for all others. */
export function reportWordsIn(locale: string): ReportWords {
  return /^de(-|$)/i.test(locale) ? german : english;
}

function sizeIn(bytes: number, point: string): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toFixed(1).replace('.', point)} ${unit}`;
}
