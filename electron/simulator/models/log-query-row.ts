import { readJson } from './json';
import { fieldOf } from './log-filter';
import type { LogEvent } from './logs';

/** A log event, or a row made of several, by field name. */
export type Values = Readonly<Record<string, unknown>>;
export type QueriedEvent = LogEvent & { readonly group: string };

/** Fields CloudWatch gives every event, and those it finds in lines of Lambda; fields of a JSON line are looked up when asked for. */
export function valuesOf(event: QueriedEvent): Values {
  const own: Record<string, unknown> = {
    '@timestamp': stamp(event.at),
    '@message': event.message,
    '@logStream': event.stream,
    '@log': event.group,
    '@ptr': Buffer.from(event.id).toString('base64'),
    ...lambdaFields(event.message),
  };
  if (!event.message.startsWith('{')) return own;
  const parsed = readJson(event.message);
  return new Proxy(own, {
    get: (target, name) => (typeof name === 'string' ? (target[name] ?? fieldOf(parsed, name)) : undefined),
  });
}

const MEGABYTE = 1_000_000;

/** START, END and REPORT lines say what they are, and a REPORT what the call took: milliseconds and bytes. */
function lambdaFields(message: string): Values {
  const [, type, requestId] = /^(START|END|REPORT) RequestId: (\S+)/.exec(message) ?? [];
  if (type === undefined) return {};
  const measured = (name: string): number => Number(new RegExp(`\\b${name}: ([\\d.]+) `).exec(message)?.[1]);
  const numbers: Record<string, number> = {
    '@duration': Number(/\tDuration: ([\d.]+) ms/.exec(message)?.[1]),
    '@billedDuration': measured('Billed Duration'),
    '@memorySize': measured('Memory Size') * MEGABYTE,
    '@maxMemoryUsed': measured('Max Memory Used') * MEGABYTE,
  };
  const known = Object.entries(numbers).filter(([, value]) => !Number.isNaN(value));
  return { '@type': type, '@requestId': requestId, ...Object.fromEntries(known) };
}

/** `2026-03-14 09:25:11.482` */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 23);
}

export function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
