import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../events';
import { type ConsoleState, emptyState } from '../state';
import { defaultTrace, e2Rescored } from '../testing/drill';
import {
  anItem,
  aRun,
  context,
  e1,
  instanceGone,
  instanceSeen,
  itemSeen,
  job,
  jobSeen,
  launchTold,
  line,
  logSeen,
  opening,
  pendingWave,
  runSeen,
  runTold,
  startedWave,
  t,
} from '../testing/facts';
import { play } from '../testing/play';
import { evolve, evolveAll } from './evolve';

const trace = [...defaultTrace(), ...e2Rescored()];
const fold = (events: readonly ConsoleEvent[], from: ConsoleState = emptyState) => events.reduce(evolve, from);

describe('a clock that was ahead and is put right', () => {
  const anHourAhead = [...opening('09:59:00'), runSeen('10:05:00', aRun(e1)), itemSeen('10:05:00', anItem(e1))];
  const putRight: ConsoleEvent = { at: t('09:10:00'), type: 'clock.changed', sessionId: 'ses-1', jumpSeconds: -3600 };
  const after = itemSeen('09:10:15', anItem(e1, { status: 'FAILED', endedAt: t('09:10:10') }));

  test('does not make facts of before look newer than those of now', () => {
    expect(fold([...anHourAhead, putRight, after]).executions[e1]?.item?.fact.status).toBe('FAILED');
    const [started] = opening('09:10:00', 'ses-2');
    if (started === undefined) throw new Error('a session starts');
    expect(fold([...anHourAhead, started, after]).executions[e1]?.item?.fact.status).toBe('FAILED');
  });

  test('does not make what happens now history', () => {
    const { journal } = play([after], play([...anHourAhead, putRight]));
    expect(journal.flatMap((event) => (event.type === 'notice.raised' ? [event.notice.kind] : []))).toEqual(['execution-failed']);
  });

  test('a clock that only jumped forward dates nothing anew', () => {
    const state = fold(anHourAhead);
    expect(evolve(state, { ...putRight, at: t('10:30:00'), jumpSeconds: 1500 }).executions).toBe(state.executions);
  });

  test('replays alike, one by one and together', () => {
    const events = [...anHourAhead, ...trace.map((event) => ({ ...event, at: t('10:20:00') })), putRight, after];
    expect(evolveAll(emptyState, events)).toEqual(fold(events));
  });
});

