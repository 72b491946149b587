import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../events';
import type { Severity } from '../../notice';
import { before, e1Fails, e1Start, e1Wave0Ends, e1Wave1 } from '../../testing/drill';
import {
  anItem,
  aRun,
  context,
  e1,
  itemSeen,
  job,
  jobSeen,
  line,
  logSeen,
  opening,
  pendingWave,
  planId,
  planSeen,
  runTold,
  startedWave,
  t,
} from '../../testing/facts';
import { aConsole } from '../testing/a-console';
import { ALIKE, learnedFrom } from './learned';

interface Story {
  readonly type?: 'DRILL' | 'RECOVERY';
  readonly environment?: 'production' | 'test';
  readonly objective?: object;
  readonly alerting?: object;
  readonly failed?: readonly string[];
}

/** A wave of three databases, of which some fail at 09:08. */
function story({ type = 'RECOVERY', environment = 'production', objective = {}, alerting = {}, failed = ['d01'] }: Story) {
  const console = aConsole({ alerting, settings: { objectives: { plans: [{ planId, ...objective }] } } });
  const item = anItem(e1, {
    executionType: type,
    status: 'POLLING',
    waves: [startedWave(0, job('e1'), '09:00:06'), pendingWave(1), pendingWave(2)],
  });
  const [session, opened] = opening('08:59:00');
  if (session === undefined || opened?.type !== 'context.opened') throw new Error('the opening changed');
  console.sees([
    session,
    { ...opened, context: { ...opened.context, environment } },
    planSeen('08:59:30'),
    runTold('09:00:01', aRun(e1)),
    itemSeen('09:00:07', item),
    logSeen(
      '09:08:00',
      'e1',
      failed.map((short) => line('09:08:00', 'LAUNCH_FAILED', short, { error: 'VcpuLimitExceeded' })),
    ),
    jobSeen('09:08:01', {
      id: 'e1',
      servers: ['d01', 'd02', 'd03'],
      createdAt: '09:00:06',
      status: 'STARTED',
      rest: 'IN_PROGRESS',
      failed,
    }),
  ]);
  return console;
}

function corrected(
  to: Severity,
  name = 'server-launch-failed',
  labels: Record<string, string> = { environment: 'production', executionType: 'DRILL' },
): EventOf<'severity.corrected'> {
  return {
    type: 'severity.corrected',
    at: t('08:00:00'),
    alertId: 'a',
    name,
    labels,
    from: 'HIGH',
    to,
    note: null,
    actor: 'dana',
  };
}

describe('how grave an incident is', () => {
  test('is explained in parts', () => {
    const incident = story({ objective: { rtoMinutes: 20, tier: 1, owner: 'Dana' }, failed: ['d01', 'd02'] }).only();
    expect(incident.severity).toBe('CRITICAL');
    expect(incident.severityWhy).toEqual([
      'it is a real recovery',
      'production',
      'tier 1',
      '2 of 12 servers',
      'the objective is due by 2026-03-14 09:20 UTC',
    ]);
  });

  test.each<[string, Story, Severity]>([
    ['a drill in production is as grave as its notice says', { type: 'DRILL' }, 'CRITICAL'],
    ['a drill of a test account matters less', { type: 'DRILL', environment: 'test' }, 'MEDIUM'],
    ['a drill of a plan of the last tiers matters less', { type: 'DRILL', objective: { tier: 4 } }, 'HIGH'],
    ['a recovery is one, whatever the tier', { type: 'RECOVERY', objective: { tier: 5 } }, 'CRITICAL'],
    ['off, the source’s word stands', { type: 'DRILL', alerting: { severity: { byImpact: false } } }, 'CRITICAL'],
    [
      'the operator’s rule wins over all of it',
      {
        type: 'RECOVERY',
        alerting: {
          severity: {
            rules: [
              { id: 'r', matchers: [{ label: 'plan', op: '=', value: 'Payroll DR' }], severity: 'LOW', note: 'nobody uses it' },
            ],
          },
        },
      },
      'LOW',
    ],
  ])('%s', (_, said, severity) => {
    expect(story(said).only().severity).toBe(severity);
  });

  test('rises when the objective comes near, without anything else happening, and is due for that', () => {
    const console = story({ type: 'DRILL', environment: 'test', objective: { rtoMinutes: 60 } });
    expect(console.only()).toMatchObject({ severity: 'MEDIUM', impact: { isRtoAtRisk: false }, reviewAt: t('09:45:00') });
    expect(console.book.nextDueAt()).not.toBeNull();
    console.passes(t('09:45:00'));
    expect(console.only()).toMatchObject({ severity: 'HIGH', impact: { isRtoAtRisk: true } });
    expect(console.only().severityWhy).toContain('the objective is due by 2026-03-14 10:00 UTC');
    const said = console.recorded.flatMap((event) => (event.type === 'incident.changed' ? event.entries : []));
    expect(said.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['severity', 'impact']));
  });

  test('rises when nobody answers for an hour, and only once', () => {
    const console = story({ type: 'DRILL', environment: 'test' });
    console.passes(t('10:07:59'));
    expect(console.only().severity).toBe('MEDIUM');
    console.passes(t('10:08:01'));
    expect(console.only()).toMatchObject({ severity: 'HIGH', reviewAt: null });
    console.passes(t('12:00:00'));
    expect(console.only().severity).toBe('HIGH');
  });

  test('stays where somebody set it by hand', () => {
    const console = story({ type: 'DRILL' });
    const incident = { ...console.only(), severity: 'LOW' as const, severityForcedBy: 'dana', severityWhy: ['dana said so'] };
    console.book.apply({ at: t('09:09:00'), type: 'incident.changed', incident, entries: [], actor: 'dana' });
    console.sees([logSeen('09:10:00', 'e1', [line('09:10:00', 'LAUNCH_FAILED', 'd02', { error: 'VcpuLimitExceeded' })])]);
    expect(console.only()).toMatchObject({ severity: 'LOW', severityWhy: ['dana said so'] });
  });
});

