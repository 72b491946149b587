import { describe, expect, test } from 'vitest';
import { SourceServer } from '../../../shared/domain/facts';
import { ContextId, Instant } from '../../../shared/domain/primitives';
import { type ConsoleState, emptyState } from '../../../shared/domain/state';
import { isNews, serverNews } from './news';

const at = (time: string) => Instant.parse(`2026-03-14T${time}.000Z`);
const server = (change: object = {}) =>
  SourceServer.parse({
    sourceServerId: 's-1',
    accountId: '4',
    region: 'r',
    name: 'db-01',
    hostname: null,
    sourceIp: null,
    os: null,
    replicationState: 'CONTINUOUS',
    replicationError: null,
    lagSeconds: 100,
    backlogBytes: 2_000_000_000,
    lastSeenAt: at('09:00:00'),
    lastLaunchResult: null,
    lastLaunchJobId: null,
    recoveryInstanceId: null,
    tags: {},
    ...change,
  });

const knowing = (change: object = {}, told?: { at: Instant; stalled: boolean }): ConsoleState => ({
  ...emptyState,
  servers: {
    's-1': { observedAt: at('09:00:30'), source: 'drs-source-servers', contextId: ContextId.parse('c'), fact: server(change) },
  },
  replicationTold: told === undefined ? {} : { 's-1': told },
});

describe('what is worth recording of a server', () => {
  test.each([
    ['the same again', {}, 'none'],
    ['a lag that moved by a hair', { lagSeconds: 125 }, 'none'],
    ['a lag that grew', { lagSeconds: 131 }, 'measures'],
    ['a lag that vanished', { lagSeconds: 0 }, 'measures'],
    ['a lag that is no longer measured', { lagSeconds: null }, 'measures'],
    ['a backlog that moved by a hair', { backlogBytes: 2_150_000_000 }, 'none'],
    ['a backlog that grew', { backlogBytes: 2_200_000_000 }, 'measures'],
    ['contact a minute later', { lastSeenAt: at('09:01:00') }, 'none'],
    ['contact a quarter of an hour later', { lastSeenAt: at('09:15:00') }, 'measures'],
    ['a state', { replicationState: 'STALLED' }, 'facts'],
    ['a state and a lag', { replicationState: 'STALLED', lagSeconds: 900 }, 'facts'],
    ['a tag', { tags: { Name: 'x' } }, 'facts'],
  ])('%s', (_, change, expected) => {
    expect(serverNews(knowing(), server(change))).toBe(expected);
  });

  test.each([
    ['lag', { lagSeconds: 0 }, { lagSeconds: 12 }],
    ['backlog', { backlogBytes: 0 }, { backlogBytes: 40_000_000 }],
  ])('a %s that flickers around zero says nothing, either way', (_, zero, some) => {
    expect(serverNews(knowing(zero), server(some))).toBe('none');
    expect(serverNews(knowing(some), server(zero))).toBe('none');
  });

  test('a long lag is told at every tenth it grows', () => {
    expect(serverNews(knowing({ lagSeconds: 3_600 }), server({ lagSeconds: 3_900 }))).toBe('none');
    expect(serverNews(knowing({ lagSeconds: 3_600 }), server({ lagSeconds: 3_960 }))).toBe('measures');
  });

  test('a stall told since the last reading makes the next one count, whatever it says', () => {
    expect(serverNews(knowing({}, { at: at('09:00:40'), stalled: true }), server())).toBe('facts');
    expect(serverNews(knowing({}, { at: at('09:00:10'), stalled: true }), server())).toBe('none');
  });

  test('a server nobody knows', () => {
    expect(serverNews(emptyState, server())).toBe('facts');
  });
});

test('any other fact is news when it differs at any depth', () => {
  const known = {
    observedAt: at('09:00:00'),
    source: 'drs-jobs' as const,
    contextId: ContextId.parse('c'),
    fact: { a: [{ b: 1 }] },
  };
  expect(isNews(known, { a: [{ b: 1 }] })).toBe(false);
  expect(isNews(known, { a: [{ b: 2 }] })).toBe(true);
  expect(isNews(undefined, { a: [] })).toBe(true);
});
