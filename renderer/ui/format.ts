import { locale, t } from '../language/language';
/** Numbers as an operator reads them, in the language in force. The local time zone comes in as an argument where it matters. */

/** `0:07`, `12:20`, then `1 h 04 min`, `2 d 3 h`. Negative counts as zero: clocks differ by a second. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours >= 1) return `${hours} h ${two(minutes % 60)} min`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** One short unit for places where several ages stand side by side: `4s`, `3m`, `2h`, `5d`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

/** For sentences: `just now`, `40 s ago`, `3 min ago`, `2 h ago`, `5 d ago`. */
export function formatAgo(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 5) return t('ui.justNow');
  if (seconds < 60) return t('ui.secondsAgo', { n: seconds });
  if (seconds < 3600) return t('ui.minutesAgo', { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t('ui.hoursAgo', { n: Math.floor(seconds / 3600) });
  return t('ui.daysAgo', { n: Math.floor(seconds / 86_400) });
}

/** Replication lag; null is not measured, which is not zero. */
export function formatLag(seconds: number | null): string {
  if (seconds === null) return t('ui.notMeasured');
  return seconds < 60 ? `${Math.round(seconds)} s` : formatDuration(seconds * 1000);
}

/** `1.4 GB`, decimal units, one digit where it says something. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formatNumber(value, value >= 100 || unit === 0 ? 0 : 1)} ${units[unit]}`;
}

/** Whole milliseconds of a call: `84 ms`, `1.2 s`. */
export function formatLatency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${formatNumber(ms / 1000, 1)} s`;
}

/** `4,000`, `1.5`: with `digits` after the point. */
export function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Both ends of a long id: `s-0a1…9f3c`. Short ids stay whole. */
export function shortenId(id: string, head = 6, tail = 4): string {
  return id.length <= head + tail + 1 ? id : `${id.slice(0, head)}…${id.slice(-tail)}`;
}

/** `14:03:22` in the given zone (the computer's by default). */
export function formatClock(ms: number, timeZone?: string): string {
  return partsOf(ms, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** `14 Mar 14:03`; for lists, where seconds only add noise. */
export function formatMoment(ms: number, timeZone?: string): string {
  return `${formatDay(ms, timeZone)} ${partsOf(ms, timeZone, { hour: '2-digit', minute: '2-digit' })}`;
}

/** `14 Mar 2026`. */
export function formatDate(ms: number, timeZone?: string): string {
  return partsOf(ms, timeZone, { day: 'numeric', month: 'short', year: 'numeric' });
}

function formatDay(ms: number, timeZone?: string): string {
  return partsOf(ms, timeZone, { day: 'numeric', month: 'short' });
}

/** `UTC−5`, `UTC+5:30`, `UTC`. `offsetMinutes` as `Date.getTimezoneOffset` has it: positive west of Greenwich. */
export function formatOffset(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC';
  const minutes = Math.abs(offsetMinutes);
  const rest = minutes % 60 === 0 ? '' : `:${two(minutes % 60)}`;
  return `UTC${offsetMinutes > 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(ms: number, timeZone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${timeZone ?? ''} ${Object.keys(options).join()}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale(), { ...options, hourCycle: 'h23', ...(timeZone === undefined ? {} : { timeZone }) });
    formats.set(key, format);
  }
  return format.format(ms);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
