import type { Wall } from '../ports';

/** Waits for `work`, but no longer than `ms` of wall time. Answers whether it ended in time. */
export async function endedWithin(ms: number, wall: Pick<Wall, 'sleep'>, work: Promise<unknown>): Promise<boolean> {
  const enough = new AbortController();
  const late = wall.sleep(ms, enough.signal).then(
    () => false,
    () => false,
  );
  const inTime = await Promise.race([work.then(() => true), late]);
  enough.abort();
  return inTime;
}
