import { describe, expect, test } from 'vitest';
import { instantOf, msOf } from '../primitives';
import { t } from '../testing/facts';
import { type Evidence, standingOf } from './status';

const calm: Evidence = {
  item: 'active',
  itemStartedAt: t('09:00:00'),
  itemEndedAt: null,
  itemSeenAt: t('09:20:00'),
  itemSilent: false,
  run: 'open',
  runError: null,
  runStoppedAt: null,
  runWaits: false,
  servers: 'undecided',
  hasCancelledWave: false,
  jobRuns: false,
  instancesExist: false,
  firstSeenAt: t('09:00:00'),
};
const judge = (evidence: Partial<Evidence>, now = '09:30:00') => {
  const { status, detail } = standingOf({ ...calm, ...evidence }, t(now));
  return [status, ...detail];
};
const failed = { run: 'failed', runStoppedAt: t('09:25:12') } as const;
const succeeded = { run: 'succeeded', runStoppedAt: t('09:25:12') } as const;

describe('the reconciliation table', () => {
  const rows: readonly (readonly [string, Partial<Evidence>, readonly string[]])[] = [
    ['run RUNNING, item RUNNING', { jobRuns: true }, ['RUNNING']],
    ['run RUNNING, item PAUSED', { item: 'paused', runWaits: true }, ['PAUSED']],
    ['run RUNNING, item CANCELLED', { item: 'cancelled', runWaits: true }, ['CANCELLED', 'run-left-open']],
    ['run FAILED by a breakdown, item RUNNING', { ...failed, runError: 'States.Runtime' }, ['FAILED', 'orchestration-died']],
    ['run FAILED, item PAUSED', { ...failed, item: 'paused', runError: 'UserCancelled' }, ['CANCELLED', 'cancelled-by-token']],
    [
      'run FAILED with free words, item PAUSED',
      { ...failed, item: 'paused', runError: 'NotToday' },
      ['CANCELLED', 'cancelled-by-token'],
    ],
    [
      'run FAILED, item FAILED, job runs',
      { ...failed, item: 'failed', jobRuns: true, servers: 'some-failed' },
      ['FAILED', 'siblings-still-launching'],
    ],
    [
      'run FAILED, item FAILED, job ended',
      { ...failed, item: 'failed', servers: 'some-failed', instancesExist: true },
      ['FAILED'],
    ],
    [
      'run SUCCEEDED, item CANCELLED, job runs',
      { ...succeeded, item: 'cancelled', jobRuns: true, instancesExist: true },
      ['CANCELLED', 'job-still-running'],
    ],
    [
      'run SUCCEEDED, item CANCELLED, instances exist',
      { ...succeeded, item: 'cancelled', instancesExist: true },
      ['CANCELLED', 'instances-left-running'],
    ],
    ['run SUCCEEDED, item CANCELLED, nothing left', { ...succeeded, item: 'cancelled' }, ['CANCELLED']],
    [
      'run SUCCEEDED, item COMPLETED',
      { ...succeeded, item: 'completed', servers: 'all-launched', instancesExist: true },
      ['COMPLETED'],
    ],
    [
      'run SUCCEEDED, item PARTIAL, all launched',
      { ...succeeded, item: 'partial', servers: 'all-launched' },
      ['COMPLETED', 'partial-without-failure'],
    ],
    [
      'run SUCCEEDED, item FAILED, all launched',
      { ...succeeded, item: 'failed', servers: 'all-launched' },
      ['COMPLETED', 'partial-without-failure'],
    ],
    [
      'run SUCCEEDED, item PARTIAL, one failed',
      { ...succeeded, item: 'partial', servers: 'some-failed' },
      ['FAILED', 'some-servers-failed'],
    ],
    ['no run, item PENDING for 30 min', { item: 'pending', run: null }, ['FAILED', 'start-failed']],
    ['run ABORTED, item RUNNING', { run: 'aborted' }, ['TERMINATED']],
    ['run TIMED_OUT, item RUNNING', { run: 'timed-out' }, ['TIMED_OUT']],
    ['item TIMEOUT', { ...failed, item: 'timed-out' }, ['TIMED_OUT']],
    [
      'item cancelled by the poller, one wave CANCELLED',
      { ...succeeded, item: 'partial', hasCancelledWave: true },
      ['CANCELLED'],
    ],
    ['an unknown word of the item leaves it to the run', { item: 'unknown' }, ['RUNNING']],
    ['nothing readable', { item: 'unknown', run: null }, ['UNKNOWN']],
  ];
  test.each(rows)('%s', (_, evidence, expected) => {
    expect(judge(evidence)).toEqual(expected);
  });
});

