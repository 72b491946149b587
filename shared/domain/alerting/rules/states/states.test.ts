import { expect, test } from 'vitest';
import { Instant } from '../../../primitives';
import { Settings } from '../../../settings';
import { before, e1Fails, e1SiblingsLaunch, e1Start, e1Wave0Ends, e1Wave1, e2Pauses, e2Start } from '../../../testing/drill';
import { aServer, context, e1, opening, planId, planSeen, server, serverSeen, t } from '../../../testing/facts';
import { type Played, play, tick } from '../../../testing/play';
import { fingerprintOfFinding, labelsOfFinding } from '../rule-labels';
import { minutesStill } from './predicate';
import { bindState, statePredicates } from './registry';

const settings = Settings.parse({ objectives: { plans: [{ planId, rtoMinutes: 20, rpoMinutes: 15, drillEveryDays: 30 }] } });

function found(name: string, parameters: object, played: Played, time: string) {
  const bound = bindState(name, parameters);
  if (!bound.ok) throw new Error(bound.error.message);
  const now = t(time);
  const { state, view } = tick(played, now);
  return bound.value
    .find({ view, state, settings, nowMs: Date.parse(now) })
    .map((one) => ({ ...one, all: labelsOfFinding(name, one, view) }));
}

const started = play([...opening('08:59:00'), ...before(), ...e1Start()]);

test('every state is known by one name, and takes its defaults', () => {
  expect(new Set(statePredicates.map(({ name }) => name)).size).toBe(statePredicates.length);
  for (const { name } of statePredicates) expect(found(name, {}, started, '09:00:10')).toBeInstanceOf(Array);
});

test('an execution is over its objective from that minute on, and while it runs only', () => {
  expect(found('execution-over-objective', {}, started, '09:19:59')).toEqual([]);
  expect(found('execution-over-objective', {}, started, '09:20:00')).toMatchObject([
    {
      key: e1,
      executionId: e1,
      value: 1200,
      threshold: 1200,
      all: { plan: 'Payroll DR', execution: e1, executionType: 'DRILL' },
    },
  ]);
  expect(found('execution-over-objective', { Percent: 50 }, started, '09:10:00')).toHaveLength(1);
  const failed = play([...e1Wave0Ends(), ...e1Wave1(), ...e1Fails(), ...e1SiblingsLaunch()], started);
  expect(found('execution-over-objective', {}, failed, '10:20:00')).toEqual([]);
});

test('a wave is stuck when nothing of it has moved', () => {
  expect(found('wave-stuck', { Minutes: 30 }, started, '09:38:19')).toEqual([]);
  const [stuck] = found('wave-stuck', { Minutes: 30 }, started, '09:38:20');
  expect(stuck).toMatchObject({ key: `${e1}/0`, labels: { wave: '0', waveLabel: 'Wave 1 Database' }, value: 1800 });
  expect(stuck?.summary).toContain('LAUNCH');
  expect(found('wave-stuck', { Minutes: 30, Phase: 'SNAPSHOT' }, started, '09:38:20')).toEqual([]);
  expect(found('wave-stuck', { Minutes: 30 }, play([...e1Wave0Ends()], started), '10:30:00')).toEqual([]);
});

test('after the clock was put ahead, nothing has stood still for longer than since', () => {
  const aheadSinceMs = Date.parse('2026-03-14T11:00:00.000Z');
  const scene = (time: string) => ({ nowMs: Date.parse(`2026-03-14T${time}.000Z`), aheadSinceMs });
  const movedAt = Instant.parse('2026-03-14T09:08:20.000Z');
  expect(minutesStill(movedAt, scene('11:20:00'))).toBe(20);
  expect(minutesStill(Instant.parse('2026-03-14T11:10:00.000Z'), scene('11:20:00'))).toBe(10);
  expect(minutesStill(movedAt, { ...scene('11:20:00'), aheadSinceMs: null })).toBe(131);
});

test('a server that stays in a phase is told by its wave', () => {
  const [first] = found('server-stuck', { Minutes: 10, Phase: 'LAUNCH' }, started, '09:18:30');
  expect(first).toMatchObject({ executionId: e1, labels: { wave: '0', phase: 'LAUNCH' }, all: { plan: 'Payroll DR' } });
});

