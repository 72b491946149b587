/**
 * How a text travels by SMS. The GSM alphabet holds 160 characters in one part, 153 in each of several; everything else forces the
 * whole text into UCS-2, with 70 and 67. Pure, since the template editor counts with it too.
 */
export type SmsEncoding = 'GSM-7' | 'UCS-2';

export interface SmsShape {
  readonly encoding: SmsEncoding;
  /** Parts the carrier charges for; an empty text is one. */
  readonly segments: number;
  /** Septets or 16-bit units used by the text. */
  readonly units: number;
  /** What one part holds when there are this many of them. */
  readonly perSegment: number;
}

/** Characters SNS takes in one publish; it splits them into parts itself. */
export const MOST_SMS_CHARACTERS = 1_600;

const CAPACITY = { 'GSM-7': { alone: 160, joined: 153 }, 'UCS-2': { alone: 70, joined: 67 } } as const;

/** 3GPP TS 23.038, 6.2.1: the default alphabet without the escape. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Reached through the escape: two septets each. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/** Typographic characters and what says the same in the GSM alphabet. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  [
    ['\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u2039\u203a', "'"],
    ['\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb', '"'],
    ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-'],
    ['\u2026', '...'],
    ['\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t', ' '],
    ['\u200b\u200c\u2060\ufeff\u00ad', ''],
    ['\u2022\u00b7\u25cf\u25aa', '*'],
    ['\u2192', '->'],
    ['\u2190', '<-'],
    ['\u00d7', 'x'],
    ['\u2264', '<='],
    ['\u2265', '>='],
    ['\u00a9', '(c)'],
    ['\u00ae', '(R)'],
    ['\u2122', '(TM)'],
  ].flatMap(([from = '', to = '']) => [...from].map((character) => [character, to] as const)),
);

/** Letters that do not come apart into a base and a mark. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', œ: 'oe', Œ: 'OE', ı: 'i', ĳ: 'ij', þ: 'th', Þ: 'Th', ð: 'd', Ð: 'D' }),
);

/** Encoding and number of parts of a text, as the carrier counts them. */
export function measureSms(text: string): SmsShape {
  const encoding: SmsEncoding = isGsm(text) ? 'GSM-7' : 'UCS-2';
  const costs = [...text].map((character) => (encoding === 'GSM-7' ? septets(character) : character.length));
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const { alone, joined } = CAPACITY[encoding];
  if (units <= alone) return { encoding, segments: 1, units, perSegment: alone };
  return { encoding, segments: packed(costs, joined), units, perSegment: joined };
}

/**
 * The text as it is worth sending: typographic characters and, where that saves the whole text from UCS-2, accents are replaced by what
 * the GSM alphabet has. Never takes more parts than before.
 */
export function transliterate(text: string): string {
  if (isGsm(text)) return text;
  const plain = replaced(text, PLAIN);
  const bare = isGsm(plain) ? plain : withoutMarks(plain);
  return isGsm(bare) && measureSms(bare).segments <= measureSms(text).segments ? bare : text;
}

/** A text made ready for at most `segments` parts, and where it must be cut, cut between whole characters with dots at its end. */
export function fitSms(text: string, segments: number): SmsShape & { readonly text: string; readonly isCut: boolean } {
  const whole = transliterate(withoutControls(text));
  if (fits(whole, segments)) return { ...measureSms(whole), text: whole, isCut: false };
  const characters = graphemes(whole.slice(0, MOST_SMS_CHARACTERS));
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(ended(characters, middle), segments)) low = middle;
    else high = middle - 1;
  }
  const cut = ended(characters, low);
  return { ...measureSms(cut), text: cut, isCut: true };
}

/** The beginning of a text in at most `size` units as `sizeOf` counts them, never within what people see as one character. */
export function cutWhole(text: string, size: number, sizeOf: (text: string) => number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += sizeOf(character);
    if (used > size) return text.slice(0, boundaryBefore(text, end));
    end += character.length;
  }
  return text;
}

/** More than people put into one character; looking at the whole of a long text for its characters takes seconds. */
const WINDOW = 128;

/** The last place at or before `at` where a character as people see it begins. */
function boundaryBefore(text: string, at: number): number {
  const from = Math.max(0, at - WINDOW);
  const found = segmenter.segment(text.slice(from, at + WINDOW)).containing(at - from);
  return found === undefined ? at : from + found.index;
}

function fits(text: string, segments: number): boolean {
  return text.length <= MOST_SMS_CHARACTERS && measureSms(text).segments <= segments;
}

function ended(characters: readonly string[], count: number): string {
  return `${characters.slice(0, count).join('').trimEnd()}...`;
}

function isGsm(text: string): boolean {
  for (const character of text) if (!BASIC.has(character) && !EXTENDED.has(character)) return false;
  return true;
}

function septets(character: string): number {
  return EXTENDED.has(character) ? 2 : 1;
}

/** Parts needed when no character may be broken over two of them. */
function packed(costs: readonly number[], capacity: number): number {
  let segments = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > capacity) {
      segments += 1;
      used = 0;
    }
    used += cost;
  }
  return segments;
}

function replaced(text: string, by: ReadonlyMap<string, string>): string {
  let out = '';
  for (const character of text) out += by.get(character) ?? character;
  return out;
}

function withoutMarks(text: string): string {
  let out = '';
  for (const character of replaced(text, LETTERS)) {
    out += BASIC.has(character) || EXTENDED.has(character) ? character : character.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return out;
}

/** Control characters mean nothing to a phone; line breaks become plain ones. */
function withoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