describe('sources that lag one another', () => {
  test('a start is believed in for two minutes', () => {
    const pending = { item: 'pending', run: null } as const;
    expect(judge(pending, '09:02:00')).toEqual(['PENDING']);
    expect(judge(pending, '09:02:01')).toEqual(['FAILED', 'start-failed']);
  });

  test('a clock of this computer that is ahead does not find a start late at once', () => {
    const ahead = { item: 'pending', run: null, itemStartedAt: t('09:00:00'), firstSeenAt: t('09:05:00') } as const;
    expect(judge(ahead, '09:05:00')).toEqual(['PENDING']);
    expect(judge(ahead, '09:07:01')).toEqual(['FAILED', 'start-failed']);
  });

  test('a run that failed in order is not called dead before the item had time to say so', () => {
    const orderly = { ...failed, runError: 'PlanExecutionFailed', jobRuns: true };
    expect(judge(orderly, '09:25:20')).toEqual(['FAILED', 'siblings-still-launching']);
    expect(judge(orderly, '09:29:00')).toEqual(['FAILED', 'siblings-still-launching']);
    expect(judge(orderly, '09:31:00')).toEqual(['FAILED', 'orchestration-died']);
  });

  test('nothing is concluded from an item that cannot be read', () => {
    const unread = { itemSilent: true } as const;
    expect(judge({ ...failed, ...unread, runError: 'PlanExecutionFailed' }, '10:25:20')).toEqual(['FAILED']);
    expect(judge({ ...failed, ...unread, runError: 'PlanExecutionTimeout' }, '10:25:20')).toEqual(['TIMED_OUT']);
    expect(judge({ ...succeeded, ...unread }, '10:25:20')).toEqual(['RUNNING']);
    expect(judge({ ...succeeded, ...unread, servers: 'all-launched' }, '10:25:20')).toEqual(['COMPLETED']);
    expect(judge({ ...failed, ...unread, runError: 'States.Runtime' })).toEqual(['FAILED', 'orchestration-died']);
  });

  test('an item that still says PAUSED does not make an orderly failure a cancel', () => {
    expect(judge({ ...failed, item: 'paused', runError: 'PlanExecutionFailed' }, '09:25:20')).toEqual(['FAILED']);
  });

  test('a breakdown after the approval is no refusal of it', () => {
    expect(judge({ ...failed, item: 'paused', runError: 'States.Runtime' })).toEqual(['FAILED', 'orchestration-died']);
  });

  test('a cancelled run that is about to close is not called open', () => {
    const cancelled = { item: 'cancelled', itemEndedAt: t('09:30:00') } as const;
    expect(judge(cancelled, '09:30:30')).toEqual(['CANCELLED']);
    expect(judge(cancelled, '09:31:01')).toEqual(['CANCELLED', 'run-left-open']);
  });

  test('a run that succeeded waits for its item, since it may have been cancelled', () => {
    expect(judge({ ...succeeded, servers: 'all-launched' }, '09:25:20')).toEqual(['RUNNING']);
    expect(judge({ ...succeeded, servers: 'all-launched' }, '09:27:00')).toEqual(['COMPLETED']);
    expect(judge(succeeded, '09:27:00')).toEqual(['CANCELLED']);
    expect(judge({ ...succeeded, item: null, firstSeenAt: t('09:25:13') }, '09:25:20')).toEqual(['UNKNOWN']);
  });

  test('whoever is told when to look again sees the verdict change just then', () => {
    const standing = standingOf({ ...calm, item: 'pending', run: null }, t('09:00:30'));
    expect(standing.validUntil).toBe(t('09:02:00'));
    const later = instantOf(msOf(t('09:02:00')) + 1);
    expect(standingOf({ ...calm, item: 'pending', run: null }, later)).toMatchObject({ status: 'FAILED', validUntil: null });
  });

  test('an item whose run nobody remembers any more is not shown as running', () => {
    const old = { run: null, itemStartedAt: instantOf(msOf(t('09:00:00')) - 91 * 24 * 3_600_000) };
    expect(judge(old)).toEqual(['UNKNOWN']);
  });
});
