import { expect, test } from 'vitest';
import { countingIds } from '../testing/fakes';
import { createDeliveryIds } from './delivery-ids';

test('later deliveries sort after earlier ones, also when the clock is set back', () => {
  let nowMs = 1_763_000_000_000;
  const makeId = createDeliveryIds(countingIds(), { nowMs: () => nowMs });
  const first = makeId();
  nowMs += 1;
  const second = makeId();
  nowMs -= 60_000;
  const third = makeId();
  expect([third, first, second].sort()).toEqual([first, second, third]);
  expect(new Set([first, second, third]).size).toBe(3);
});
