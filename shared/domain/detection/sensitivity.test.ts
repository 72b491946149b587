import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_THRESHOLD, scoreOf } from './open-detector';
import { entryOf, judgedBy, LEAST_SENSITIVITY, setByHand, thresholdOf, withEntry } from './sensitivity';
import { DetectionSettings, KindSensitivity } from './settings';
import { NEVER, STEP, thresholdAt } from './threshold';

const kind = 'replication-lag.level';
const asShipped = KindSensitivity.parse({ kind, sensitivity: 1 });
const verdicts = fc.array(fc.constantFrom('useful' as const, 'not-useful' as const), { maxLength: 30 });

describe('sensitivity', () => {
  test('each verdict against a kind halves what is left above its threshold, and none silences it', () => {
    const once = judgedBy(asShipped, 'not-useful', null, true);
    expect(once.sensitivity).toBe(STEP);
    expect(1 - thresholdAt(DEFAULT_THRESHOLD, STEP)).toBeCloseTo((1 - DEFAULT_THRESHOLD) / 2, 9);
    const often = Array.from({ length: 50 }).reduce<KindSensitivity>(
      (entry) => judgedBy(entry, 'not-useful', null, true),
      asShipped,
    );
    expect(often.sensitivity).toBe(LEAST_SENSITIVITY);
  });

  test('each verdict against a kind lets only stranger things of a series through, and the first two leave what a short series can show', () => {
    const strangenesses = Array.from({ length: 200 }, (_, at) => 6 + at / 10);
    const leastTold = [0, 1, 2, 3, 4, 5, 6].map((verdicts) => {
      const entry = Array.from({ length: verdicts }).reduce<KindSensitivity>(
        (before) => judgedBy(before, 'not-useful', null, true),
        asShipped,
      );
      const threshold = thresholdOf(kind, { sensitivities: [entry] });
      return strangenesses.find((bits) => scoreOf(bits) >= threshold);
    });
    expect(leastTold.slice(0, 4)).toEqual([8, 9, 11, 12]);
    expect(leastTold).toEqual([...new Set(leastTold)].sort((one = 0, other = 0) => one - other));
    expect(leastTold.at(-1)).toBeLessThanOrEqual(15.2);
  });

  test('a higher sensitivity never has a higher threshold, and 0 is above every score', () => {
    const sensitivity = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(sensitivity, sensitivity, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(thresholdAt(DEFAULT_THRESHOLD, high)).toBeLessThanOrEqual(thresholdAt(DEFAULT_THRESHOLD, low));
      }),
    );
    expect(thresholdAt(DEFAULT_THRESHOLD, 0)).toBe(NEVER);
    expect(thresholdAt(DEFAULT_THRESHOLD, 1)).toBeCloseTo(DEFAULT_THRESHOLD, 12);
  });

  test('what verdicts come to does not depend on their order, and one that is taken back leaves nothing behind', () => {
    const after = (said: readonly ('useful' | 'not-useful')[]) =>
      said.reduce<KindSensitivity>((entry, verdict) => judgedBy(entry, verdict, null, true), asShipped);
    fc.assert(
      fc.property(verdicts, fc.constantFrom('useful' as const, 'not-useful' as const), (said, last) => {
        const held = after(said);
        expect(after([...said].reverse())).toEqual(held);
        const other = last === 'useful' ? 'not-useful' : 'useful';
        const changed = judgedBy(judgedBy(held, last, null, true), other, last, true);
        expect(changed).toEqual(judgedBy(held, other, null, true));
        expect(held.sensitivity).toBeGreaterThanOrEqual(LEAST_SENSITIVITY);
        expect(held.sensitivity).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('where feedback does not teach, it is only counted', () => {
    expect(judgedBy(asShipped, 'not-useful', null, false)).toMatchObject({ sensitivity: 1, notUseful: 1 });
  });

  test('what somebody sets by hand begins counting anew; what is sent back as it was keeps its counts', () => {
    const held = withEntry(DetectionSettings.parse({}), judgedBy(asShipped, 'not-useful', null, true));
    expect(setByHand({ ...held, sensitivities: [{ ...entryOf(kind, held), notUseful: 0 }] }, held)).toEqual(held);
    const set = setByHand({ ...held, sensitivities: [{ ...asShipped, sensitivity: 0.5 }] }, held);
    expect(set.sensitivities).toEqual([{ kind, sensitivity: 0.5, base: 0.5, notUseful: 0, useful: 0 }]);
    const [entry = asShipped] = set.sensitivities;
    expect(judgedBy(entry, 'not-useful', null, true).sensitivity).toBe(0.35);
    expect(thresholdOf(kind, { sensitivities: [{ ...asShipped, sensitivity: 0 }] })).toBe(NEVER);
  });
});
