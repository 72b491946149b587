import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countItems, type JudgedItem } from './population';

const item = (n: number, bad: boolean): JudgedItem => ({
  what: `${n}`,
  at: null,
  auditSeq: n,
  ref: null,
  why: bad ? 'Not as it should be.' : null,
});

test('counts as naive counting does; the sample has no doubles, is in order, and is the same for the same period', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 300 }), fc.string(), (bad, seed) => {
      const items = bad.map((isBad, n) => item(n, isBad));
      const { size, good, share, population } = countItems('things', seed, items);
      const naive = bad.filter((isBad) => !isBad).length;
      expect([size, good, population.exceptionCount]).toEqual([bad.length, naive, bad.length - naive]);
      expect(share).toBe(bad.length === 0 ? null : naive / bad.length);
      const places = population.sample.map(({ auditSeq }) => auditSeq ?? -1);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(population.sampled).toBe(Math.min(25, bad.length));
      expect(population.exceptions.length).toBe(Math.min(100, population.exceptionCount));
      expect(countItems('things', seed, items)).toEqual({ size, good, share, population });
    }),
  );
});

test('the sample comes from everywhere, and another period has another', () => {
  const items = Array.from({ length: 2_000 }, (_, n) => item(n, false));
  const placesOf = (seed: string) => countItems('things', seed, items).population.sample.map(({ auditSeq }) => auditSeq ?? 0);
  const places = placesOf('2026-01');
  expect(Math.min(...places)).toBeLessThan(700);
  expect(Math.max(...places)).toBeGreaterThan(1_300);
  expect(placesOf('2026-02')).not.toEqual(places);
});
