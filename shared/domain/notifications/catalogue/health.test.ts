import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import type { SourceError } from '../../health';
import { instantOf, type SourceId } from '../../primitives';
import { context, opening, t } from '../../testing/facts';
import { restarted } from '../../testing/play';
import { nothingTold, type Telling, tell, tellAt } from '../../testing/tell';

const real = opening('08:59:00').map((event) =>
  event.type === 'context.opened' ? { ...event, context: { ...event.context, rehearsal: false } } : event,
);
const key = (source: SourceId) => `${context}/${source}`;

function failed(at: string, source: SourceId, code: SourceError['code'], change: Partial<SourceError> = {}): ConsoleEvent {
  const error = { code, message: 'It failed.', next: 'Do something.', action: null, resource: null, ...change };
  return { at: t(at), type: 'source.failed', contextId: context, sourceKey: key(source), source, error };
}

function recovered(at: string, source: SourceId): ConsoleEvent {
  return { at: t(at), type: 'source.recovered', contextId: context, sourceKey: key(source), source, silentSeconds: 60 };
}

const said = ({ told }: Telling, from = 0) => told.slice(from).map(({ type, alertKey }) => `${type} ${alertKey}`);

describe('a source that is silent', () => {
  const silent = tell([...real, failed('09:00:00', 'drs-jobs', 'throttled')]);

  test('is told after three minutes, once, and that it answers again', () => {
    expect(said(tellAt(t('09:02:59'), silent))).toEqual([]);
    const told = tellAt(t('09:03:30'), tellAt(t('09:03:01'), silent));
    expect(told.told).toMatchObject([
      { type: 'health.source-silent', severity: 'MEDIUM', lifecycle: 'opens', source: { id: 'drs-jobs', code: 'throttled' } },
    ]);
    const again = tell([recovered('09:08:00', 'drs-jobs')], told);
    expect(said(again, 1)).toEqual([`health.source-recovered source-silent:${key('drs-jobs')}`]);
    expect(again.told[1]?.summary).toBe('It was silent for 8 minutes.');
  });

  test('and then fails for another reason does not answer again', () => {
    const told = tellAt(t('09:03:30'), silent);
    for (const code of ['expired-session', 'not-permitted'] as const) {
      const other = tell([failed('09:05:00', 'drs-jobs', code, { action: 'drs:DescribeJobs' })], told);
      const [end] = other.told.filter(({ type }) => type === 'health.source-recovered');
      expect(end).toMatchObject({ lifecycle: 'closes', alertKey: `source-silent:${key('drs-jobs')}` });
      expect(end?.title).not.toContain('answers again');
    }
  });

  test('is told to nobody where it answers before', () => {
    expect(said(tellAt(t('09:10:00'), tell([recovered('09:02:30', 'drs-jobs')], silent)))).toEqual([]);
  });

  test('is told to nobody either where nobody looked before it answered', () => {
    expect(said(tellAt(t('09:20:00'), tell([recovered('09:15:00', 'drs-jobs')], silent)))).toEqual([]);
  });

  test('is the same page after a restart, which its end closes', () => {
    const told = tellAt(t('09:04:00'), silent);
    const back = { ...told, played: restarted(told.played, t('09:30:00')) };
    const after = tellAt(t('09:40:00'), tell(opening('09:30:00', 'ses-2').slice(0, 1), back));
    expect(said(after, 1)).toEqual([]);
    expect(said(tell([recovered('09:41:00', 'drs-jobs')], after), 1)).toEqual([
      `health.source-recovered source-silent:${key('drs-jobs')}`,
    ]);
  });

  test('that nobody was told of yet is asked anew after an absence', () => {
    const stopped = { ...silent, played: restarted(silent.played, t('12:00:00')) };
    expect(said(tellAt(t('12:10:00'), tell(opening('12:00:00', 'ses-2').slice(0, 1), stopped)))).toEqual([]);
    const woke: ConsoleEvent = { at: t('12:00:00'), type: 'session.woke', sessionId: 'ses-1', asleepSeconds: 10_750 };
    expect(said(tellAt(t('12:10:00'), tell([woke], silent)))).toEqual([]);
  });

  test('is forgotten by a restart after more than a day: then it is a new page', () => {
    const told = tellAt(t('09:04:00'), silent);
    const later = instantOf(Date.parse(t('09:30:00')) + 24 * 3_600_000);
    const sessions = opening('09:30:00', 'ses-2').slice(0, 1);
    const after = tell(
      sessions.map((event) => ({ ...event, at: later })),
      { ...told, played: restarted(told.played, later) },
    );
    expect(after.played.state.troubles).toEqual({});
  });

  test('is given more time in a rehearsal, which runs faster than its machine', () => {
    const rehearsed = tell([...opening('08:59:00'), failed('09:00:00', 'drs-jobs', 'throttled')], nothingTold);
    expect(said(tellAt(t('09:14:00'), rehearsed))).toEqual([]);
    expect(said(tellAt(t('09:15:00'), rehearsed))).toHaveLength(1);
  });
});

test('a session that ended silences all sources of its context, and is one page', () => {
  const expired = tell([
    ...real,
    failed('09:00:00', 'drs-jobs', 'expired-session'),
    failed('09:00:20', 'sfn-runs', 'expired-session'),
    failed('09:00:40', 'dynamodb-plans', 'needs-sign-in'),
  ]);
  const told = tellAt(t('09:10:00'), tellAt(t('09:03:05'), expired));
  expect(said(told)).toEqual([`health.source-silent source-silent:${context}`]);
  const some = tell([recovered('09:11:00', 'drs-jobs'), recovered('09:11:01', 'sfn-runs')], told);
  expect(said(some, 1)).toEqual([]);
  expect(said(tell([recovered('09:11:02', 'dynamodb-plans')], some), 1)).toEqual([
    `health.source-recovered source-silent:${context}`,
  ]);
});

describe('a missing permission', () => {
  const denied = tell([
    ...real,
    failed('09:00:00', 'drs-source-servers', 'not-permitted', { action: 'drs:DescribeSourceServers', resource: '*' }),
  ]);

  test('is told at once, by its name', () => {
    expect(denied.told).toMatchObject([
      { type: 'health.permission-lost', permission: { action: 'drs:DescribeSourceServers', resource: '*' } },
    ]);
    expect(said(tellAt(t('09:30:00'), denied), 1)).toEqual([]);
  });

  test('that was given is told to those who heard that it was missing', () => {
    const page = `permission-lost:${key('drs-source-servers')}`;
    expect(said(tell([recovered('09:05:00', 'drs-source-servers')], denied), 1)).toEqual([`health.source-recovered ${page}`]);
    expect(said(tell([failed('09:01:00', 'drs-source-servers', 'unreachable')], denied), 1)).toEqual([
      `health.source-recovered ${page}`,
    ]);
  });
});