test('a pause is told of once it is long, and again before the next wave', () => {
  const paused = play([...opening('08:59:00'), ...before(), ...e2Start(), ...e2Pauses()]);
  expect(found('execution-paused-long', { Minutes: 240 }, paused, '10:00:00')).toEqual([]);
  expect(found('execution-paused-long', { Minutes: 5 }, paused, '23:00:00')).toMatchObject([{ all: { plan: 'Payroll DR' } }]);
});

test('lag is held against what the plan promises', () => {
  const behind = play([
    ...opening('08:59:00'),
    planSeen('08:59:30'),
    serverSeen('08:59:40', aServer('d01', { lagSeconds: 901 })),
    serverSeen('08:59:40', aServer('d02', { lagSeconds: 900 })),
    serverSeen('08:59:40', aServer('d03', { lagSeconds: null })),
  ]);
  expect(found('lag-over-objective', {}, behind, '09:00:00')).toMatchObject([
    { sourceServerId: server('d01'), value: 901, threshold: 900, all: { plan: 'Payroll DR', server: server('d01') } },
  ]);
  expect(found('lag-over-objective', { Percent: 50 }, behind, '09:00:00')).toHaveLength(2);
});

test('a server that does not replicate is not told of for its lag, and has time to catch up afterwards', () => {
  const lagging = (replicationState: string) => aServer('d01', { replicationState, lagSeconds: 1_800 });
  const first = [...opening('08:59:00'), planSeen('08:59:30'), serverSeen('08:59:40', aServer('d01'))];
  const stalled = play([...first, serverSeen('09:00:00', lagging('STALLED'))]);
  expect(found('lag-over-objective', {}, stalled, '10:00:00')).toEqual([]);
  const again = play([serverSeen('10:01:00', lagging('CONTINUOUS'))], stalled);
  expect(found('lag-over-objective', {}, again, '10:15:00')).toEqual([]);
  expect(found('lag-over-objective', {}, again, '10:16:00')).toMatchObject([{ all: { kind: 'lag-over-objective' } }]);
});

test('replication in a bad state is told after a while', () => {
  const stalled = play([
    ...opening('08:59:00'),
    serverSeen('08:59:40', aServer('w02')),
    serverSeen('09:05:00', aServer('w02', { replicationState: 'STALLED', replicationError: 'AGENT_NOT_SEEN' })),
  ]);
  expect(found('replication-in-state', { Minutes: 30 }, stalled, '09:34:59')).toEqual([]);
  expect(found('replication-in-state', { Minutes: 30 }, stalled, '09:35:00')).toMatchObject([
    { sourceServerId: server('w02'), labels: { replication: 'STALLED', error: 'AGENT_NOT_SEEN' } },
  ]);
  expect(found('replication-in-state', { States: ['paused'] }, stalled, '10:35:00')).toEqual([]);
});

test('a source that does not answer is told by its name, and no longer once it answers', () => {
  const error = { code: 'unreachable' as const, message: 'no answer', next: 'wait', action: null, resource: null };
  const trouble = { contextId: context, sourceKey: `${context}/drs-jobs`, source: 'drs-jobs' as const };
  const silent = play([...opening('08:59:00'), { type: 'source.failed', at: t('09:00:00'), ...trouble, error }]);
  expect(found('source-silent', { Minutes: 10 }, silent, '09:10:00')).toMatchObject([
    { labels: { data: 'drs-jobs', error: 'unreachable' } },
  ]);
  expect(found('source-silent', { Minutes: 10, Sources: ['sfn-runs'] }, silent, '09:10:00')).toEqual([]);
  const again = play([{ type: 'source.recovered', at: t('09:11:00'), ...trouble, silentSeconds: 660 }], silent);
  expect(found('source-silent', { Minutes: 10 }, again, '09:30:00')).toEqual([]);
});

test('instances of a drill that is over are told together, after a day', () => {
  const failed = play([...e1Wave0Ends(), ...e1Wave1(), ...e1Fails(), ...e1SiblingsLaunch()], started);
  expect(found('instances-left-running', { Hours: 24 }, failed, '23:00:00')).toEqual([]);
  const [left] = found('instances-left-running', { Hours: 2 }, failed, '12:00:00');
  expect(left).toMatchObject({ key: e1, executionId: e1 });
  expect(left?.value).toBeGreaterThan(1);
  expect(fingerprintOfFinding('r', { key: e1 })).toBe(`rule:r:${e1}`);
});

test('a drill is due where none has completed as often as was promised', () => {
  expect(found('drill-overdue', {}, started, '09:00:10')).toMatchObject([{ value: null, threshold: 30 }]);
});
