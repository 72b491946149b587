import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Inhibition } from '../settings';
import { inhibitionCycle } from './cycles';
import { matcherOf, matchersOf, matchersText } from './matcher-text';
import { shippedInhibitions } from './shipped-inhibitions';

describe('matchers as text', () => {
  test('are read with quotes and without, with braces and without', () => {
    expect(matchersOf('{plan="Payroll, DR", wave=~"1|2"}')).toEqual({
      ok: true,
      value: [
        { label: 'plan', op: '=', value: 'Payroll, DR' },
        { label: 'wave', op: '=~', value: '1|2' },
      ],
    });
    expect(matcherOf('kind!=security')).toEqual({ ok: true, value: { label: 'kind', op: '!=', value: 'security' } });
    expect(matcherOf('region=""')).toMatchObject({ ok: true, value: { value: '' } });
  });

  test.each(['', '{}', 'plan', '="x"', 'plan="x" wave="1"', 'plan="x'])('are refused where they are none: %s', (text) => {
    expect(matchersOf(text).ok).toBe(false);
  });

  test('are read at once, whatever somebody made up to be slow', () => {
    const begun = performance.now();
    for (const text of [`a${' '.repeat(3_990)}{`, `a=${' '.repeat(3_990)}{`, `a="${'\\'.repeat(3_990)}`, '"'.repeat(3_999)])
      expect(matchersOf(text).ok).toBe(false);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('are written as they are read', () => {
    const matcher = fc.record({
      label: fc.constantFrom('plan', 'kind', 'serverName'),
      op: fc.constantFrom('=' as const, '!=' as const, '=~' as const, '!~' as const),
      value: fc.string({ maxLength: 30 }).filter((value) => !value.includes('\n')),
    });
    fc.assert(
      fc.property(fc.array(matcher, { minLength: 1, maxLength: 4 }), (matchers) => {
        expect(matchersOf(matchersText(matchers))).toEqual({ ok: true, value: matchers });
      }),
    );
  });
});

describe('inhibitions', () => {
  const hides = (source: string, target: string, op: '=' | '=~' = '=') =>
    Inhibition.parse({
      id: `${source}-${target}`,
      name: `${source}→${target}`,
      source: [{ label: 'kind', op: '=', value: source }],
      target: [{ label: 'kind', op, value: target }],
    });

  test('that lead back to themselves are found, with their way', () => {
    expect(inhibitionCycle([hides('x', 'a'), hides('a', 'b|c', '=~'), hides('c', 'a')])).toEqual(['a→b|c', 'c→a', 'a→b|c']);
    expect(inhibitionCycle([hides('a', 'b'), hides('b', 'c'), hides('a', 'c')])).toBeNull();
  });

  test('that are switched off lead nowhere', () => {
    expect(inhibitionCycle([hides('a', 'b'), { ...hides('b', 'a'), enabled: false }])).toBeNull();
  });

  test('as shipped are none', () => {
    expect(inhibitionCycle(shippedInhibitions)).toBeNull();
  });
});
