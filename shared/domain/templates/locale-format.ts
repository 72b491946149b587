/** Times, spans and numbers as a language writes them. Makers are kept: making one costs more than a hundred uses. */

const kept = new Map<string, unknown>();

function keep<T>(make: () => T, is: (value: unknown) => value is T, ...key: readonly string[]): T {
  const name = key.join('|');
  const known = kept.get(name);
  if (is(known)) return known;
  const made = make();
  if (kept.size > 500) kept.clear();
  kept.set(name, made);
  return made;
}

const isDates = (value: unknown): value is Intl.DateTimeFormat => value instanceof Intl.DateTimeFormat;
const isNumbers = (value: unknown): value is Intl.NumberFormat => value instanceof Intl.NumberFormat;
const isRelative = (value: unknown): value is Intl.RelativeTimeFormat => value instanceof Intl.RelativeTimeFormat;
const isPlurals = (value: unknown): value is Intl.PluralRules => value instanceof Intl.PluralRules;

export type TimeStyle = 'full' | 'short' | 'seconds' | 'date';

const styles: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  full: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  short: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
};

/** `2026-03-14T09:25:11.000Z` → `14 Mar 2026, 10:25 CET`; empty for what is no moment. An unknown zone is UTC. */
export function formatTime(instant: unknown, style: TimeStyle, locale: string, zone: string): string {
  const ms = epochMs(instant);
  if (ms === null) return '';
  return keep(() => makeDates(style, locale, zone), isDates, 'time', style, locale, zone).format(ms);
}

/** English alone would put the month first, as the United States do. */
function languageOf(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

/** 24 hours, whatever the country: nobody in a war room should have to look for am and pm. */
function makeDates(style: TimeStyle, locale: string, zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = { ...styles[style], hourCycle: 'h23' };
  try {
    return new Intl.DateTimeFormat(languageOf(locale), { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}

/** Epoch milliseconds of an ISO text or a number of milliseconds; null for anything else. */
export function epochMs(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN;
  // Beyond this, dates do not exist.
  return Math.abs(ms) <= 8.64e15 ? ms : null;
}

const SPANS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds as the two largest units: `1 hr 4 min`. Empty for what is no number. */
export function formatDuration(seconds: unknown, locale: string): string {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return '';
  let rest = Math.round(Math.abs(seconds));
  const first = SPANS.findIndex(([, size]) => rest >= size);
  if (first === -1) return formatUnit(0, 'second', locale);
  const parts = SPANS.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : formatUnit(count, unit, locale);
  });
  return parts.filter((part) => part !== '').join(' ');
}

function formatUnit(count: number, unit: string, locale: string): string {
  const make = () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return keep(make, isNumbers, 'unit', unit, locale).format(count);
}

/** `12 min. ago` from one moment to another, in the largest unit that fits. */
export function formatRelative(instant: unknown, now: unknown, locale: string): string {
  const [from, to] = [epochMs(instant), epochMs(now)];
  if (from === null || to === null) return '';
  const seconds = Math.round((from - to) / 1000);
  const [unit, size] = SPANS.find(([, each]) => Math.abs(seconds) >= each) ?? SPANS[3];
  const make = () => new Intl.RelativeTimeFormat(languageOf(locale), { numeric: 'always', style: 'short' });
  return keep(make, isRelative, 'relative', locale).format(Math.trunc(seconds / size), unit);
}

/** A share of 1 as a percentage without decimals. */
export function formatPercent(share: unknown, locale: string): string {
  if (typeof share !== 'number' || !Number.isFinite(share)) return '';
  return keep(() => new Intl.NumberFormat(locale, { style: 'percent' }), isNumbers, 'percent', locale).format(share);
}

export function pluralOf(count: number, locale: string): Intl.LDMLPluralRule {
  return keep(() => new Intl.PluralRules(locale), isPlurals, 'plural', locale).select(count);
}
