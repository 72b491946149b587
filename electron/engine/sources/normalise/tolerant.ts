import { z } from 'zod';
import type { Instant } from '../../../../shared/domain/primitives';
import { instantFrom } from './time';

/** `sourceServerID`, `SourceServerId`, `source_server_id` and `source-server-id` are one name. */
function canonical(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/**
 * An object schema that finds its fields under any of AWS's and the platform's spellings and ignores the rest. Where two spellings
 * of one name are present, the exact one wins.
 */
export function tolerant<S extends z.ZodRawShape>(shape: S) {
  const names = new Map(Object.keys(shape).map((name) => [canonical(name), name]));
  return z.preprocess((value) => rename(value, names), z.object(shape));
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  // Every field is there, if only as undefined: whether it may be missing is for its own schema to say.
  const renamed: Record<string, unknown> = Object.fromEntries([...names.values()].map((name) => [name, undefined]));
  for (const [key, field] of Object.entries(value)) {
    const name = names.get(canonical(key));
    if (name !== undefined && (name === key || renamed[name] === undefined)) renamed[name] = field;
  }
  return renamed;
}

/** Text, or null where it is absent, empty or no text at all. */
export const text = z.unknown().transform((value): string | null => {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
});

/** A whole number in any spelling, or null. */
export const whole = z.unknown().transform((value): number | null => {
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? Math.trunc(number) : null;
});

/** A yes or no; EventBridge says it with the texts `TRUE` and `FALSE`. */
export const flag = z.unknown().transform((value): boolean | null => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : null;
});

/** A time in any form, or null. */
export const moment = z.unknown().transform((value): Instant | null => instantFrom(value));

/** A list whose unreadable elements are left out; anything else is an empty list. */
export function listOf<T extends z.ZodType>(element: T) {
  return z.unknown().transform((value): z.output<T>[] => {
    if (!Array.isArray(value)) return [];
    return value.flatMap((entry) => {
      const parsed = element.safeParse(entry);
      return parsed.success ? [parsed.data] : [];
    });
  });
}

/** An id: text that is not empty. */
export const id = z.string().min(1);

/** A status as it is spelled, in upper case; `fallback` where there is none. */
export function statusOr(fallback: string) {
  return text.transform((value) => value?.toUpperCase() ?? fallback);
}
