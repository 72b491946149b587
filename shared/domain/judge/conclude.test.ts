import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../events';
import { viewOf } from '../reconcile/view-of';
import {
  before,
  defaultTrace,
  e1Dies,
  e1Fails,
  e1SiblingsLaunch,
  e1Start,
  e1Wave0Ends,
  e1Wave1,
  e2Start,
} from '../testing/drill';
import { aServer, context, e1, opening, replicationTold, server, serverSeen, t } from '../testing/facts';
import { firstSight, type Played, play, restarted, tick } from '../testing/play';
import { conclude } from './conclude';

const notices = (events: readonly ConsoleEvent[]) =>
  events.flatMap((event) => (event.type === 'notice.raised' ? [event.notice] : []));
const since = (played: Played, index: number) => played.journal.slice(index);
const reopening = (at: string): ConsoleEvent[] => opening(at, 'ses-2');

test('draws no conclusion twice, wherever the console is stopped and started again', () => {
  const events = [...opening('08:59:00'), ...defaultTrace()];
  fc.assert(
    fc.property(fc.integer({ min: 2, max: events.length }), (cut) => {
      const live = play(events.slice(0, cut));
      const now = events[cut - 1]?.at ?? t('08:59:00');
      const again = restarted(live, now);
      expect(again.state).toEqual(live.state);
      expect(conclude(again.state, again.view, now, { baseline: false })).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('says where each server goes, once per step', () => {
  const { journal } = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends()]);
  const path = journal.flatMap((event) =>
    event.type === 'participant.changed' && event.sourceServerId === server('d01') ? [`${event.to} ${event.launchStatus}`] : [],
  );
  expect(path).toEqual(['SNAPSHOT PENDING', 'CONVERSION PENDING', 'LAUNCH PENDING', 'LAUNCH IN_PROGRESS', 'LAUNCHED LAUNCHED']);
});

describe('history', () => {
  test('at the first sight of an account raises nothing, in whichever order the sources answer', () => {
    const past = play([...opening('08:59:00'), ...defaultTrace()]);
    fc.assert(
      fc.property(fc.shuffledSubarray(firstSight(past, t('12:00:05')), { minLength: 1 }), (order) => {
        const seen = play([...opening('12:00:00'), ...order], undefined, { baseline: true });
        expect(notices(tick(seen, t('12:00:20')).journal)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('at the first sight of orchestrators that died long ago raises nothing', () => {
    const past = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Dies(), ...e1Wave0Ends()]);
    const seen = play([...opening('12:00:00'), ...firstSight(past, t('12:00:05'))], undefined, { baseline: true });
    expect(seen.view.executions[e1]?.detail).toEqual(['orchestration-died']);
    expect(notices(tick(seen, t('12:00:20')).journal)).toEqual([]);
  });

  test('of the last minutes before the very first start is still news', () => {
    const past = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Dies()]);
    const seen = play([...opening('09:09:00'), ...firstSight(past, t('09:09:05'))], undefined, { baseline: true });
    expect(notices(seen.journal).map(({ kind }) => kind)).toEqual(['execution-failed']);
  });

  test('a pause that is still there is no history', () => {
    const past = play([...opening('08:59:00'), ...defaultTrace().filter(({ at }) => at < t('10:11:00'))]);
    const seen = play([...opening('12:00:00'), ...firstSight(past, t('12:00:05'))], undefined, { baseline: true });
    expect(notices(seen.journal).map(({ kind }) => kind)).toEqual(['execution-paused']);
  });

  test('that passed while the console was away is summed up once, when the sources have answered', () => {
    const watched = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
    const away = [...e1Fails(), ...e1SiblingsLaunch()]
      .filter(({ type }) => !type.startsWith('message.'))
      .map((event) => ({ ...event, at: t('10:00:10') }));
    const back = play([...reopening('10:00:00'), ...away], watched, { baseline: true });
    expect(notices(since(back, watched.journal.length))).toEqual([]);

    const answered = tick(back, t('10:00:20'));
    const raised = notices(since(answered, back.journal.length));
    expect(raised).toMatchObject([{ kind: 'missed-while-away', severity: 'HIGH', needsAnswer: true, executionId: e1 }]);
    expect(raised[0]?.body).toContain('Wave 2 Application failed: app-03 failed to launch');
    expect(since(tick(answered, t('10:00:30')), answered.journal.length)).toEqual([]);
  });

  test('that a source tells only after the summing up is told by itself, where it was watched before', () => {
    const watched = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
    const away = e1Fails()
      .filter(({ type }) => !type.startsWith('message.'))
      .map((event) => ({ ...event, at: t('10:00:10') }));
    const late = away.filter(({ type }) => type === 'execution-item.observed');
    const atOnce = away.filter((event) => !late.includes(event));
    const summedUp = tick(play([...reopening('10:00:00'), ...atOnce], watched, { baseline: true }), t('10:00:20'));
    expect(notices(since(summedUp, watched.journal.length)).map(({ kind }) => kind)).toEqual(['missed-while-away']);

    const told = play(late, summedUp);
    expect(told.view.executions[e1]?.status).toBe('FAILED');
    expect(notices(since(told, summedUp.journal.length)).map(({ kind }) => kind)).toContain('execution-failed');
  });

  test('is not what ended just before the last thing seen, and was not read before the console stopped', () => {
    const watched = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
    // Something else is the last that is heard, half a minute after the failure; then the console is killed.
    const last = play([serverSeen('09:25:40', aServer('w01', { lagSeconds: 30 }))], watched);
    const away = e1Fails()
      .filter(({ type }) => !type.startsWith('message.'))
      .map((event) => ({ ...event, at: t('09:26:10') }));
    const back = tick(play([...reopening('09:26:00'), ...away], last, { baseline: true }), t('09:26:20'));
    expect(notices(since(back, last.journal.length)).map(({ kind }) => kind)).toContain('execution-failed');
  });

  test('is told apart by what was watched, not by a clock that is wrong', () => {
    // Our clock is an hour ahead: AWS dates everything before the start of our session.
    const shifted = [...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()].map((event) => ({
      ...event,
      at: t(`10${event.at.slice(13, 23)}`),
    }));
    const seen = play([...opening('09:59:00'), ...shifted]);
    expect(notices(seen.journal).map(({ kind }) => kind)).toContain('execution-failed');
  });

  test('sleep counts as absence', () => {
    const watched = play([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
    const slept: ConsoleEvent = { at: t('10:00:00'), type: 'session.woke', sessionId: 'ses-1', asleepSeconds: 2300 };
    const away = [...e1Fails()]
      .filter(({ type }) => !type.startsWith('message.'))
      .map((event) => ({ ...event, at: t('10:00:10') }));
    // Waking makes every source answer anew before anything is summed up.
    const back = tick(play([slept, ...away], watched, { baseline: true }), t('10:00:20'));
    expect(notices(since(back, watched.journal.length)).map(({ kind }) => kind)).toEqual(['missed-while-away']);
  });
});

describe('a launch failure', () => {
  const failing = play([
    ...opening('08:59:00'),
    ...before(),
    ...e1Start(),
    ...e1Wave0Ends(),
    ...e1Wave1(),
    ...e1Fails().slice(0, 1),
  ]);

  test('is raised at once, and said better when the reason is known', () => {
    const [first] = notices(failing.journal);
    expect(first).toMatchObject({ title: 'app-03 failed to launch', severity: 'CRITICAL', sourceServerId: server('a03') });
    expect(first?.body).toContain('AWS has not said why yet');
    const explained = play(e1Fails().slice(1, 2), failing);
    const held = Object.values(explained.view.notices);
    expect(held).toHaveLength(1);
    expect(held[0]).toMatchObject({
      raisedAt: first?.raisedAt,
      nextStep: 'Free some or change the launch subnet, then run the wave again.',
    });
    expect(held[0]?.body).toContain('no free addresses in subnet-0123456789abcdef0');
  });

  test('is less grave in a test account', () => {
    const [started, opened] = opening('08:59:00');
    const test =
      opened?.type === 'context.opened' ? { ...opened, context: { ...opened.context, environment: 'test' as const } } : opened;
    const events = [started, test].flatMap((event) => event ?? []);
    const seen = play([...events, ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails().slice(0, 1)]);
    expect(notices(seen.journal)[0]?.severity).toBe('HIGH');
  });
});

test('a notice that became true again is opened again, with its deliveries', () => {
  const paused = play([...opening('08:59:00'), ...defaultTrace().filter(({ at }) => at < t('10:11:00'))]);
  const item = defaultTrace().find((event) => event.type === 'execution-item.observed' && event.item.status === 'PAUSED');
  if (item?.type !== 'execution-item.observed') throw new Error('the trace has a pause');
  const flapped = play(
    [
      { ...item, at: t('10:11:00'), item: { ...item.item, status: 'RUNNING' } },
      { ...item, at: t('10:11:30') },
    ],
    paused,
  );
  const notice = Object.values(flapped.view.notices).find(({ kind }) => kind === 'execution-paused');
  expect(notice).toMatchObject({ resolvedAt: null, raisedAt: t('10:10:22') });
});

test('a second view of the same facts says the same', () => {
  const { state } = play([...opening('08:59:00'), ...e2Start()]);
  const blank = { ...state, announced: { executions: {}, waves: {}, participants: {}, replication: {} }, notices: {} };
  const now = t('10:06:00');
  const once = conclude(blank, viewOf(blank, null, now), now, { baseline: false });
  expect(conclude(blank, viewOf(blank, null, now), now, { baseline: false })).toEqual(once);
  const view = viewOf(blank, null, now);
  expect(conclude(blank, view, now, { baseline: false })).toEqual(once);
  expect(conclude(blank, view, now, { baseline: false })).toEqual(once);
  expect(once.length).toBeGreaterThan(5);
  expect(once.every((event) => !('contextId' in event) || event.contextId === context)).toBe(true);
});

test('a stall is explained as soon as a reading tells why, in the same notice and once', () => {
  const error = { replicationState: 'STALLED', replicationError: 'AGENT_NOT_SEEN' };
  const told = play([...opening('08:59:00'), ...before(), replicationTold('09:10:00', 'w02', true)]);
  const seen = play([serverSeen('09:10:30', aServer('w02', error))], told);
  const again = play([serverSeen('09:11:30', aServer('w02', { ...error, lagSeconds: 90 }))], seen);
  const said = notices(again.journal).filter(({ kind }) => kind === 'replication-stalled');
  expect(new Set(said.map(({ noticeId }) => noticeId)).size).toBe(1);
  expect(said.map(({ body }) => body.includes('(AGENT_NOT_SEEN)'))).toEqual([false, true]);
});
