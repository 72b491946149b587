import { hrtime } from 'node:process';

/** Measures how long this program itself takes over something, below the whole milliseconds of the wall; answers milliseconds since. */
export function startStopwatch(): () => number {
  const begun = hrtime.bigint();
  return () => Number(hrtime.bigint() - begun) / 1e6;
}
