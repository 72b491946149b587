import canonicalize from 'canonicalize';
import { err, ok, type Result } from '../../../../shared/lib/result';

/** Canonical JSON (RFC 8785). NaN, infinities, lone surrogates, circles and what is nested too deeply have none: one sentence says so. */
export function canonicalJson(value: unknown): Result<string, string> {
  try {
    const text = canonicalize(value);
    return text === undefined ? err('nothing to write') : ok(text);
  } catch (thrown) {
    return err(thrown instanceof RangeError ? 'nested too deeply' : thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/**
 * The value of a text that is in canonical form: parsed and written again, it gives the same text. That refuses every other spelling, and a
 * name that occurs twice. The error is the reason, without a stop.
 */
export function parseCanonical(text: string): Result<unknown, string> {
  try {
    const value: unknown = JSON.parse(text);
    // The engine's own writer keeps the order of names and spells all the rest as RFC 8785 does, but for lone surrogates.
    if (JSON.stringify(value) === text && !text.includes('\\ud') && namesAreSorted(value)) return ok(value);
    return canonicalize(value) === text ? ok(value) : err('is not in canonical form');
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return err('is not JSON');
    if (thrown instanceof RangeError) return err('is nested too deeply');
    return err('is not in canonical form');
  }
}

function namesAreSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(namesAreSorted);
  let last: string | null = null;
  for (const [name, inner] of Object.entries(value)) {
    if (last !== null && name < last) return false;
    last = name;
    if (!namesAreSorted(inner)) return false;
  }
  return true;
}
