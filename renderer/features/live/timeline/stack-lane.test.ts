import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDrill } from '../../../testing/drill';
import { contextId } from '../../../testing/world';
import type { Scale } from './scale';
import { lastEndMs, serverBars, stackLane } from './stack-lane';

const START = 1_700_000_000_000;
const minute = 60_000;
const scale: Scale = { startMs: START, endMs: START + 20 * minute, widthPx: 1000 };

function servers(count: number, nowMin: number, failing?: string) {
  const names = Array.from({ length: count }, (_, index) => `srv-${index}`);
  return aDrill({
    executionId: 'e',
    contextId,
    planName: 'p',
    executionType: 'DRILL',
    startMs: START,
    nowMs: START + nowMin * minute,
    waves: [{ name: 'All', servers: names, startsAtMin: 0 }],
    status: 'RUNNING',
    ...(failing === undefined ? {} : { failing }),
  }).participants;
}

describe('stackLane', () => {
  test('one server gives its phases one after the other', () => {
    const bars = stackLane(servers(1, 10), scale, START + 10 * minute, 24);
    expect([...bars].sort((a, b) => a.x - b.x).map((bar) => bar.kind)).toEqual(['SNAPSHOT', 'CONVERSION', 'LAUNCH']);
    expect(bars.every((bar) => bar.height === 24)).toBe(true);
  });

  test('a failed server shows on top of those that launched', () => {
    const bars = stackLane(servers(2, 14, 'srv-1'), scale, START + 14 * minute, 24);
    const failed = bars.find((bar) => bar.kind === 'FAILED');
    expect(failed).toMatchObject({ y: 0, height: 12, servers: 1 });
  });

  test('servers in lockstep draw few rectangles', () => {
    expect(stackLane(servers(100, 20), scale, START + 20 * minute, 24).length).toBeLessThan(60);
  });

  test('a lane without servers is empty', () => expect(stackLane([], scale, START, 24)).toEqual([]));

  test('bars never leave the lane and never overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 25, noNaN: true }), (count, nowMin) => {
        const bars = stackLane(servers(count, nowMin), scale, START + nowMin * minute, 24);
        for (const bar of bars) {
          expect(bar.x).toBeGreaterThanOrEqual(0);
          expect(bar.x + bar.width).toBeLessThanOrEqual(scale.widthPx);
          expect(bar.y).toBeGreaterThanOrEqual(-1e-9);
          expect(bar.y + bar.height).toBeLessThanOrEqual(24 + 1e-9);
        }
        for (const x of [50, 333.3, 777.7]) {
          const filled = bars.filter((bar) => bar.x <= x && x < bar.x + bar.width).reduce((sum, bar) => sum + bar.height, 0);
          expect(filled).toBeLessThanOrEqual(24 + 1e-9);
        }
      }),
    );
  });
});

test('a phase that lasts is drawn up to now', () => {
  const [server] = servers(1, 5);
  if (server === undefined) throw new Error('expected a server');
  expect(serverBars(server, scale, START + 5 * minute, 10).at(-1)).toMatchObject({ kind: 'CONVERSION', x: 100, width: 150 });
});

test('the last end is that of the slowest, and unknown while nothing has ended', () => {
  expect(lastEndMs(servers(1, 20))).toBe(START + 11.5 * minute);
  expect(lastEndMs(servers(3, 0))).toBeNull();
});
