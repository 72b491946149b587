import { describe, expect, test } from 'vitest';
import { openRarity } from './rarity';

function told(bits: readonly number[]): number[] {
  const rarity = openRarity();
  return bits.map((each) => rarity.observe(each));
}

describe('rarity', () => {
  test('after an alarm nothing is told that is not clearly stranger than what is left of it', () => {
    expect(told([0, 10, 10, 10.9, 11.5])).toEqual([0, 10, 0, 0, 11.5]);
  });

  test('an alarm fades over 400 values', () => {
    const rest = Array.from({ length: 350 }, () => 0);
    expect(told([10, ...rest, 2]).at(-1)).toBe(0);
    expect(told([10, ...rest, 4]).at(-1)).toBeGreaterThan(2.9);
  });

  test('each time a series shows as much, it is believed less', () => {
    const calm = Array.from({ length: 500 }, () => 0);
    const again = told([10, ...calm, 10, ...calm, 10, ...calm, 10, ...calm, 15]).filter((bits) => bits > 0);
    expect(again.slice(1, 4).map((bits) => Math.round(bits * 10) / 10)).toEqual([9, 8.4, 8]);
    expect(again.at(-1)).toBe(15);
  });
});
