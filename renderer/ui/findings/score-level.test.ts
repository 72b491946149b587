import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreLevel, scoreLevels } from './score-level';

test('a score is unusual from the threshold on, and strong halfway to 1', () => {
  expect([0, 0.79, 0.8, 0.99, 1].map((score) => scoreLevel(score, 1))).toEqual(['usual', 'usual', 'slight', 'slight', 'strong']);
  expect([0.59, 0.6, 0.79, 0.8, 0.89, 0.9, 1].map((score) => scoreLevel(score, 0.8))).toEqual([
    'usual',
    'usual',
    'slight',
    'unusual',
    'unusual',
    'strong',
    'strong',
  ]);
});

test('what is stranger is never shown as less strange', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, (a, b, threshold) => {
      const rank = (score: number): number => scoreLevels.indexOf(scoreLevel(score, threshold));
      expect(rank(Math.max(a, b))).toBeGreaterThanOrEqual(rank(Math.min(a, b)));
    }),
  );
});