describe('what people corrected', () => {
  test('three times alike is learned, and said', () => {
    const console = aConsole();
    for (let n = 0; n < ALIKE; n += 1) console.book.apply(corrected('LOW'));
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails().slice(0, 3)]);
    expect(console.alertsOf(console.only())[0]).toMatchObject({
      severity: 'LOW',
      saidSeverity: 'CRITICAL',
      severityWhy: ['people corrected it to LOW three times'],
    });
    expect(console.only().severity).toBe('LOW');
  });

  test.each<[string, readonly EventOf<'severity.corrected'>[], Severity | null]>([
    ['twice is chance', [corrected('LOW'), corrected('LOW')], null],
    ['not alike is no habit', [corrected('LOW'), corrected('MEDIUM'), corrected('LOW')], null],
    ['the last three count', [corrected('HIGH'), corrected('LOW'), corrected('LOW'), corrected('LOW')], 'LOW'],
    ['people may change their mind', [corrected('LOW'), corrected('LOW'), corrected('LOW'), corrected('HIGH')], null],
    [
      'another kind is another kind',
      [corrected('LOW', 'security'), corrected('LOW', 'security'), corrected('LOW', 'security')],
      null,
    ],
  ])('%s', (_, corrections, learned) => {
    expect(learnedFrom(corrections, 'server-launch-failed', { environment: 'production', executionType: 'DRILL' })).toBe(learned);
  });

  test('is learned anew from a list that grew', () => {
    const list = [corrected('LOW'), corrected('LOW')];
    const labels = { environment: 'production', executionType: 'DRILL' };
    expect(learnedFrom(list, 'server-launch-failed', labels)).toBeNull();
    list.push(corrected('LOW'));
    expect(learnedFrom(list, 'server-launch-failed', labels)).toBe('LOW');
  });
});

test('a context that is not watched loses nothing: what is silent there is no alert', () => {
  const console = aConsole();
  console.sees([...opening('09:00:00')]);
  const known = console.played().state.contexts[context];
  if (known === undefined) throw new Error('the context is gone');
  console.sees([
    { at: t('09:00:30'), type: 'context.changed', context: { ...known, watched: false }, actor: 'dana' },
    {
      at: t('09:01:00'),
      type: 'source.failed',
      contextId: context,
      sourceKey: `${context}/drs-jobs`,
      source: 'drs-jobs',
      error: { code: 'unreachable', message: '', next: '', action: null, resource: null },
    },
  ]);
  console.passes(t('09:30:00'));
  expect(console.incidents()).toEqual([]);
});
