import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from './memory';
import { openStillness } from './stillness';

const STEP_MS = 300_000;

/** Values that scatter around 100; deterministic. */
function moving(at: number): number {
  return 100 + ((at * 7919) % 1009) / 50;
}

function bitsOf(values: readonly number[], scale = 1): number[] {
  const stillness = openStillness();
  return values.map((value, at) => stillness.observe(at * STEP_MS, value * scale));
}

const moves = Array.from({ length: 4000 }, (_, at) => moving(at));

describe('stillness', () => {
  test('a series that is stuck at a usual value surprises within its window; one that moves as usual does not', () => {
    expect(Math.max(...bitsOf(moves).slice(1000))).toBeLessThan(5);
    expect(Math.max(...bitsOf([...moves, ...Array.from({ length: 48 }, () => 110)]).slice(4000))).toBeGreaterThan(9);
  });

  test('one that was still from the first value on is not surprising for it', () => {
    expect(Math.max(...bitsOf(Array.from({ length: 2000 }, () => 7)))).toBe(0);
  });

  test('moving more than usual is no stillness, and one great step does not make the rest seem still', () => {
    expect(Math.max(...bitsOf([...moves, ...moves.slice(0, 40).map((value) => value * 20)]).slice(4000))).toBe(0);
    expect(Math.max(...bitsOf([...moves, 1e9, ...moves]).slice(4000))).toBeLessThan(8);
  });

  test('scaled by a power of two it surprises alike; a part of a stream as within the whole', () => {
    const some = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 200 });
    fc.assert(
      fc.property(some, fc.integer({ min: -30, max: 30 }), fc.nat(200), (values, power, length) => {
        expect(bitsOf(values, 2 ** power)).toEqual(bitsOf(values));
        expect(bitsOf(values.slice(0, length))).toEqual(bitsOf(values).slice(0, length));
      }),
    );
  });

  test('whatever comes the surprise is a finite number from 0, and a copy of its memory goes on alike', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 120 }), finite, (values, next) => {
        const first = openStillness();
        values.forEach((value, at) => {
          const bits = first.observe(at * STEP_MS, value);
          expect(Number.isFinite(bits) && bits >= 0).toBe(true);
        });
        const second = openStillness();
        expect(unpack(pack(first.memory), second.memory)).toBe(true);
        expect(second.observe(values.length * STEP_MS, next)).toBe(first.observe(values.length * STEP_MS, next));
      }),
    );
  });
});
