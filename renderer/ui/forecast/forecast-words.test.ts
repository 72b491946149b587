import { afterEach, describe, expect, it } from 'vitest';
import { FinishRange } from '../../../shared/domain/prediction/forecast';
import { speak } from '../../language/language';
import { formatClock } from '../format';
import { chanceTone, chanceWords, leftWords, rangeWords, spokenRange } from './forecast-words';

const from = Date.parse('2026-03-14T09:20:00.000Z');
const range = FinishRange.parse({
  earliest: '2026-03-14T09:27:00.000Z',
  early: '2026-03-14T09:30:00.000Z',
  middle: '2026-03-14T09:32:00.000Z',
  late: '2026-03-14T09:35:00.000Z',
  latest: '2026-03-14T09:44:00.000Z',
});
const clock = (at: string): string => formatClock(Date.parse(at)).slice(0, 5);

afterEach(() => speak('en'));

describe('what is foreseen, in words', () => {
  it('says the middle, where half lie and where nine of ten lie', () => {
    const [a, b, c, d, e] = [range.earliest, range.early, range.middle, range.late, range.latest].map(clock);
    expect(spokenRange('Wave 2', range, from)).toBe(`Wave 2: ${c} (half: ${b}–${d}; nine of ten: ${a}–${e})`);
    speak('de');
    expect(rangeWords(range, from)).toBe(`${c} (Hälfte: ${b}–${d}; neun von zehn: ${a}–${e})`);
  });

  it('names the day where it is another one', () => {
    expect(rangeWords({ ...range, latest: FinishRange.shape.latest.parse('2026-03-16T09:44:00.000Z') }, from)).toContain(
      '16 Mar',
    );
    expect(rangeWords(range, from)).not.toContain('Mar');
  });

  it('never says 0 % or 100 %, and colours only what worries', () => {
    expect([0, 0.004, 0.12, 0.996, 1].map(chanceWords)).toEqual([
      'less than 1 %',
      'less than 1 %',
      '12 %',
      'more than 99 %',
      'certain',
    ]);
    expect([0, 0.24, 0.25, 0.49, 0.5, 1].map(chanceTone)).toEqual([null, null, 'waiting', 'waiting', 'failed', 'failed']);
  });

  it('says what is left, and what of that counts only once somebody resumes', () => {
    expect(leftWords({ finish: range, isWaiting: false }, from)).toBe('about 12:00 left');
    expect(leftWords({ finish: range, isWaiting: true }, from)).toBe('about 12:00 left once resumed');
    expect(leftWords({ finish: range, isWaiting: false }, from + 3_600_000)).toBe('ends at any moment');
    expect(leftWords({ finish: null, isWaiting: false }, from)).toBeNull();
  });
});
