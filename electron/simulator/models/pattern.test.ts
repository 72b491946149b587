import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from './pattern';

function matches(pattern: unknown, event: unknown): boolean {
  const compiled = compilePattern(JSON.stringify(pattern));
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value(event);
}
function reason(pattern: unknown): string | null {
  const compiled = compilePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
  return compiled.ok ? null : compiled.error;
}

describe('conditions', () => {
  const cases: readonly (readonly [string, unknown, unknown, boolean])[] = [
    ['exact', { a: ['x'] }, { a: 'x' }, true],
    ['a number is not its text', { a: [1] }, { a: '1' }, false],
    ['null and booleans', { a: [null], b: [true] }, { a: null, b: true }, true],
    ['nested', { detail: { state: ['FAILED'] } }, { detail: { state: 'FAILED' } }, true],
    ['nested through a list of objects', { a: { b: [2] } }, { a: [{ b: 1 }, { b: 2 }] }, true],
    ['any element of a list', { resources: [{ prefix: 'arn:aws:drs' }] }, { resources: ['x', 'arn:aws:drs:1'] }, true],
    ['suffix', { a: [{ suffix: '-dev' }] }, { a: 'topic-dev' }, true],
    ['prefix without case', { a: [{ prefix: { 'equals-ignore-case': 'AB' } }] }, { a: 'abc' }, true],
    ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'TRUE' }] }, { a: 'true' }, true],
    ['wildcard', { a: [{ wildcard: 's-*-x*' }] }, { a: 's-123-xyz' }, true],
    ['wildcard takes dots literally', { a: [{ wildcard: 'a.b*' }] }, { a: 'axb' }, false],
    ['anything-but a list', { a: [{ 'anything-but': ['start', 'pause'] }] }, { a: 'fail' }, true],
    ['anything-but needs the key', { a: [{ 'anything-but': ['start'] }] }, {}, false],
    ['anything-but a prefix', { a: [{ 'anything-but': { prefix: 'st' } }] }, { a: 'start' }, false],
    ['anything-but several suffixes', { a: [{ 'anything-but': { suffix: ['t', 'l'] } }] }, { a: 'fail' }, false],
    ['numeric range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
    ['numeric outside', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5.1 }, false],
    ['numeric wants numbers', { a: [{ numeric: ['=', 5] }] }, { a: '5' }, false],
    ['exists', { a: [{ exists: true }] }, { a: null }, true],
    ['exists not', { a: [{ exists: false }] }, { a: 0 }, false],
    ['absent', { a: [{ exists: false }] }, {}, true],
    ['absent below an absent parent', { a: { b: [{ exists: false }] } }, {}, true],
    ['exists looks at leaves only', { a: [{ exists: true }] }, { a: { b: 1 } }, false],
    ['$or', { $or: [{ a: ['x'] }, { b: [{ numeric: ['>', 1] }] }] }, { a: 'y', b: 2 }, true],
    ['$or beside a key', { c: ['z'], $or: [{ a: ['x'] }, { b: ['y'] }] }, { a: 'x' }, false],
    ['an inherited property is no field', { toString: [{ exists: true }] }, {}, false],
  ];
  test.each(cases)('%s', (_rule, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe('what is no pattern', () => {
  test.each([
    ['text', 'no json'],
    ['a list', []],
    ['an empty object', {}],
    ['a bare value', { a: 'x' }],
    ['an empty list', { a: [] }],
    ['an unknown match type', { a: [{ prefx: 'x' }] }],
    ['two match types at once', { a: [{ prefix: 'x', suffix: 'y' }] }],
    ['a half comparison', { a: [{ numeric: ['>'] }] }],
    ['$or of one', { $or: [{ a: ['x'] }] }],
    ['mixed anything-but', { a: [{ 'anything-but': [true] }] }],
  ])('%s', (_what, pattern) => {
    expect(reason(pattern)).not.toBeNull();
  });
});

describe('properties', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const event = fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== '$or' && key !== '__proto__'),
    scalar,
    { minKeys: 1 },
  );

  test('an event matches the pattern made of its own values', () => {
    fc.assert(
      fc.property(event, (fields) =>
        matches(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, [value]])), fields),
      ),
    );
  });

  test('more accepted values never match less, and more keys never match more', () => {
    fc.assert(
      fc.property(event, scalar, scalar, (fields, first, second) => {
        const [key = ''] = Object.keys(fields);
        const narrow = matches({ [key]: [first] }, fields);
        if (narrow) expect(matches({ [key]: [first, second] }, fields)).toBe(true);
        if (!narrow) expect(matches({ [key]: [first], other: [{ exists: false }] }, fields)).toBe(false);
      }),
    );
  });

  test('anything-but is the opposite of exact, for texts that are there', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, wanted) => {
        expect(matches({ a: [{ 'anything-but': [wanted] }] }, { a: value })).toBe(!matches({ a: [wanted] }, { a: value }));
      }),
    );
  });

  test('no JSON at all makes it throw', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (pattern, text) => {
        const compiled = compilePattern(pattern);
        if (compiled.ok) expect(typeof compiled.value(JSON.parse(text))).toBe('boolean');
      }),
    );
  });
});
