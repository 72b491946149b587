import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, sizeOf, unpack } from './memory';
import { openSurprise } from './surprise';

const STEP_MS = 300_000;
const WEEK_MS = 604_800_000;

/** A day's course with a little scatter; deterministic. */
function usual(at: number): number {
  return 50 + 30 * Math.sin((at / 288) * 2 * Math.PI) + ((at * 7919) % 101) / 40;
}

function bitsOf(values: readonly number[], shiftMs = 0, scale = 1): number[] {
  const family = openSurprise();
  return values.map((value, at) => family.observe(shiftMs + at * STEP_MS, value * scale).bits);
}

const anyValue = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0, 1e9, -1e9, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, Number.NaN),
);
const moderate = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true }),
);

describe('surprise', () => {
  test('a value never seen before surprises more than the usual course, by the binary logarithm of the rows seen at least', () => {
    const values = Array.from({ length: 3000 }, (_, at) => usual(at));
    const usualBits = bitsOf(values).slice(600);
    expect(Math.max(...usualBits)).toBeLessThan(7);
    const odd = bitsOf([...values, 400]).at(-1) ?? 0;
    expect(odd).toBeGreaterThan(Math.log2(3000));
    expect(odd).toBeLessThan(20);
  });

  test('what comes every day at the same time surprises less than the same at another time', () => {
    const spikes = Array.from({ length: 288 * 12 }, (_, at) => (at % 288 === 100 ? 13 : 10 + (at % 7) / 10));
    const atItsTime = bitsOf([...spikes, ...spikes.slice(0, 101)]).at(-1) ?? 0;
    const early = bitsOf([...spikes, ...spikes.slice(0, 40), 13]).at(-1) ?? 0;
    expect(early - atItsTime).toBeGreaterThan(4);
  });

  test('a smaller swing that lasts is seen where each value alone is not', () => {
    const calm = Array.from({ length: 3000 }, (_, at) => ((at * 7919) % 1000) / 10);
    const family = openSurprise();
    calm.forEach((value, at) => {
      family.observe(at * STEP_MS, value);
    });
    let [value, drift] = [0, 0];
    for (let at = 3000; at < 3072; at++) {
      const seen = family.observe(at * STEP_MS, 90 + (at % 9));
      value = Math.max(value, seen.value);
      drift = Math.max(drift, seen.drift);
    }
    expect(drift).toBeGreaterThan(value + 3);
  });

  test('scaled by a power of two, or moved by whole weeks, it surprises alike', () => {
    fc.assert(
      fc.property(
        fc.array(moderate, { maxLength: 120 }),
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: -200, max: 200 }),
        (values, power, weeks) => {
          const kept = values.map((value) => (Math.abs(value) < 1e-200 ? 0 : value));
          expect(bitsOf(kept, 0, 2 ** power)).toEqual(bitsOf(kept));
          expect(bitsOf(kept, weeks * WEEK_MS)).toEqual(bitsOf(kept));
        },
      ),
    );
  });

  test('a part of a stream surprises as it does within the whole', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 120 }), fc.nat(120), (values, length) => {
        expect(bitsOf(values.slice(0, length))).toEqual(bitsOf(values).slice(0, length));
      }),
    );
  });

  test('whatever comes, and whenever, the surprise is a finite number from 0', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), anyValue), { maxLength: 150 }), (rows) => {
        const family = openSurprise();
        for (const [atMs, value] of rows) {
          const { bits } = family.observe(atMs, value);
          expect(Number.isFinite(bits) && bits >= 0).toBe(true);
        }
      }),
    );
  });

  test('restored, it goes on as if there had been no break; bytes of another shape are refused', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 80 }), fc.array(anyValue, { maxLength: 80 }), (before, after) => {
        const first = openSurprise();
        before.forEach((value, at) => {
          first.observe(at * STEP_MS, value);
        });
        const second = openSurprise();
        expect(unpack(pack(first.memory), second.memory)).toBe(true);
        after.forEach((value, at) => {
          const atMs = (before.length + at) * STEP_MS;
          expect(second.observe(atMs, value)).toEqual(first.observe(atMs, value));
        });
      }),
    );
    expect(unpack(new Uint8Array(3), openSurprise().memory)).toBe(false);
  });

  test('one freak of a thousand million does not blind it to what is strange for the rest', () => {
    const values = Array.from({ length: 4000 }, (_, at) => (at === 1000 ? 1e9 : usual(at)));
    expect(bitsOf([...values, 600]).at(-1)).toBeGreaterThan(10);
  });

  test('the greatest numbers of either sign do not spoil the level for good', () => {
    const family = openSurprise();
    const values = [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE, ...Array.from({ length: 2000 }, () => 1)];
    values.forEach((value, at) => {
      family.observe(at * STEP_MS, value);
    });
    expect(family.observe(2003 * STEP_MS, 1).drift).toBeLessThan(1);
  });

  test('its memory does not grow, and counts fade before they overflow', () => {
    const family = openSurprise();
    const bytes = sizeOf(family.memory);
    for (let at = 0; at < 100_000; at++) family.observe(at * STEP_MS, at % 3);
    expect(sizeOf(family.memory)).toBe(bytes);
    expect(bytes).toBeLessThan(24_000);
    expect(family.observe(100_000 * STEP_MS, 1).bits).toBeLessThan(3);
  });
});
