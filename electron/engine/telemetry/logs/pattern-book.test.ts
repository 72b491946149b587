import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepMs } from '../../../../shared/domain/logs/error-pattern';
import { ContextId, instantOf } from '../../../../shared/domain/primitives';
import { createPatternBook } from './pattern-book';

const contextId = ContextId.parse('payroll@us-east-1');
const line = (text: string, atMs: number) => ({ contextId, logGroup: '/aws/lambda/x', atMs, text });

test('a new pattern is news until it was recorded, and a burst of it is news again', () => {
  const book = createPatternBook();
  book.count(line('[ERROR] job 17 failed', 1_000));
  book.count(line('[ERROR] job 18 failed', 2_000));
  const [first, ...more] = book.news(contextId, instantOf(3_000));
  expect(more).toEqual([]);
  expect(first).toMatchObject({ pattern: '[ERROR] job <n> failed', why: 'new', count: 2, sample: '[ERROR] job 18 failed' });
  expect(book.news(contextId, instantOf(4_000))).toHaveLength(1);
  book.told(first === undefined ? [] : [first]);
  expect(book.news(contextId, instantOf(5_000))).toEqual([]);
  const later = 10 * stepMs;
  for (let n = 0; n < 20; n += 1) book.count(line(`[ERROR] job ${n} failed`, later + n));
  expect(book.news(contextId, instantOf(later + 100))).toMatchObject([{ why: 'burst', count: 22 }]);
});

test('what a former session counted is not counted again, and what came after it is', () => {
  const before = createPatternBook();
  before.count(line('[ERROR] a', 5_000));
  const told = before.news(contextId, instantOf(6_000));
  const book = createPatternBook();
  book.resume(told);
  book.count(line('[ERROR] a', 5_000));
  book.count(line('[ERROR] a', 7_000));
  expect(book.list(contextId, 8_000)).toMatchObject([{ count: 2, firstAt: instantOf(5_000), lastAt: instantOf(7_000) }]);
  expect(book.news(contextId, instantOf(8_000))).toEqual([]);
});

test('however many kinds of errors there are, memory and news stay bounded', () => {
  const book = createPatternBook();
  for (let n = 0; n < 3_000; n += 1) book.count(line(`[ERROR] ${'x'.repeat(1 + (n % 250))} ${'y'.repeat(n % 40)} failed`, n));
  expect(book.list(null, 3_000).length).toBeLessThanOrEqual(1_000);
  expect(book.news(contextId, instantOf(3_000))).toHaveLength(20);
});

test('counts add up to the lines that were given, whatever their order', () => {
  const lines = fc.array(fc.record({ text: fc.constantFrom('[ERROR] a 1', '[ERROR] a 2', '[ERROR] b'), at: fc.nat(10_000_000) }));
  fc.assert(
    fc.property(lines, (given) => {
      const book = createPatternBook();
      for (const { text, at } of given) book.count(line(text, at));
      expect(book.list(null, 0).reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
    }),
  );
});
