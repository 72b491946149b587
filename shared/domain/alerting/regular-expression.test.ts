import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileMatchers } from './labels';
import { compileExpression, LONGEST_TEXT } from './regular-expression';

const piece = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\w',
  '\\d',
  '\\.',
  '\\x61',
  '\\u{1F600}',
  '\\p{L}',
  '😀',
  '(?:)',
  '^',
  '$',
);
const expression = fc
  .letrec((tie) => ({
    whole: fc.oneof(
      { maxDepth: 4 },
      piece,
      fc.tuple(tie('whole'), tie('whole')).map((both) => both.join('')),
      fc.tuple(tie('whole'), tie('whole')).map((both) => `(${both.join('|')})`),
      fc
        .tuple(tie('whole'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?'))
        .map(([one, sign]) => `(?:${one})${sign}`),
    ),
  }))
  .whole.map(String);

describe('expressions', () => {
  test('mean the same texts as those of the language', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', '😀', '\n'), maxLength: 6 });
    fc.assert(
      fc.property(expression, fc.array(text, { minLength: 1, maxLength: 10 }), (source, texts) => {
        const own = compileExpression(source);
        const theirs = new RegExp(`^(?:${source})$`, 'u');
        if (own === null) return;
        for (const one of texts) expect([source, one, own(one)]).toEqual([source, one, theirs.test(one)]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['(a+)+', '(a|a)*', '(a?){200}a{200}', `${'a*'.repeat(100)}b`, '(.*)*x', '((a*)*)*b'])(
    'take no longer where a text is made for it: %s',
    (source) => {
      const hostile = `${'a'.repeat(LONGEST_TEXT - 1)}!`;
      expect(compileExpression(source)?.(hostile)).toBe(false);
    },
  );

  test.each([
    '(a{100}){100}',
    '(((){999}){999}){999}',
    'a{999999999}',
    '(?=a)a',
    '(?<!a)b',
    '(a)\\1',
    '\\bword',
    '(',
    'a{2',
    '[b-a]',
    '(?<n>a)',
  ])('are refused where they are none, are too many steps, or look elsewhere: %s', (source) => {
    expect(compileExpression(source)).toBeNull();
  });

  test('hold for no text that is longer than any label', () => {
    expect(compileExpression('.*')?.('a'.repeat(LONGEST_TEXT))).toBe(true);
    expect(compileExpression('.*')?.('a'.repeat(LONGEST_TEXT + 1))).toBe(false);
  });
});

test('a matcher that no expression of ours can be made of is refused with its place', () => {
  const named = { label: 'a', op: '=', value: 'x' } as const;
  const compiled = compileMatchers([named, { label: 'title', op: '=~', value: '(a)\\1' }]);
  expect(compiled).toMatchObject({ ok: false, error: { index: 1 } });
  const hostile = compileMatchers([{ label: 'title', op: '=~', value: '(a+)+' }]);
  expect(hostile.ok && hostile.value({ title: `${'a'.repeat(1_000)}!` })).toBe(false);
});
