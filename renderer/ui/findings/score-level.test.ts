import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreLevel, scoreLevels } from './score-level';

test('a score is unusual from the threshold on, and strong where it comes four times as seldom', () => {
  const levels = [0, 0.49, 0.5, 0.74, 0.75, 0.93, 0.9375, 1].map((score) => scoreLevel(score, 0.75));
  expect(levels).toEqual(['usual', 'usual', 'slight', 'slight', 'unusual', 'unusual', 'strong', 'strong']);
  expect([0.999, 1].map((score) => scoreLevel(score, 1))).toEqual(['usual', 'strong']);
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
