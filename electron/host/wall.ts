import { instantOf } from '../../shared/domain/primitives';
import type { Clock, Random, Wall } from '../engine/ports';
import type { Machine } from './machine';
import { nap } from './nap';

/** Real time, for what stays on it (audit, HTTP timeouts, retries, credentials). */
export function createWall(machine: Machine): Wall {
  return {
    now: () => instantOf(machine.epochMs()),
    nowMs: () => machine.epochMs(),
    monoMs: () => Math.floor(machine.monoMs()),
    async sleep(ms, signal) {
      const until = machine.monoMs() + ms;
      for (let left = ms; left > 0; left = until - machine.monoMs()) await nap(left, signal);
    },
  };
}

/** The engine's clock outside rehearsals: the wall itself. */
export function wallClock(wall: Wall): Clock {
  return {
    now: wall.now,
    nowMs: wall.nowMs,
    sleep: wall.sleep,
    speed: () => 1,
    onChange: () => () => undefined,
  };
}

export function createRandom(machine: Machine): Random {
  return { unit: () => machine.unit() };
}
