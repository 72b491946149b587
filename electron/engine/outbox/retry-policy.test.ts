import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Carrier } from '../../../shared/domain/notifications/delivery';
import { seededRandom } from '../testing/fakes';
import { backoffMs, isPage, MOST_ATTEMPTS, retryAfterMs } from './retry-policy';
import { answer } from './testing/an-outbox';
import { verdictOn } from './verdict';

const carrier = fc.constantFrom(...Carrier.options);

describe('the wait before the next attempt', () => {
  test('is anything up to a bound that doubles, sooner for pages', () => {
    fc.assert(
      fc.property(
        carrier,
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (by, attempt, chance) => {
          const ms = backoffMs(by, attempt, { unit: () => chance });
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(Math.min(isPage(by) ? 60_000 : 300_000, 1_000 * 2 ** (attempt - 1)));
        },
      ),
    );
    const most = [1, 2, 3, 7, 20].map((attempt) => backoffMs('pagerduty', attempt, { unit: () => 0.999999 }));
    expect(most).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
  });

  test.each([
    [null, null],
    [0, 0],
    [2.5, 2_500],
    [-1, null],
    [Number.NaN, null],
    [86_400, 900_000],
  ])('Retry-After of %s s is %s ms', (seconds, ms) => {
    expect(retryAfterMs(seconds)).toBe(ms);
  });
});

test('an attempt ends, waits or fails, never both; what waits has a time', () => {
  const outcome = fc.constantFrom('delivered', 'accepted', 'transient', 'throttled', 'ambiguous', 'permanent', 'ours');
  fc.assert(
    fc.property(
      outcome,
      carrier,
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 0, max: 5 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: 10_000 })),
      (said, by, attempts, ambiguous, deduplicates, retryAfterSeconds) => {
        const tried = { carrier: by, attempts, ambiguous, deduplicates };
        const verdict = verdictOn(tried, answer(said, { retryAfterSeconds, reply: 'x' }), seededRandom(attempts));
        expect(verdict.state === 'queued').toBe(verdict.retryInMs !== null);
        if (said === 'delivered' || said === 'accepted') expect(verdict.state).toBe(said);
        if (said === 'permanent' || said === 'ours' || attempts >= MOST_ATTEMPTS) expect(verdict.state).not.toBe('queued');
        if (said === 'ambiguous' && !deduplicates && ambiguous > 1) expect(verdict.state).toBe('failed');
        if (verdict.pauseMs !== null) expect(said).toBe('throttled');
      },
    ),
  );
});
