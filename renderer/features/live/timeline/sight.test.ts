import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bounds, onto, pan, type Sight, stretchOf, zoom } from './sight';

const START = 1_700_000_000_000;
const minute = 60_000;
const ended: Bounds = { startMs: START, endMs: START + 60 * minute, nowMs: null };
const running: Bounds = { ...ended, nowMs: START + 55 * minute };

test('the moment under the pointer stands still', () => {
  const at = START + 15 * minute;
  const before = stretchOf(ended, null);
  const after = stretchOf(ended, zoom(ended, null, 0.5, at));
  const share = (one: typeof before): number => (at - one.startMs) / (one.endMs - one.startMs);
  expect(after.endMs - after.startMs).toBe(30 * minute);
  expect(share(after)).toBeCloseTo(share(before), 9);
});

test('a run that goes on is kept up with', () => {
  const sight = zoom(running, null, 0.1);
  expect(sight?.endMs).toBeNull();
  const later: Bounds = { ...running, endMs: running.endMs + 10 * minute, nowMs: START + 65 * minute };
  const { startMs, endMs } = stretchOf(later, sight);
  expect(startMs < START + 65 * minute && START + 65 * minute < endMs).toBe(true);
});

test('who looks back is left alone, until the newest end is reached again', () => {
  const back = pan(running, zoom(running, null, 0.25), -1);
  expect(back?.endMs).not.toBeNull();
  const later: Bounds = { ...running, endMs: running.endMs + 10 * minute, nowMs: START + 65 * minute };
  expect(stretchOf(later, back)).toEqual(stretchOf(running, back));
  expect(pan(running, back, 5)?.endMs).toBeNull();
});

test('wide enough is the whole again', () => expect(zoom(ended, zoom(ended, null, 0.5), 4)).toBeNull());

test('a chosen stretch comes into sight as a whole', () => {
  const stretch = { startMs: START + 10 * minute, endMs: START + 20 * minute };
  const shown = stretchOf(ended, onto(ended, stretch));
  expect(shown.startMs).toBeLessThanOrEqual(stretch.startMs);
  expect(shown.endMs).toBeGreaterThanOrEqual(stretch.endMs);
});

test('whatever is done, what is drawn lies inside the run', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('zoom' as const),
      by: fc.double({ min: 0.1, max: 5, noNaN: true }),
      at: fc.integer({ min: 0, max: 60 }),
    }),
    fc.record({ kind: fc.constant('pan' as const), by: fc.double({ min: -3, max: 3, noNaN: true }), at: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.constantFrom(ended, running), fc.array(step, { maxLength: 12 }), (bounds, steps) => {
      let sight: Sight = null;
      for (const one of steps)
        sight = one.kind === 'zoom' ? zoom(bounds, sight, one.by, START + one.at * minute) : pan(bounds, sight, one.by);
      const { startMs, endMs } = stretchOf(bounds, sight);
      expect(startMs).toBeGreaterThanOrEqual(bounds.startMs - 1);
      expect(endMs).toBeLessThanOrEqual(bounds.endMs + 1);
      expect(endMs - startMs).toBeGreaterThanOrEqual(20_000 - 1);
    }),
  );
});
