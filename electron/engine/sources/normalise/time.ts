import { type Instant, instantOf } from '../../../../shared/domain/primitives';

/** Epoch numbers below this are seconds, above it milliseconds: the year 5138 in one reading, 1973 in the other. */
const secondsBelow = 1e11;

/**
 * Any time AWS or the platform sends, as an `Instant`; null where it cannot be read. Seen: epoch seconds (DynamoDB, Step Functions),
 * epoch milliseconds (EventBridge), numbers as text, SDK dates, ISO with `Z`, `+00:00`, microseconds, `+0000` (alarms), `+00:00Z`
 * (target accounts).
 */
export function instantFrom(value: unknown): Instant | null {
  if (value instanceof Date) return fromMs(value.getTime());
  if (typeof value === 'number') return fromMs(Math.abs(value) < secondsBelow ? value * 1000 : value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) return instantFrom(Number(text));
  if (!/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return null;
  const iso = text
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d+/, '$1')
    .replace(/([+-]\d{2}):?(\d{2})Z?$/, '$1:$2');
  return fromMs(Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`));
}

function fromMs(ms: number): Instant | null {
  // Beyond the range of a four-digit year an ISO instant changes its form; such a value is nonsense here.
  return Number.isFinite(ms) && ms > -62_135_596_800_000 && ms < 253_402_300_800_000 ? instantOf(ms) : null;
}

const duration =
  /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const unitSeconds = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1];

/**
 * Seconds of an ISO 8601 duration (`P0D`, `PT30S`, `P21DT22H`); null where it cannot be read or was not measured. The DRS model
 * types some lags as a datetime: then the distance from 1970 is meant.
 */
export function durationSeconds(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim().toUpperCase();
  if (/^1970-01-\d{2}T/.test(text)) return secondsSince1970(text);
  const parts = duration.exec(text);
  if (parts === null || text === 'P' || text.endsWith('T')) return null;
  return unitSeconds.reduce((sum, seconds, index) => sum + seconds * Number(parts[index + 1] ?? 0), 0);
}

function secondsSince1970(text: string): number | null {
  const instant = instantFrom(text);
  return instant === null ? null : Date.parse(instant) / 1000;
}