describe('observations', () => {
  test('come to the same state in any order and however often', () => {
    const expected = fold(trace);
    const disordered = fc
      .tuple(fc.shuffledSubarray(trace, { minLength: trace.length }), fc.shuffledSubarray(trace))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
    fc.assert(
      fc.property(disordered, (events) => {
        expect(fold(events)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('that say nothing new keep the state itself', () => {
    const state = fold(trace);
    for (const event of trace) expect(evolve(state, event)).toBe(state);
  });

  test('change only the slices they are about', () => {
    const state = fold(trace);
    const next = evolve(state, jobSeen('10:00:00', { id: 'e9', servers: ['d01'], status: 'PENDING', createdAt: '10:00:00' }));
    expect(next).not.toBe(state);
    expect({ ...next, jobs: null, lastEventAt: null }).toEqual({ ...state, jobs: null, lastEventAt: null });
    expect(next.executions).toBe(state.executions);
    expect(next.jobs[job('e1')]).toBe(state.jobs[job('e1')]);
  });
});

test('a batch comes to the same state as one by one, and leaves the state it started from alone', () => {
  const { journal } = play([...opening('08:59:00'), ...trace]);
  fc.assert(
    fc.property(fc.nat(journal.length), (cut) => {
      const first = fold(journal.slice(0, cut));
      const frozen = JSON.stringify(first);
      expect(evolveAll(first, journal.slice(cut))).toEqual(fold(journal));
      expect(JSON.stringify(first)).toBe(frozen);
    }),
    { numRuns: 20 },
  );
});

test('a replay of the journal is the live state', () => {
  const { state, journal } = play([...opening('08:59:00'), ...trace]);
  expect(evolveAll(emptyState, journal)).toEqual(state);
});

describe('waves of an execution', () => {
  test('that a later item no longer lists are remembered with their gate', () => {
    const state = fold([
      itemSeen('09:00:00', anItem(e1)),
      itemSeen('10:25:08', anItem(e1, { waves: [startedWave(2, job('e5'), '10:25:05')] })),
    ]);
    const waves = state.executions[e1]?.waves;
    expect(Object.keys(waves ?? {})).toEqual(['0', '1', '2']);
    expect(waves?.[2]).toMatchObject({ pauseBeforeWave: true, protectionGroupId: 'group-2', jobId: job('e5') });
    expect(waves?.[0]).toEqual(pendingWave(0));
  });

  test('keep the instance details that a resumed item lacks', () => {
    const bare = { ...startedWave(0, job('e1'), '09:00:06'), servers: startedWave(0, job('e1'), '09:00:06').servers };
    const state = fold([
      itemSeen('09:12:38', anItem(e1, { waves: [startedWave(0, job('e1'), '09:00:06', 'COMPLETED', 'LAUNCHED')] })),
      itemSeen('09:12:50', anItem(e1, { waves: [bare] })),
    ]);
    expect(state.executions[e1]?.waves[0]?.servers[0]).toMatchObject({ launchStatus: 'PENDING', instanceType: 'm6i.large' });
  });
});

describe('a run', () => {
  const ended = aRun(e1, { status: 'FAILED', stoppedAt: t('09:25:12'), error: 'PlanExecutionFailed' });

  test('is not reopened by a poll that was under way when it ended', () => {
    const state = fold([runTold('09:25:13', ended), runSeen('09:25:14', aRun(e1))]);
    expect(state.executions[e1]?.run?.fact.status).toBe('FAILED');
  });

  test('is not reopened by the message about its start, arriving late', () => {
    const late: ConsoleEvent = { ...runTold('11:00:00', aRun(e1)), occurredAt: t('09:00:01') };
    expect(fold([runTold('09:25:13', ended), late]).executions[e1]?.run?.fact.status).toBe('FAILED');
  });
});

test('a job log that arrives before its job is kept for it', () => {
  const log = logSeen('09:00:15', 'e1', [line('09:00:15', 'SNAPSHOT_START', 'd01')]);
  const state = fold([log, jobSeen('09:00:16', { id: 'e1', servers: ['d01'], status: 'STARTED', createdAt: '09:00:06' })]);
  expect(state.jobs[job('e1')]?.log).toHaveLength(1);
  expect(state.strayLogs).toEqual({});
});

test('an instance that a complete listing no longer had does not come back by an older observation', () => {
  const state = fold([instanceGone('09:33:40', 'd01'), instanceSeen('09:12:30', 'e1', 'd01')]);
  expect(state.instances).toEqual({});
});

test('a message is counted once, whatever it says the second time', () => {
  const first = launchTold('09:24:52', 'e2', 'a03', false);
  const state = fold([first, { ...first, at: t('09:30:00'), succeeded: true }]);
  expect(Object.values(state.launchesTold)).toEqual([{ at: t('09:24:52'), succeeded: false }]);
});

describe('bounds', () => {
  const malformed = (index: number): ConsoleEvent => ({
    at: t('09:00:00'),
    type: 'message.malformed',
    contextId: context,
    source: 'sqs-messages',
    messageId: `m-${String(index).padStart(5, '0')}`,
    reason: 'not JSON',
    sizeBytes: 3,
    excerpt: '???',
  });

  test('the newest 200 malformed messages are kept', () => {
    const state = evolveAll(
      emptyState,
      Array.from({ length: 250 }, (_, index) => malformed(index)),
    );
    expect(Object.keys(state.malformed)).toHaveLength(200);
    expect(state.malformed['m-00050']).toBeDefined();
    expect(state.malformed['m-00049']).toBeUndefined();
  });

  test('message ids are forgotten in the end', () => {
    const state = evolveAll(
      emptyState,
      Array.from({ length: 12_000 }, (_, index) => malformed(index)),
    );
    expect(Object.keys(state.messagesSeen).length).toBeLessThanOrEqual(6000);
    expect(state.messagesSeen['m-11999']).toBeDefined();
  });

  test('a run keeps its newest 200 steps', () => {
    const steps = Array.from({ length: 300 }, (_, id) => ({
      id,
      at: t('09:00:00'),
      type: 'TaskStateEntered',
      stateName: 'x',
      error: null,
    }));
    const state = fold([
      { at: t('09:00:00'), type: 'run-steps.observed', contextId: context, source: 'sfn-runs', executionId: e1, steps },
    ]);
    expect(state.executions[e1]?.steps.map(({ id }) => id).slice(0, 1)).toEqual([100]);
  });
});
