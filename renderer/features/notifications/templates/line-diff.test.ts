import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff } from './line-diff';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('both texts can be read out of their comparison', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const read = (not: string) =>
        lines
          .filter(({ kind }) => kind !== not)
          .map((line) => line.text)
          .join('\n');
      expect(read('new')).toBe(before);
      expect(read('gone')).toBe(after);
    }),
  );
});

test('what is the same is not called changed', () => {
  expect(lineDiff('one\ntwo\nthree', 'one\n2\nthree').map(({ kind, text: line }) => `${kind} ${line}`)).toEqual([
    'same one',
    'gone two',
    'new 2',
    'same three',
  ]);
});
