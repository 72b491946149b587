import { describe, expect, test } from 'vitest';
import type { ExecutionStatus } from '../../shared/domain/view';
import { aDrill } from '../testing/drill';
import { aNotice, aSource, contextId, keyed, otherContextId } from '../testing/world';
import { allExecutions, chipsOf, inContext, moodOf, mostUrgent, openNotices } from './selectors';

const NOW = 1_000_000_000;

function anExecution(id: string, status: ExecutionStatus, executionType = 'DRILL', startMs = NOW) {
  return aDrill({ executionId: id, contextId, planName: id, executionType, startMs, nowMs: NOW, waves: [], status }).execution;
}

describe('mostUrgent', () => {
  test('what waits for a person comes before what runs', () => {
    expect(mostUrgent([anExecution('runs', 'RUNNING'), anExecution('waits', 'PAUSED')])?.planName).toBe('waits');
  });

  test('a real recovery comes before any drill', () => {
    expect(mostUrgent([anExecution('waits', 'PAUSED'), anExecution('real', 'PENDING', 'RECOVERY')])?.planName).toBe('real');
  });

  test('a recovery that has ended does not hide a drill that runs', () => {
    expect(mostUrgent([anExecution('over', 'FAILED', 'RECOVERY'), anExecution('runs', 'RUNNING')])?.planName).toBe('runs');
  });

  test('the newest one is shown when nothing runs', () => {
    const records = keyed(
      [anExecution('old', 'COMPLETED', 'DRILL', NOW - 9000), anExecution('new', 'FAILED')],
      (one) => one.executionId,
    );
    expect(mostUrgent(allExecutions(records))?.planName).toBe('new');
  });

  test('there is none without executions', () => {
    expect(mostUrgent([])).toBeNull();
  });
});

describe('openNotices', () => {
  const open = aNotice('open', 'HIGH', 'open', NOW, 3);
  const worse = aNotice('worse', 'CRITICAL', 'worse', NOW, 9);

  test('the most severe comes first, however old', () => {
    expect(openNotices(keyed([open, worse], (one) => one.noticeId)).map((one) => one.title)).toEqual(['worse', 'open']);
  });

  test('what is answered, resolved or needs no answer does not wait', () => {
    const done = [
      { ...open, acknowledgedAt: open.raisedAt },
      { ...open, noticeId: worse.noticeId, resolvedAt: open.raisedAt },
      { ...aNotice('info', 'INFO', 'info', NOW, 1), needsAnswer: false },
    ];
    expect(openNotices(keyed(done, (one) => one.noticeId))).toEqual([]);
  });

  test('the same record gives the same list', () => {
    const records = keyed([open], (one) => one.noticeId);
    expect(openNotices(records)).toBe(openNotices(records));
  });
});

test('a context lists its own things and those of none', () => {
  const things = [{ contextId }, { contextId: otherContextId }, { contextId: null }];
  expect(inContext(things, contextId)).toEqual([{ contextId }, { contextId: null }]);
  expect(inContext(things, null)).toBe(things);
});

describe('moodOf', () => {
  const chip = (...members: ReturnType<typeof aSource>[]) => ({ chip: 'DRS', members });

  test('one silent member makes the whole chip stale, with its age', () => {
    expect(
      moodOf(chip(aSource('drs-jobs', 'DRS', 'a', NOW, 5), aSource('drs-source-servers', 'DRS', 'b', NOW, 90)), NOW),
    ).toEqual({ mood: 'stale', ageMs: 90_000 });
  });

  test('a source that never answered is not live', () => {
    expect(moodOf(chip(aSource('drs-jobs', 'DRS', 'a', NOW, null)), NOW)).toEqual({ mood: 'never', ageMs: null });
  });

  test('a missing permission is said before anything else', () => {
    const denied = aSource('drs-jobs', 'DRS', 'a', NOW, null, { state: 'not-permitted' });
    expect(moodOf(chip(denied, aSource('drs-source-servers', 'DRS', 'b', NOW, 90)), NOW).mood).toBe('not-permitted');
  });

  test('a source that is off is no trouble', () => {
    expect(moodOf(chip(aSource('sqs-messages', 'SQS', 'a', NOW, null, { state: 'off' })), NOW).mood).toBe('off');
  });
});

test('sources of one kind share a chip, in the order they come', () => {
  const sources = [
    aSource('sqs-messages', 'SQS', 'a', NOW, 1),
    aSource('drs-jobs', 'DRS', 'b', NOW, 1),
    aSource('drs-source-servers', 'DRS', 'c', NOW, 1),
  ];
  expect(chipsOf(sources).map((one) => [one.chip, one.members.length])).toEqual([
    ['SQS', 1],
    ['DRS', 2],
  ]);
});
