import { language, localeOf } from '../language/language';
import { formatBytes, formatDuration } from '../ui/format';

/** What a value counts. `Share` is 0 to 1 and shown as percent; `Percent` is 0 to 100. */
export type Unit = 'Count' | 'Seconds' | 'Bytes' | 'Percent' | 'Share';

/** A value as an operator reads it; null is not measured, which is not zero. */
export function valueWords(value: number | null, unit: Unit): string {
  if (value === null || !Number.isFinite(value)) return '—';
  switch (unit) {
    case 'Bytes':
      return formatBytes(value);
    case 'Seconds':
      return secondsWords(value);
    case 'Percent':
      return `${plain(value, value < 10 ? 1 : 0)} %`;
    case 'Share':
      return `${plain(value * 100, 0)} %`;
    case 'Count':
      return plain(value, Math.abs(value) < 10 ? 1 : 0);
  }
}

function secondsWords(value: number): string {
  if (value < 0) return `−${secondsWords(-value)}`;
  if (value === 0) return '0 s';
  if (value < 1) return `${plain(value * 1000, value < 0.01 ? 1 : 0)} ms`;
  return value < 60 ? `${plain(value, value < 10 ? 1 : 0)} s` : formatDuration(value * 1000);
}

/** A number as the language writes it, with at most `digits` behind the point. */
export function plain(value: number, digits: number): string {
  return value.toLocaleString(localeOf(language()), { maximumFractionDigits: digits });
}

/** Money as the language writes it; a currency nobody knows stands behind the number as it came. */
export function moneyWords(value: number, currency: string): string {
  const locale = localeOf(language());
  return /^[A-Z]{3}$/.test(currency)
    ? value.toLocaleString(locale, { style: 'currency', currency })
    : `${value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
}

/** `+12 %`, `−3 %`, `±0 %`. */
export function changeWords(share: number): string {
  const percent = Math.round(share * 100);
  return `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${plain(Math.abs(percent), 0)} %`;
}
