import { z } from 'zod';
import { err, ok, type Result } from '../../shared/lib/result';
import type { Log, Wall } from '../engine/ports';
import { type ClockReading, createFollowedClock, type FollowedClock } from './followed-clock';
import { nap } from './nap';

/** `GET /_sim/clock`: the part that a follower needs. `start` and `scenario` name the trace. */
const SimClock = z.object({
  now: z.iso.datetime({ offset: true }),
  speed: z.number().nonnegative(),
  start: z.string().nullish(),
  scenario: z.string().nullish(),
  variant: z.string().nullish(),
  operator: z.enum(['script', 'human']).nullish(),
  ended: z.boolean().nullish(),
});

export interface ReadingOfTrace extends ClockReading {
  /** Simulated instant at which the trace began; empty where the clock does not tell. */
  readonly start: string;
  readonly scenario: string | null;
  readonly variant: string | null;
  readonly operator: 'script' | 'human' | null;
  /** True once every act of the trace has been played. */
  readonly ended: boolean;
}

/** Asks a rehearsal's clock once; a failure is told in one sentence. `url` is the address of the simulator. */
export async function readClock(url: string, signal: AbortSignal): Promise<Result<ReadingOfTrace, string>> {
  try {
    const reply = await fetch(new URL('/_sim/clock', url), { signal });
    if (!reply.ok) return err(`${url} answered ${reply.status} to /_sim/clock`);
    return parseClock(await reply.json());
  } catch (error) {
    return err(`${url} does not answer: ${reasonOf(error)}`);
  }
}

export function parseClock(body: unknown): Result<ReadingOfTrace, string> {
  const parsed = SimClock.safeParse(body);
  if (!parsed.success) return err(`the answer of /_sim/clock is no clock: ${z.prettifyError(parsed.error)}`);
  const { now, speed, start, scenario, variant, operator, ended } = parsed.data;
  return ok({
    nowMs: Date.parse(now),
    speed,
    start: start ?? '',
    scenario: scenario ?? null,
    variant: variant ?? null,
    operator: operator ?? null,
    ended: ended ?? false,
  });
}

/** Wall milliseconds between two readings; a change made elsewhere is noticed within this time. */
const EVERY_MS = 250;
const TIMEOUT_MS = 2_000;

/**
 * A clock that follows `url` until `signal` aborts. While the other does not answer, it counts on at the last known speed, and says
 * so once in the log.
 */
export function followClock(options: {
  readonly url: string;
  readonly first: ReadingOfTrace;
  /** Called with each reading of this trace. */
  readonly onReading: (reading: ReadingOfTrace) => void;
  /** Called once when the trace was started anew from elsewhere; the follower then ends. */
  readonly onNewTrace: () => void;
  readonly wall: Wall;
  readonly log: Log;
  readonly signal: AbortSignal;
}): FollowedClock {
  const clock = createFollowedClock(options.wall, options.first);
  void keepFollowing(clock, options);
  return clock;
}

async function keepFollowing(clock: FollowedClock, options: Parameters<typeof followClock>[0]): Promise<void> {
  const { url, first, wall, log, signal } = options;
  let silent = false;
  let last = first;
  while (!signal.aborted) {
    const asked = wall.monoMs();
    const reading = await readClock(url, AbortSignal.timeout(TIMEOUT_MS));
    if (signal.aborted) return;
    if (reading.ok && isNewTrace(reading.value, last)) return options.onNewTrace();
    if (reading.ok) {
      last = reading.value;
      options.onReading(last);
      // The answer was true half a round trip ago.
      clock.observe({ ...reading.value, nowMs: reading.value.nowMs + ((wall.monoMs() - asked) / 2) * reading.value.speed });
    } else if (!silent) {
      log.warn({ url }, `The rehearsal's clock does not answer, counting on alone: ${reading.error}`);
    }
    silent = !reading.ok;
    try {
      await nap(EVERY_MS, signal);
    } catch {
      return; // only an abort ends the nap, and that ends the following
    }
  }
}

/** A simulated clock only goes back when its world was built anew; with a pinned start that is all there is to see. */
function isNewTrace(reading: ReadingOfTrace, former: ReadingOfTrace): boolean {
  return reading.start !== former.start || reading.nowMs < former.nowMs;
}

/** `fetch` hides the cause (`ECONNREFUSED`) one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return error.message;
}
