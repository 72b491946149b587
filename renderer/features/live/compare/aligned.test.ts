import { expect, test } from 'vitest';
import { aDrill } from '../../../testing/drill';
import { contextId } from '../../../testing/world';
import { xOf } from '../timeline/scale';
import { axisLength, groupsOf, type Side, scaleOf, wholeMs } from './aligned';

const START = 1_700_000_000_000;
const minute = 60_000;

function side(mark: string, startMs: number, secondAtMin: number, nowMin = 90): Side {
  return {
    mark,
    ...aDrill({
      executionId: mark,
      contextId,
      planName: 'p',
      executionType: 'DRILL',
      startMs,
      nowMs: startMs + nowMin * minute,
      waves: [
        { name: 'One', servers: ['a'], startsAtMin: 0 },
        { name: 'Two', servers: ['b'], startsAtMin: secondAtMin },
      ],
      status: 'COMPLETED',
      endedAtMin: secondAtMin + 12.5,
    }),
  };
}

const sides = [side('A', START, 15), side('B', START + 5_000 * minute, 40)];
const nowMs = START + 9_000 * minute;
const groups = groupsOf(sides, nowMs);

test('waves stand together by their number', () => {
  expect(groups.map((group) => [group.label, group.sides.length])).toEqual([
    ['Wave 1 One', 2],
    ['Wave 2 Two', 2],
  ]);
  expect(groups[0]?.sides.map((one) => one.tookMs)).toEqual([12.5 * minute, 12.5 * minute]);
});

test('aligned by start, a later wave stands further right; by wave, both begin at the edge', () => {
  const [a, b] = groups[1]?.sides ?? [];
  if (a === undefined || b === undefined) throw new Error('expected two sides');
  const at = (one: typeof a, alignment: 'start' | 'wave'): number => {
    const scale = scaleOf(one, alignment, 60 * minute, 600);
    return scale === null ? -1 : xOf(scale, Date.parse(one.wave?.startedAt ?? ''));
  };
  expect([at(a, 'start'), at(b, 'start')]).toEqual([150, 400]);
  expect([at(a, 'wave'), at(b, 'wave')]).toEqual([0, 0]);
});

test('the axis has room for the longest', () => {
  expect(axisLength(groups, sides, 'start', nowMs)).toBeGreaterThan(52.5 * minute);
  expect(axisLength(groups, sides, 'wave', nowMs)).toBeLessThan(14 * minute);
});

test('a wave that has not begun has no lane and no time', () => {
  const early = side('C', START, 200, 10);
  const group = groupsOf([early], START + 10 * minute)[1];
  expect(group?.sides[0]?.tookMs).toBeNull();
  expect(
    scaleOf(group?.sides[0] ?? { side: early, wave: null, members: [], tookMs: null, ended: false }, 'wave', minute, 10),
  ).toBeNull();
  expect(wholeMs({ ...early, execution: { ...early.execution, startedAt: null } }, START)).toBeNull();
});
