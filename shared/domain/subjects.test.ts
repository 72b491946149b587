import { expect, test } from 'vitest';
import { evolve } from './evolve/evolve';
import { subjectsOf } from './subjects';
import { before, defaultTrace, e1Start } from './testing/drill';
import {
  anItem,
  aServer,
  context,
  e1,
  e2,
  instance,
  instanceSeen,
  itemSeen,
  job,
  jobSeen,
  launchTold,
  line,
  logSeen,
  opening,
  planId,
  planSeen,
  server,
  serverSeen,
  t,
} from './testing/facts';
import { play } from './testing/play';

const { state } = play([...opening('08:59:00'), ...before(), ...e1Start()]);

test.each([
  ['an item', itemSeen('09:00:00', anItem(e1)), [`execution:${e1}`, `plan:${planId}`]],
  ['a plan', planSeen('09:00:00'), [`plan:${planId}`]],
  [
    'a job with its servers',
    jobSeen('09:00:00', { id: 'e1', servers: ['d01'], status: 'STARTED', createdAt: '09:00:00' }),
    [`job:${job('e1')}`, `execution:${e1}`, `server:${server('d01')}`],
  ],
  [
    'a job of nobody',
    jobSeen('09:00:00', { id: 'e9', servers: [], status: 'STARTED', createdAt: '09:00:00' }),
    [`job:${job('e9')}`],
  ],
  [
    'log lines',
    logSeen('09:00:00', 'e1', [line('09:00:00', 'JOB_START', null), line('09:00:00', 'SNAPSHOT_START', 'd02')]),
    [`job:${job('e1')}`, `execution:${e1}`, `server:${server('d02')}`],
  ],
  [
    'a launch result',
    launchTold('09:00:00', 'e1', 'd01', true),
    [`server:${server('d01')}`, `job:${job('e1')}`, `execution:${e1}`],
  ],
  [
    'an instance',
    instanceSeen('09:00:00', 'e1', 'd01'),
    [`instance:${instance('d01')}`, `server:${server('d01')}`, `job:${job('e1')}`, `execution:${e1}`],
  ],
  [
    'a server of an execution that goes on',
    serverSeen('09:00:00', aServer('d01')),
    [`server:${server('d01')}`, `execution:${e1}`],
  ],
])('%s', (_, event, expected) => {
  expect(subjectsOf(event, evolve(state, event))).toEqual(expected);
});

test('a server says nothing about executions that have ended', () => {
  const ended = play([...opening('08:59:00'), ...defaultTrace()]).state;
  expect(subjectsOf(serverSeen('11:00:00', aServer('d01')), ended)).toEqual([`server:${server('d01')}`]);
});

test('what is done about a notice counts for what the notice is about', () => {
  const { state: ended, view } = play([...opening('08:59:00'), ...defaultTrace()]);
  const notice = Object.values(view.notices).find(({ kind }) => kind === 'server-launch-failed');
  if (notice === undefined) throw new Error('the trace has a launch failure');
  const acknowledged = {
    at: t('11:00:00'),
    type: 'notice.acknowledged' as const,
    noticeId: notice.noticeId,
    actor: 'dana',
    note: null,
  };
  expect(subjectsOf(acknowledged, ended)).toEqual([`execution:${e1}`, `server:${server('a03')}`, `context:${context}`]);
});

test('every event of the whole drill has a subject, and conclusions count for their execution', () => {
  const { journal, state: ended } = play([...opening('08:59:00'), ...defaultTrace()]);
  for (const event of journal) if (event.type !== 'session.started') expect(subjectsOf(event, ended)).not.toEqual([]);
  expect(journal.filter((event) => subjectsOf(event, ended).includes(`execution:${e2}`)).length).toBeGreaterThan(40);
});
