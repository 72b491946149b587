import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { parseCanonical } from './canonical';

/** Longest entry, in bytes. */
export const LONGEST_ENTRY_BYTES = 65_535;

/** An entry in the form of the format; `value` is all of it, further names included. */
export interface CheckedEntry {
  readonly seq: number;
  /** Wall clock, UTC: `2026-11-23T04:05:06.789Z`. */
  readonly at: string;
  /** Whole milliseconds since the session began. */
  readonly mono: number;
  readonly session: string;
  readonly kind: string;
  readonly actorId: string;
  readonly data: object;
  readonly value: object;
}

/** Checks the bytes of one entry: canonical JSON, and every field as the format wants it. The error is the reason, without a stop. */
export function checkEntry(bytes: Uint8Array): Result<CheckedEntry, string> {
  if (bytes.length > LONGEST_ENTRY_BYTES) return err(`has ${bytes.length} bytes, more than ${LONGEST_ENTRY_BYTES}`);
  if (!isUtf8(bytes)) return err('is not valid UTF-8');
  const parsed = parseCanonical(textOf(bytes));
  return parsed.ok ? checkEntryValue(parsed.value) : parsed;
}

/** Checks the fields of an entry that was parsed from canonical text. */
export function checkEntryValue(value: unknown): Result<CheckedEntry, string> {
  if (!isObject(value)) return err('is not an object');
  const { v, seq, at, mono, session, kind, actor, data } = value;
  if (v !== 1) return err('does not have version 1');
  if (!isWhole(seq)) return err('has no seq');
  if (!isInstant(at)) return err('has no time of the form 2026-11-23T04:05:06.789Z in at');
  if (!isWhole(mono)) return err('has no whole milliseconds in mono');
  if (!isText(session)) return err('names no session');
  if (!isText(kind)) return err('names no kind');
  if (!isObject(actor) || !isText(actor.id)) return err('names no actor');
  if (!isObject(data)) return err('has no data');
  return ok({ seq, at, mono, session, kind, actorId: actor.id, data, value });
}

/** UTF-8 to text; a byte order mark stays, so that it is refused. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isInstant(at: unknown): at is string {
  if (typeof at !== 'string' || !FORM.test(at)) return false;
  const ms = Date.parse(at);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === at;
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
