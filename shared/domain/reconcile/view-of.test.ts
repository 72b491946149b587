import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../events';
import { evolve } from '../evolve/evolve';
import { emptyState } from '../state';
import { defaultTrace, e1Dies, e2CancelledWhilePaused, e2Rescored } from '../testing/drill';
import { anItem, aServer, context, e1, e2, itemSeen, job, jobSeen, opening, server, serverSeen, t } from '../testing/facts';
import { play } from '../testing/play';
import { viewOf } from './view-of';

const troubles: ConsoleEvent[] = [
  {
    at: t('09:20:00'),
    type: 'source.failed',
    contextId: context,
    sourceKey: `${context}/dynamodb-executions`,
    source: 'dynamodb-executions',
    error: { code: 'throttled', message: 'slow down', next: 'wait', action: null, resource: null },
  },
  {
    at: t('09:58:00'),
    type: 'source.recovered',
    contextId: context,
    sourceKey: `${context}/dynamodb-executions`,
    source: 'dynamodb-executions',
    silentSeconds: 2_280,
  },
  {
    at: t('10:12:00'),
    type: 'source.failed',
    contextId: context,
    sourceKey: `${context}/sfn-runs`,
    source: 'sfn-runs',
    error: { code: 'throttled', message: 'slow down', next: 'wait', action: null, resource: null },
  },
  {
    at: t('10:20:00'),
    type: 'source.recovered',
    contextId: context,
    sourceKey: `${context}/sfn-runs`,
    source: 'sfn-runs',
    silentSeconds: 480,
  },
];
const events = [
  ...opening('08:59:00'),
  ...defaultTrace(),
  ...troubles,
  ...e2Rescored(),
  ...e1Dies(),
  ...e2CancelledWhilePaused(),
];

test('a view made step by step equals one made from scratch', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: 30 }), fc.integer({ min: 1, max: 7 }), (order, stride) => {
      let state = emptyState;
      let view = viewOf(state, null, t('08:00:00'));
      let now = t('08:00:00');
      order.forEach((event, index) => {
        state = evolve(state, event);
        if (event.at > now) now = event.at;
        if (index % stride === 0) view = viewOf(state, view, now);
      });
      expect(viewOf(state, view, now)).toEqual(viewOf(state, null, now));
    }),
    { numRuns: 60 },
  );
});

test('a job that an execution no longer names belongs to it no longer', () => {
  const named = play([
    ...opening('08:59:00'),
    jobSeen('09:30:06', { id: 'e7', servers: ['d01'], status: 'STARTED', createdAt: '09:30:00' }),
    itemSeen('09:30:10', anItem(e1, { terminateJobIds: [job('e7')] })),
  ]);
  expect(named.view.jobs[job('e7')]?.executionId).toBe(e1);
  expect(play([itemSeen('09:31:00', anItem(e1))], named).view.jobs[job('e7')]?.executionId).toBeNull();
});

describe('what did not change', () => {
  const { state, view } = play(events);
  const now = t('11:00:00');
  const settled = viewOf(state, view, now);

  test('keeps the whole view', () => {
    expect(viewOf(state, settled, now)).toBe(settled);
  });

  test('keeps the entities and collections that have nothing to do with it', () => {
    const lagging = evolve(state, serverSeen('11:00:00', aServer('d01', { lagSeconds: 90 })));
    const next = viewOf(lagging, settled, now);
    expect(next.servers[server('d01')]?.lagSeconds).toBe(90);
    expect(next.servers[server('d02')]).toBe(settled.servers[server('d02')]);
    const { servers: _, ...rest } = next;
    for (const [name, collection] of Object.entries(rest))
      expect(collection).toBe(Object.entries(settled).find(([key]) => key === name)?.[1]);
  });

  test('keeps the other executions', () => {
    const renamed = evolve(state, serverSeen('11:00:00', aServer('w01', { name: 'front-01' })));
    const next = viewOf(renamed, settled, now);
    expect(next.participants[`${e2}/${server('w01')}`]?.serverName).toBe('front-01');
    expect(next.executions[e1]).toBe(settled.executions[e1]);
    expect(next.participants[`${e2}/${server('w02')}`]).toBe(settled.participants[`${e2}/${server('w02')}`]);
  });
});

test('an execution that goes on is stale when a source it was read from is silent for two minutes', () => {
  const paused = play([...opening('08:59:00'), ...defaultTrace().filter(({ at }) => at < t('10:11:00'))]);
  const failing = play(troubles.slice(0, 1), paused);
  expect(failing.view.executions[e2]?.detail).toEqual([]);
  const late = viewOf(failing.state, failing.view, t('10:14:01'));
  expect(late.executions[e2]?.detail).toEqual(['stale']);
  expect(late.executions[e1]).toBe(failing.view.executions[e1]);
});

test('jobs and instances know the execution they belong to', () => {
  const { view } = play(events.filter(({ at }) => at < t('09:29:00')));
  expect(view.jobs[job('e2')]).toMatchObject({ executionId: e1, waveNumber: 1 });
  expect(Object.values(view.instances)).toHaveLength(7);
  expect(new Set(Object.values(view.instances).map(({ executionId }) => executionId))).toEqual(new Set([e1]));
});

test('while only its run is known, an execution goes by its id and claims nothing about its waves', () => {
  const begun = defaultTrace().find(({ type }) => type === 'run.observed' || type === 'message.run-status');
  const { view } = play([...opening('08:59:00'), ...(begun === undefined ? [] : [begun])]);
  expect(view.executions[e1]).toMatchObject({
    planName: `Execution ${e1.slice(0, 8)}`,
    status: 'RUNNING',
    summary: 'Running; its waves are not known yet',
  });
});
