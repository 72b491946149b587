import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';

/** What one entry of the audit log says, before it has its place in the log. Secrets are masked before they get here. */
export interface AuditFields {
  /** Wall clock, also in a rehearsal. */
  readonly at: Instant;
  /** Whole milliseconds of the monotonic clock since the session began. */
  readonly mono: number;
  readonly session: string;
  /** Dotted name of what happened. */
  readonly kind: string;
  readonly actor: Readonly<Record<string, string>> & { readonly id: string };
  readonly data: Readonly<Record<string, unknown>>;
}

/** An entry as it is kept: the bytes are the leaf and are never rebuilt for hashing. */
export interface AuditEntry {
  readonly seq: number;
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly leafHash: Uint8Array;
}

export interface AuditError {
  readonly code: 'not-canonical' | 'too-large';
  readonly message: string;
}

const LONGEST_ENTRY_BYTES = 65_535;
const LEAF_PREFIX = Uint8Array.of(0);

/** Makes the entry at index `seq`: canonical JSON (RFC 8785) in UTF-8, and its leaf hash SHA-256(00 ‖ bytes). */
export function auditEntry(seq: number, fields: AuditFields): Result<AuditEntry, AuditError> {
  const text = canonical({ v: 1, seq, ...fields, data: withExactNumbers(fields.data) });
  if (!text.ok) return text;
  const bytes = Buffer.from(text.value, 'utf8');
  if (bytes.length > LONGEST_ENTRY_BYTES) return err({ code: 'too-large', message: `${bytes.length} bytes` });
  return ok({ seq, kind: fields.kind, bytes, leafHash: leafHashOf(bytes) });
}

export function leafHashOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF_PREFIX).update(bytes).digest();
}

/** NaN, infinities, lone surrogates and circles have no canonical form. */
function canonical(value: unknown): Result<string, AuditError> {
  try {
    const text = canonicalize(value);
    return text === undefined ? err({ code: 'not-canonical', message: 'nothing to write' }) : ok(text);
  } catch (thrown) {
    return err({ code: 'not-canonical', message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

/** Whole numbers beyond ±(2^53 − 1) become strings: readers in other languages would round them. */
function withExactNumbers(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value).toString() : value;
  if (Array.isArray(value)) return value.map(withExactNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withExactNumbers(inner)]));
}
