import { sayLength } from '../../../shared/domain/detection/sparse/say-duration';
import type { WatchedMetric } from '../../../shared/domain/detection/watched';

const MIB = 1024 * 1024;

/** A value for people: `14 min`, `3.2 GiB`, `12 a minute`. */
export function sayValue(value: number, unit: WatchedMetric['unit']): string {
  switch (unit) {
    case 'Seconds':
      return Math.abs(value) < 10 ? `${rounded(value)} s` : sayLength(value);
    case 'Bytes':
      return Math.abs(value) < 1024 * MIB ? `${rounded(value / MIB)} MiB` : `${rounded(value / MIB / 1024)} GiB`;
    case 'Per minute':
      return `${rounded(value)} a minute`;
    case 'Percent':
      return `${rounded(value)} %`;
    case 'Count':
      return rounded(value);
  }
}

/** Where values are expected: `up to 45 s`, `3 to 40 a minute`. None of these values can be below zero. */
export function sayExpected({ low, high }: { readonly low: number; readonly high: number }, unit: WatchedMetric['unit']): string {
  const top = sayValue(Math.max(0, high), unit);
  if (low <= 0) return high <= 0 ? top : `up to ${top}`;
  const bottom = sayValue(low, unit);
  return bottom === top ? `about ${top}` : `${bottom} to ${top}`;
}

/** Two digits that say something. */
function rounded(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 10 || size === 0 ? 0 : size >= 1 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}
