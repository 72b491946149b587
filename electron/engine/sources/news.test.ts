import { describe, expect, test } from 'vitest';
import { SourceServer } from '../../../shared/domain/facts';
import { ContextId, Instant } from '../../../shared/domain/primitives';
import { type ConsoleState, emptyState } from '../../../shared/domain/state';
import { isNews, isServerNews } from './news';

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
    backlogBytes: 1000,
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
    ['the same again', {}, false],
    ['a lag that moved by a hair', { lagSeconds: 104 }, false],
    ['a lag that grew', { lagSeconds: 111 }, true],
    ['a lag that vanished', { lagSeconds: 0 }, true],
    ['a lag that is no longer measured', { lagSeconds: null }, true],
    ['a backlog that moved by a hair', { backlogBytes: 1050 }, false],
    ['a backlog that grew', { backlogBytes: 1200 }, true],
    ['contact a minute later', { lastSeenAt: at('09:01:00') }, false],
    ['contact a quarter of an hour later', { lastSeenAt: at('09:15:00') }, true],
    ['a state', { replicationState: 'STALLED' }, true],
    ['a tag', { tags: { Name: 'x' } }, true],
  ])('%s', (_, change, expected) => {
    expect(isServerNews(knowing(), server(change))).toBe(expected);
  });

  test('a stall told since the last reading makes the next one count, whatever it says', () => {
    expect(isServerNews(knowing({}, { at: at('09:00:40'), stalled: true }), server())).toBe(true);
    expect(isServerNews(knowing({}, { at: at('09:00:10'), stalled: true }), server())).toBe(false);
  });

  test('a server nobody knows', () => {
    expect(isServerNews(emptyState, server())).toBe(true);
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
