import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../events';
import { evolveAll } from '../evolve/evolve';
import { conclude } from '../judge/conclude';
import { viewOf } from '../reconcile/view-of';
import { emptyState } from '../state';
import { context, t } from '../testing/facts';
import { type RecordedCall, weigh } from './judge-call';
import type { SecurityFinding } from './security-event';
import { watchTable } from './watch-table';

const call = (change: Partial<RecordedCall>): RecordedCall => ({
  service: 'drs',
  call: 'TerminateRecoveryInstances',
  outcome: 'succeeded',
  isRoot: false,
  byPlatform: false,
  isDrill: null,
  ...change,
});

test.each<[string, Partial<RecordedCall>, string | null]>([
  ['a person terminates instances', {}, 'destroys-recovery CRITICAL'],
  ['the platform cleans up after a drill', { byPlatform: true }, 'destroys-recovery LOW'],
  ['a drill starts', { call: 'StartRecovery', isDrill: true }, null],
  ['a recovery starts', { call: 'StartRecovery', isDrill: false }, 'real-failover HIGH'],
  ['a watched call is refused', { outcome: 'denied' }, 'denied-call HIGH'],
  ['any other call is refused', { call: 'DescribeJobs', outcome: 'denied' }, 'denied-call LOW'],
  ['a watched call fails', { outcome: 'failed' }, null],
  ['a call with the date of its interface', { service: 'lambda', call: 'UpdateFunctionCode20150331v2' }, 'data-and-keys HIGH'],
  ['a sign-in fails', { service: 'signin', call: 'ConsoleLogin', outcome: 'failed' }, 'failed-sign-in MEDIUM'],
  ['root fails to sign in', { service: 'signin', call: 'ConsoleLogin', outcome: 'failed', isRoot: true }, 'failed-sign-in HIGH'],
  ['a sign-in succeeds', { service: 'signin', call: 'ConsoleLogin' }, null],
])('%s', (_, change, expected) => {
  const weighed = weigh(call(change));
  expect(weighed === null ? null : `${weighed.category} ${weighed.severity}`).toBe(expected);
});

test('no call is watched twice', () => {
  const all = watchTable.flatMap(({ service, calls }) => calls.map((name) => `${service}:${name}`));
  expect(new Set(all).size).toBe(all.length);
});

const finding: SecurityFinding = {
  category: 'destroys-recovery',
  severity: 'CRITICAL',
  who: 'arn:aws:sts::444455556666:assumed-role/Admin/mallory',
  mfa: false,
  where: '203.0.113.10',
  what: 'drs:DeleteSourceServer',
  targets: ['s-0a1b2c3d4e5f60a03'],
  account: '444455556666',
  region: 'us-east-1',
  errorCode: null,
  byPlatform: false,
};
const told = (at: string, change: Partial<SecurityFinding> = {}): ConsoleEvent => ({
  type: 'message.security',
  at: t(at),
  contextId: context,
  source: 'sqs-messages',
  messageId: `trail-${at}`,
  occurredAt: t(at),
  finding: { ...finding, ...change },
});

/** Plays events one by one, as commits would. Answers the titles of the notices raised, in order. */
function titlesOf(events: readonly ConsoleEvent[]): string[] {
  let state = emptyState;
  const titles: string[] = [];
  for (const event of events) {
    state = evolveAll(state, [event]);
    for (let round = 0; round < 2; round += 1) {
      const concluded = conclude(state, viewOf(state, null, event.at), event.at, { baseline: false });
      if (round === 1) expect(concluded).toEqual([]);
      titles.push(...concluded.flatMap((one) => (one.type === 'notice.raised' ? [one.notice.title] : [])));
      state = evolveAll(state, concluded);
    }
  }
  return titles;
}

test('the same person doing the same within an hour is one notice, which counts', () => {
  expect(titlesOf([told('09:30:00'), told('09:31:00'), told('09:31:00'), told('10:30:00')])).toEqual([
    'Destroys recovery or replication: drs:DeleteSourceServer',
    'Destroys recovery or replication: drs:DeleteSourceServer, 2 times within an hour',
    'Destroys recovery or replication: drs:DeleteSourceServer',
  ]);
});

test('one failed sign-in is noted, three within an hour are told', () => {
  const signIn: Partial<SecurityFinding> = { category: 'failed-sign-in', severity: 'MEDIUM', who: 'dana', targets: [] };
  expect(titlesOf(['09:01:00', '09:02:00', '09:03:00'].map((at) => told(at, signIn)))).toEqual([
    '3 failed sign-ins to account 444455556666',
  ]);
});

test('what is merely noted raises nothing', () => {
  expect(titlesOf([told('09:30:00', { severity: 'LOW' })])).toEqual([]);
});
