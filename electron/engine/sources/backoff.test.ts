import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, sourceBackoff } from './backoff';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('a wait is never longer than the cap, never nothing, and never under what AWS asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      unit,
      fc.option(fc.integer({ min: 0, max: 300_000 })),
      (failures, draw, asked) => {
        const wait = backoffMs(failures, sourceBackoff, draw, asked);
        expect(wait).toBeGreaterThanOrEqual(asked ?? sourceBackoff.baseMs / 4);
        expect(wait).toBeLessThanOrEqual(Math.max(asked ?? 0, sourceBackoff.capMs));
      },
    ),
  );
});

test('its bound doubles with each failure', () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7].map((failures) => backoffMs(failures, sourceBackoff, 1, null));
  expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('two consoles do not retry in step', () => {
  expect(backoffMs(4, sourceBackoff, 0.1, null)).not.toBe(backoffMs(4, sourceBackoff, 0.6, null));
});
