import { ContextId } from '../../shared/domain/primitives';
import { err, ok, type Result } from '../../shared/lib/result';
import type { ContextSpec, RehearsalPort } from '../engine/engine-api';
import type { Log, Wall } from '../engine/ports';
import { REHEARSAL_KEY } from '../simulator/callers';
import { followClock, type ReadingOfTrace, readClock } from './clock-follower';
import type { FollowedClock } from './followed-clock';
import type { Problem } from './problem';
import type { Trace } from './rehearsal-archive';
import { callSimulator, PATIENCE_MS } from './simulator-control';

/** A simulator that runs in this process for this console alone. */
export interface OwnSimulator {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Rehearsal {
  readonly clock: FollowedClock;
  /** Where every AWS client of this console dials. */
  readonly url: string;
  readonly trace: Trace;
  /** Whether the simulator runs for this console alone. */
  readonly own: boolean;
  describe(): ReturnType<RehearsalPort['describe']>;
  control: RehearsalPort['control'];
  /** Lets the trace of our own simulator begin, which is held until now. Another's began when it was started. */
  begin(): Promise<void>;
  /** Makes the trace begin anew. `onNewTrace` is called then: at once for our own simulator, else when the other has done so. */
  beginAnew(): Promise<void>;
  stop(): Promise<void>;
}

/** Simulated time by which our clock may be ahead of the simulator's without anybody noticing. */
const CLOCKS_MAY_DIFFER_MS = 1_000;

/** Joins a simulator (our own, or one started apart at `url`), reads its clock and follows it. */
export async function joinRehearsal(options: {
  readonly url: string;
  readonly own: OwnSimulator | null;
  readonly wall: Wall;
  readonly log: Log;
  readonly onNewTrace: () => void;
}): Promise<Result<Rehearsal, Problem>> {
  const { url, own } = options;
  const first = await readClock(url, AbortSignal.timeout(PATIENCE_MS));
  if (!first.ok)
    return err({
      code: 'clock',
      message: `No rehearsal clock: ${first.error}.`,
      next: 'Start `tocsin simulate`, or correct --clock.',
    });

  const ending = new AbortController();
  let latest: ReadingOfTrace = first.value;
  const clock = followClock({
    url,
    first: first.value,
    wall: options.wall,
    log: options.log,
    signal: ending.signal,
    onNewTrace: options.onNewTrace,
    onReading: (reading) => {
      latest = reading;
    },
  });

  const control: Rehearsal['control'] = async ({ paused, speed }) => {
    if (speed !== undefined) await post(url, 'speed', { speed });
    if (paused !== undefined) await post(url, paused ? 'pause' : 'resume', {});
    let reading = await readClock(url, AbortSignal.timeout(PATIENCE_MS));
    if (own !== null && speed !== undefined && paused !== true && reading.ok) {
      // Our clock never goes back: slowed down from ×300 it would stand for a minute, until the simulator has come as far.
      const aheadMs = clock.nowMs() - reading.value.nowMs;
      if (aheadMs > CLOCKS_MAY_DIFFER_MS) {
        await post(url, 'step', { seconds: aheadMs / 1000 });
        reading = await readClock(url, AbortSignal.timeout(PATIENCE_MS));
      }
    }
    if (reading.ok) clock.observe(reading.value);
  };

  return ok({
    clock,
    url,
    own: own !== null,
    trace: {
      clock: own === null ? url : 'own',
      start: own === null ? first.value.start : `${first.value.start} ${options.wall.now()}`,
    },
    describe: () => ({
      scenario: latest.scenario ?? 'unknown',
      variant: latest.variant,
      operator: latest.operator ?? 'script',
      ended: latest.ended,
    }),
    control,
    async begin() {
      if (own !== null) await control({ paused: false });
    },
    async beginAnew() {
      if (own === null) await post(url, 'restart', {});
      else options.onNewTrace();
    },
    async stop() {
      ending.abort();
      await own?.stop();
    },
  });
}

async function post(url: string, what: string, body: unknown): Promise<void> {
  const reply = await callSimulator(url, what, body);
  if (!reply.ok) throw new Error(`${url}/_sim/${what} answered ${reply.status}: ${await reply.text()}`);
}

/** The simulator accepts any secret for the key of its rehearsal user. */
const REHEARSAL_KEYS = { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'rehearsal' };

/** What a rehearsal watches: the simulated platform account, in the regions asked for. */
export function rehearsalContexts(url: string, regions: readonly string[], scenario: string | undefined): readonly ContextSpec[] {
  const name = scenario === undefined || scenario === 'payroll-drill' ? 'Payroll rehearsal' : 'Rehearsal';
  return [...new Set(regions.length > 0 ? regions : ['us-east-1'])].map((region) => ({
    contextId: ContextId.parse(`rehearsal:${region}`),
    profile: 'rehearsal',
    region,
    endpointUrl: url,
    keys: REHEARSAL_KEYS,
    mayCreateQueue: true,
    suggested: { name, environment: 'test' },
  }));
}
