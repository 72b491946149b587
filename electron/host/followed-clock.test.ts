import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFollowedClock } from './followed-clock';
import { createWall } from './wall';

const START = Date.parse('2026-11-23T09:00:00.000Z');
const wall = createWall({ epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => 0 });
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function aSleeper(clock: ReturnType<typeof createFollowedClock>, ms: number, signal = never) {
  const sleeper = { woke: false, failed: null as unknown };
  clock.sleep(ms, signal).then(
    () => {
      sleeper.woke = true;
    },
    (reason: unknown) => {
      sleeper.failed = reason;
    },
  );
  return sleeper;
}

describe('a clock that follows another', () => {
  test('counts on between readings at the speed last heard', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 60 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(clock.now()).toBe('2026-11-23T09:01:00.000Z');
  });

  test('stands while paused and goes on from there', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 60 });
    clock.observe({ nowMs: START, speed: 0 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(clock.nowMs()).toBe(START);
    clock.observe({ nowMs: START, speed: 60 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(clock.nowMs()).toBe(START + 60_000);
  });

  test('never goes back, not even after a reading that lies behind', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 60 });
    await vi.advanceTimersByTimeAsync(1_000);
    const before = clock.nowMs();
    clock.observe({ nowMs: before - 10_000, speed: 60 });
    expect(clock.nowMs()).toBe(before);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(clock.nowMs()).toBe(before + 50_000);
  });

  test('a sleeper wakes after simulated time, not after wall time', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 60 });
    const sleeper = aSleeper(clock, 60_000);
    await vi.advanceTimersByTimeAsync(990);
    expect(sleeper.woke).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(sleeper.woke).toBe(true);
  });

  test('a sleeper follows a change of speed', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 1 });
    const sleeper = aSleeper(clock, 600_000);
    await vi.advanceTimersByTimeAsync(1_000);
    clock.observe({ nowMs: START + 1_000, speed: 600 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sleeper.woke).toBe(true);
  });

  test('a step wakes the sleepers it passes and tells the listeners', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 0 });
    const heard = vi.fn();
    clock.onChange(heard);
    const sleeper = aSleeper(clock, 30_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sleeper.woke).toBe(false);
    clock.observe({ nowMs: START + 31_000, speed: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect([sleeper.woke, heard.mock.calls.length]).toEqual([true, 1]);
  });

  test('an ordinary reading is no change', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 60 });
    const heard = vi.fn();
    clock.onChange(heard);
    await vi.advanceTimersByTimeAsync(250);
    clock.observe({ nowMs: START + 15_100, speed: 60 });
    expect(heard).not.toHaveBeenCalled();
  });

  test('an abort ends a sleep with its reason, also while paused', async () => {
    const clock = createFollowedClock(wall, { nowMs: START, speed: 0 });
    const ending = new AbortController();
    const sleeper = aSleeper(clock, 1_000, ending.signal);
    ending.abort('enough');
    await vi.advanceTimersByTimeAsync(0);
    expect(sleeper.failed).toBe('enough');
  });
});
