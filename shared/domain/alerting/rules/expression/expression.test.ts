import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from './calculate';
import { type Expression, metricsIn, parseExpression } from './parse';
import { rangeOf } from './range';

function valued(text: string, metrics: Readonly<Record<string, number | null>> = {}): number | null | string {
  const parsed = parseExpression(text);
  return parsed.ok ? calculate(parsed.value, (name) => metrics[name] ?? null) : parsed.error;
}

test.each([
  ['m1 / m2 * 100', { m1: 1, m2: 4 }, 25],
  ['m1 + m2 * 3 - 1', { m1: 1, m2: 2 }, 6],
  ['(m1 + m2) * 3', { m1: 1, m2: 2 }, 9],
  ['-m1 % 4', { m1: 6 }, -2],
  ['min(m1, m2, 3) + max(m1, m2) + avg(m1, m2) + sum(1, 2) + abs(-1)', { m1: 2, m2: 4 }, 2 + 4 + 3 + 3 + 1],
  ['m1 > 3 && m2 <= 2', { m1: 4, m2: 2 }, 1],
  ['m1 > 3 && m2 <= 2', { m1: 3, m2: null }, 0],
  ['m1 > 3 && m2 <= 2', { m1: 4, m2: null }, null],
  ['m1 > 3 || m2 <= 2', { m1: 4, m2: null }, 1],
  ['!(m1 == 4)', { m1: 4 }, 0],
  ['m1 / (m1 + m2)', { m1: null, m2: 1 }, null],
  ['fill(m1, 0) / (fill(m1, 0) + m2)', { m1: null, m2: 1 }, 0],
  ['m1 / m2', { m1: 1, m2: 0 }, null],
])('%s with %j is %s', (text, metrics, expected) => {
  expect(valued(text, metrics)).toBe(expected);
});

test.each([
  'm1.constructor',
  'm1["x"]',
  '[1, 2]',
  '"text"',
  'this',
  'm1 ? 1 : 2',
  'm1 | 2',
  'm1 ** 2',
  'constructor(1)',
  'min()',
  'fill(1)',
  'm1 = 2',
  'm1; m2',
  'm1 m2',
  '(m1',
  '',
  `${'('.repeat(400)}1${')'.repeat(50)}`,
  `${'-'.repeat(200)}1`,
])('%s is refused in words', (text) => {
  expect(valued(text)).toEqual(expect.any(String));
});

test('names the metrics it speaks of', () => {
  const parsed = parseExpression('m1 / max(m2, fill(m3, 0)) > 2 && m1 < 3');
  expect(parsed.ok && [...metricsIn(parsed.value)].sort()).toEqual(['m1', 'm2', 'm3']);
});

const anExpression = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: -5, max: 5 }).map((value): Expression => ({ type: 'number', value })),
    fc.constantFrom('m1', 'm2').map((name): Expression => ({ type: 'metric', name })),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', '%', '<', '>=', '==', '!=', '&&', '||'), tie('expression'), tie('expression'))
      .map(([operator, left, right]): Expression => ({ type: 'binary', operator, left, right })),
    fc
      .tuple(fc.constantFrom('min', 'max', 'avg', 'sum', 'fill'), tie('expression'), tie('expression'))
      .map(([name, one, other]): Expression => ({ type: 'call', name, of: [one, other] })),
    tie('expression').map((of): Expression => ({ type: 'call', name: 'abs', of: [of] })),
    tie('expression').map((of): Expression => ({ type: 'negative', of })),
  ),
})).expression;

test('no value lies outside the range that was foretold', () => {
  fc.assert(
    fc.property(anExpression, fc.nat(9), fc.nat(9), (expression, m1, m2) => {
      const value = calculate(expression, (name) => (name === 'm1' ? m1 : m2));
      const { least, most } = rangeOf(expression, () => ({ least: 0, most: Number.POSITIVE_INFINITY }));
      if (value === null) return;
      expect(value).toBeGreaterThanOrEqual(least - 1e-9);
      expect(value).toBeLessThanOrEqual(most + 1e-9);
    }),
    { numRuns: 2_000 },
  );
});
