import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCURACY, decodeSketch, encodeSketch, mergeInto, noSketch, quantileOf, type Sketch, sketchOf } from './sketch';

const value = fc.oneof(
  fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
  fc.double({ min: -1e6, max: -1e-6, noNaN: true }),
  fc.integer({ min: 0, max: 5_000 }),
);
const values = fc.array(value, { maxLength: 200 });

function merged(...sketches: Sketch[]): Sketch {
  const all = new Map<number, number>();
  for (const sketch of sketches) mergeInto(all, sketch);
  return all;
}

const told = (sketch: Sketch) => [...sketch].sort(([one], [other]) => one - other);

describe('a sketch', () => {
  test('of sketches says what one of all values says, in any order', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [one, two, three] = [sketchOf(a), sketchOf(b), sketchOf(c)];
        expect(told(merged(merged(one, two), three))).toEqual(told(sketchOf([...a, ...b, ...c])));
        expect(told(merged(one, merged(two, three)))).toEqual(told(merged(three, merged(two, one))));
      }),
    );
  });

  test('gives each percentile within its accuracy', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, q) => {
        const sorted = [...all].sort((one, other) => one - other);
        const exact = sorted[Math.max(1, Math.ceil(q * all.length)) - 1] ?? Number.NaN;
        const told = quantileOf(sketchOf(all), q) ?? Number.NaN;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.abs(exact) * (ACCURACY + 1e-9));
      }),
    );
  });

  test('survives being kept', () => {
    fc.assert(
      fc.property(values, (all) => {
        const sketch = sketchOf(all);
        expect(told(decodeSketch(encodeSketch(sketch)))).toEqual(told(sketch));
      }),
    );
    const many = new Map([[3, 5_000_000_000]]);
    expect(decodeSketch(encodeSketch(many))).toEqual(many);
  });

  test('of nothing has no percentile', () => {
    expect(quantileOf(noSketch, 0.5)).toBeNull();
  });

  test('is a few bytes for a minute and a few hundred for an hour of latencies', () => {
    const hour = Array.from({ length: 3_600 }, (_, n) => 0.02 + (n % 97) / 500);
    expect(encodeSketch(sketchOf(hour)).length).toBeLessThan(400);
  });
});
