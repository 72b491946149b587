import { expect, test } from 'vitest';
import { aDrill } from '../../../testing/drill';
import { contextId } from '../../../testing/world';
import type { Expected } from '../expected';
import { bandOf, startsOf, withoutEnd } from './usual-band';

const START = 1_700_000_000_000;
const minute = 60_000;
const usual = (minutes: number, spread = 0) => ({ medianMs: minutes * minute, spreadMs: spread * minute });
const phases = { SNAPSHOT: usual(2), CONVERSION: usual(6), LAUNCH: usual(4) };
const expected: Expected = {
  runs: 3,
  waves: new Map([
    [0, { took: usual(12, 1), phases }],
    [1, { took: usual(10), phases }],
  ]),
};
const scale = { startMs: START, endMs: START + 60 * minute, widthPx: 600 };

function run(nowMin: number) {
  return aDrill({
    executionId: 'e',
    contextId,
    planName: 'p',
    executionType: 'DRILL',
    startMs: START,
    nowMs: START + nowMin * minute,
    waves: [
      { name: 'One', servers: ['a'], startsAtMin: 1 },
      { name: 'Two', servers: ['b'], startsAtMin: 999 },
    ],
    status: 'RUNNING',
  }).execution;
}

test('a wave to come follows the usual end of the one that runs', () => {
  const starts = startsOf(run(5), expected, START + 5 * minute);
  expect([...starts.values()]).toEqual([START + minute, START + 13 * minute]);
});

test('a wave that runs late pushes the next one along with now', () => {
  expect(startsOf(run(11), expected, START + 20 * minute).get(1)).toBe(START + 20 * minute);
});

test('the band shows the phases in order, up to the usual end', () => {
  const band = bandOf(expected, 0, START, scale);
  expect(band).toMatchObject({ from: 0, to: 120 });
  expect([band?.end?.from, band?.end?.to].map((x) => Math.round(x ?? 0))).toEqual([110, 130]);
  expect(band?.pieces.map((piece) => [piece.phase, piece.x, piece.width])).toEqual([
    ['SNAPSHOT', 0, 20],
    ['CONVERSION', 20, 60],
    ['LAUNCH', 80, 40],
  ]);
});

test('phases never reach beyond the usual end', () => {
  const band = bandOf(expected, 1, START, scale);
  expect(band?.pieces.at(-1)).toMatchObject({ phase: 'LAUNCH', x: 80, width: 20 });
});

test('nothing known, nothing drawn', () => {
  expect(bandOf(null, 0, START, scale)).toBeNull();
  expect(bandOf(expected, 7, START, scale)).toBeNull();
  expect(bandOf(expected, 0, START - 90 * minute, scale)).toBeNull();
});

test('beside a forecast it says what phases usually take up to now, and nothing of the end', () => {
  const band = {
    from: 0,
    to: 90,
    end: { from: 80, to: 100 },
    pieces: [
      { phase: 'SNAPSHOT', x: 0, width: 30 },
      { phase: 'CONVERSION', x: 30, width: 40 },
      { phase: 'LAUNCH', x: 70, width: 20 },
    ],
  } as const;
  expect(withoutEnd(band, 50)).toMatchObject({
    end: null,
    pieces: [
      { phase: 'SNAPSHOT', x: 0, width: 30 },
      { phase: 'CONVERSION', x: 30, width: 20 },
    ],
  });
});
