import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactTail, falseDiscoveryRates, type Tried, triedOf } from './exact-test';

/** Executions as texts: a launch is a letter, capital with the trait; `x` failed. */
function tried(executions: readonly string[]): { readonly having: number[]; readonly tried: Tried } {
  const letters = executions.flatMap((text, execution) => [...text].map((letter) => ({ letter, execution })));
  return {
    having: letters.flatMap(({ letter }, place) => (letter === letter.toUpperCase() ? [place] : [])),
    tried: triedOf(
      Int32Array.from(letters, ({ execution }) => execution),
      Uint8Array.from(letters, ({ letter }) => Number(letter.toLowerCase() === 'x')),
    ),
  };
}

test.each([
  // One of four had the trait, and it was the one that failed: 1/4 each time.
  [['Xooo'], 1 / 4],
  [['Xooo', 'Xooo'], 1 / 16],
  [['Xooo', 'Ooox'], 7 / 16],
  [['xOOO', 'xOOO'], 1],
  // Where nothing or everything failed nothing can be learned.
  [['Xooo', 'Oooo', 'Xxxx'], 1 / 4],
  // Fisher’s exact test of one table of two by two: 3 of 3 against 1 of 5.
  [['XXXxoooo'], 5 / 70],
  // Whole executions: 2 of 2 failed, of the others 1 of 4.
  [['XOO', 'XXO', 'ooo', 'ooo', 'xoo', 'ooo'], 4 / 20],
  [['oox'], 1],
])('%j has chance %d', (executions, expected) => {
  const { having, tried: all } = tried(executions);
  expect(exactTail(having, all)).toBeCloseTo(expected, 10);
});

test('rates of false discoveries are those of Benjamini and Hochberg', () => {
  expect(falseDiscoveryRates([0.01, 0.04, 0.03, 0.5])).toEqual(
    [0.04, 0.16 / 3, 0.16 / 3, 0.5].map((rate) => expect.closeTo(rate, 10)),
  );
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (chances) => {
      const rates = falseDiscoveryRates(chances);
      for (const [place, rate] of rates.entries()) expect(rate).toBeGreaterThanOrEqual((chances[place] ?? 0) - 1e-12);
    }),
  );
});
