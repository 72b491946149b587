import { expect, test } from 'vitest';
import type { EventOf } from '../../../shared/domain/events';
import { ManualTime, settle } from '../testing/manual-clock';
import { watchPerformance } from './own-performance';

/** A computer on which every turn comes `lateMs` too late. */
function aComputer() {
  const time = new ManualTime();
  const told: EventOf<'notification.raised'>[] = [];
  const openings: (string | null)[] = [];
  let lateMs = 0;
  const wall = { ...time.wall, sleep: (ms: number, signal: AbortSignal) => time.wall.sleep(ms + lateMs, signal) };
  const watch = watchPerformance({
    ports: { clock: time.clock, wall },
    rehearsal: false,
    plan: (_event, opening) => {
      openings.push(opening?.eventId ?? null);
      return [];
    },
    owe: (events) => void told.push(...events),
  });
  return {
    told,
    openings,
    watch,
    async minutes(count: number, late: number) {
      lateMs = late;
      await time.advance(count * 60_000);
      await settle();
    },
  };
}

test('a console that is slow for a minute says so once, and that it is over', async () => {
  const { told, openings, watch, minutes } = aComputer();
  await minutes(5, 20);
  expect(told).toEqual([]);
  await minutes(6, 2_000);
  expect(told.map(({ event }) => event.type)).toEqual(['health.performance-degraded']);
  expect(told[0]?.event.summary).toContain('2.0 seconds');
  await minutes(5, 500);
  expect(told).toHaveLength(1);
  await minutes(3, 0);
  expect(told.map(({ event }) => event.lifecycle)).toEqual(['opens', 'closes']);
  expect(told[1]?.event.alertKey).toBe(told[0]?.event.alertKey);
  expect(openings).toEqual([null, told[0]?.event.eventId]);
  watch.stop();
});

test('a computer that slept is not slow', async () => {
  const { told, watch, minutes } = aComputer();
  await minutes(3, 0);
  await minutes(600, 36_000_000);
  await minutes(5, 0);
  expect(told).toEqual([]);
  watch.stop();
});
