import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock } from './clock';
import type { Wall } from './world';

/** A wall that moves only when told to. */
function aWall() {
  let now = 1_000_000;
  let pending: { at: number; act: () => void }[] = [];
  const wall: Wall = {
    now: () => now,
    after(ms, act) {
      const timer = { at: now + ms, act };
      pending.push(timer);
      return () => {
        pending = pending.filter((each) => each !== timer);
      };
    },
  };
  const pass = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const next = pending.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      pending = pending.filter((each) => each !== next);
      now = next.at;
      next.act();
    }
    now = end;
  };
  return { wall, pass };
}

test('timers fire in order of time, then of registration, each at its own instant', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), (instants) => {
      const clock = createClock({ start: 0, speed: 1 });
      const fired: [number, number][] = [];
      for (const [order, at] of instants.entries()) clock.at(at, () => fired.push([clock.now(), order]));
      clock.advanceTo(50);
      expect(fired).toEqual(
        instants.map((at, order): [number, number] => [at, order]).sort((a, b) => a[0] - b[0] || a[1] - b[1]),
      );
    }),
  );
});

test('a cancelled timer does not fire, one set from a timer does', () => {
  const clock = createClock({ start: 0, speed: 1 });
  const fired: string[] = [];
  const cancel = clock.at(10, () => fired.push('cancelled'));
  clock.at(5, () => {
    cancel();
    clock.at(clock.now() + 1, () => fired.push(`nested ${clock.now()}`));
  });
  clock.advanceTo(100);
  expect(fired).toEqual(['nested 6']);
  expect(clock.now()).toBe(100);
});

test('at speed 60 a simulated minute passes in a wall second', () => {
  const { wall, pass } = aWall();
  const clock = createClock({ start: 0, speed: 60, wall });
  const fired: number[] = [];
  clock.at(60_000, () => fired.push(clock.now()));
  pass(999);
  expect(fired).toEqual([]);
  pass(1);
  expect(fired).toEqual([60_000]);
});

test('pause holds time, step moves it, resume goes on from there', () => {
  const { wall, pass } = aWall();
  const clock = createClock({ start: 0, speed: 10, wall });
  const fired: number[] = [];
  clock.at(30_000, () => fired.push(clock.now()));
  pass(1000);
  clock.pause();
  pass(50_000);
  expect(clock.reading()).toMatchObject({ now: '1970-01-01T00:00:10.000Z', speed: 0, paused: true, nominalSpeed: 10 });
  clock.step(25);
  expect(fired).toEqual([30_000]);
  expect(clock.now()).toBe(35_000);
  clock.resume();
  pass(100);
  expect(clock.now()).toBe(36_000);
});

test('changing speed keeps the instant and refuses what is out of range', () => {
  const { wall, pass } = aWall();
  const clock = createClock({ start: 0, speed: 1, wall });
  pass(1000);
  clock.setSpeed(600);
  expect(clock.now()).toBe(1000);
  pass(10);
  expect(clock.now()).toBe(7000);
  expect(() => clock.setSpeed(601)).toThrow(RangeError);
});

test('time never passes a timer that is due but has not fired', () => {
  let now = 0;
  const clock = createClock({ start: 0, speed: 1, wall: { now: () => now, after: () => () => undefined } });
  clock.at(500, () => undefined);
  now = 10_000;
  expect(clock.now()).toBe(500);
});
