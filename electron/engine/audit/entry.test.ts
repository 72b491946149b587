import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../shared/domain/primitives';
import { type AuditFields, auditEntry } from './entry';

const fields: AuditFields = {
  at: instantOf(Date.parse('2026-11-23T04:05:06.789Z')),
  mono: 12,
  session: 'ses_1',
  kind: 'execution.started',
  actor: { id: 'tocsin', type: 'engine' },
  data: { executionId: 'e1' },
};

function textOf(given: Partial<AuditFields>): string {
  const entry = auditEntry(3, { ...fields, ...given });
  return entry.ok ? Buffer.from(entry.value.bytes).toString('utf8') : entry.error.code;
}

describe('an audit entry', () => {
  test('is canonical JSON with the names of the format, sorted', () => {
    expect(textOf({})).toBe(
      '{"actor":{"id":"tocsin","type":"engine"},"at":"2026-11-23T04:05:06.789Z","data":{"executionId":"e1"},"kind":"execution.started","mono":12,"seq":3,"session":"ses_1","v":1}',
    );
  });

  test('has the leaf hash of a zero byte and its bytes', () => {
    const entry = auditEntry(0, fields);
    if (!entry.ok) throw new Error(entry.error.message);
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.from([0]), entry.value.bytes]))
      .digest('hex');
    expect(Buffer.from(entry.value.leafHash).toString('hex')).toBe(expected);
  });

  test.each([
    ['a lone surrogate', { data: { name: '\ud800' } }, 'not-canonical'],
    ['a lone surrogate in a name', { data: { '\udc00': 1 } }, 'not-canonical'],
    ['not a number', { data: { a: Number.NaN } }, 'not-canonical'],
    ['infinity', { data: { a: [Number.POSITIVE_INFINITY] } }, 'not-canonical'],
    ['more than 65,535 bytes', { data: { a: 'é'.repeat(33_000) } }, 'too-large'],
  ])('refuses %s', (_name, given, code) => {
    expect(textOf(given)).toBe(code);
  });

  test('writes whole numbers that others would round as strings', () => {
    expect(textOf({ data: { big: 2 ** 60, safe: 2 ** 53 - 1, part: 1e21 + 0.5, half: 0.5 } })).toContain(
      '"data":{"big":"1152921504606846976","half":0.5,"part":"1000000000000000000000","safe":9007199254740991}',
    );
  });

  test('gives the same bytes when parsed and written again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (data) => {
        const first = auditEntry(3, { ...fields, data });
        if (!first.ok) return;
        const parsed = JSON.parse(Buffer.from(first.value.bytes).toString('utf8'));
        const second = auditEntry(3, { ...fields, data: parsed.data });
        expect(second).toEqual(first);
      }),
    );
  });
});
