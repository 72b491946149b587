import { describe, expect, it } from 'vitest';
import { FinishRange } from '../../../../shared/domain/prediction/forecast';
import { instantOf } from '../../../../shared/domain/primitives';
import { markOf, sightEndMs } from './foreseen-mark';

const startMs = Date.parse('2026-03-14T09:00:00.000Z');
const at = (minutes: number) => instantOf(startMs + minutes * 60_000);
const ms = (minutes: number): number => startMs + minutes * 60_000;
const rangeOf = (earliest: number, early: number, middle: number, late: number, latest: number): FinishRange =>
  FinishRange.parse({ earliest: at(earliest), early: at(early), middle: at(middle), late: at(late), latest: at(latest) });
const scale = { startMs, endMs: ms(100), widthPx: 1000 };
const words = { label: '09:50', words: 'Wave 1: 09:50' };

describe('a foreseen end in a lane', () => {
  const finish = rangeOf(40, 45, 50, 55, 70);

  it('stands where its moments lie on the axis', () => {
    expect(markOf(finish, ms(20), scale, ms(30), words)).toEqual({
      beginsAt: 300,
      earliest: 400,
      early: 450,
      middle: 500,
      late: 550,
      latest: 700,
      ...words,
    });
  });

  it('never reaches into the past', () => {
    const mark = markOf(finish, ms(20), scale, ms(52), words);
    expect([mark?.beginsAt, mark?.earliest, mark?.middle, mark?.late]).toEqual([520, 520, 520, 550]);
  });

  it('is not drawn where all of it is out of sight', () => {
    expect(markOf(finish, ms(20), { ...scale, endMs: ms(39) }, ms(30), words)).toBeNull();
    expect(markOf(finish, ms(20), { ...scale, startMs: ms(71), endMs: ms(90) }, ms(30), words)).toBeNull();
    expect(markOf(null, ms(20), scale, ms(30), words)).toBeNull();
  });
});

describe('how far the axis reaches', () => {
  it('to the latest finish, with a little room', () => {
    expect(sightEndMs({ finish: rangeOf(40, 45, 50, 55, 70), deadline: null }, startMs, ms(30))).toBe(
      ms(70) + 70 * 60_000 * 0.05,
    );
  });

  it('to the deadline where that is not much farther', () => {
    const finish = rangeOf(40, 45, 50, 55, 70);
    expect(sightEndMs({ finish, deadline: at(80) }, startMs, ms(30))).toBeGreaterThan(ms(80));
    expect(sightEndMs({ finish, deadline: at(240) }, startMs, ms(30))).toBeLessThan(ms(80));
  });

  it('not to the end of a heavy tail', () => {
    expect(sightEndMs({ finish: rangeOf(40, 45, 50, 60, 900), deadline: null }, startMs, ms(30))).toBeLessThan(ms(100));
  });
});
