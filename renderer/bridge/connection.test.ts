import { describe, expect, test } from 'vitest';
import { type Connection, type ConnectionEvent, nextConnection, retryWaitMs } from './connection';

const unreachable = { code: 'unreachable', message: 'no answer' } as const;

function through(...events: ConnectionEvent[]): Connection {
  return events.reduce(nextConnection, { kind: 'connecting' });
}

describe('connection', () => {
  test('an outage counts from its first moment through every attempt that fails', () => {
    const now = through(
      { kind: 'opened', atMs: 1 },
      { kind: 'lost', atMs: 50, why: 'gone' },
      { kind: 'trying' },
      { kind: 'failed', atMs: 90, error: unreachable },
    );
    expect(now).toMatchObject({ kind: 'reconnecting', sinceMs: 50, attempt: 1 });
  });

  test('the next try is known while waiting, and not while trying', () => {
    const waiting = through({ kind: 'lost', atMs: 50, why: 'gone' }, { kind: 'retry-planned', atMs: 70 });
    expect(waiting).toMatchObject({ nextTryMs: 70 });
    expect(nextConnection(waiting, { kind: 'trying' })).toMatchObject({ kind: 'reconnecting', nextTryMs: null });
  });

  test('a wrong token is said, and not tried again by itself', () => {
    expect(
      through({ kind: 'failed', atMs: 1, error: { code: 'refused', message: 'wrong', next: 'open the right one' } }),
    ).toEqual({
      kind: 'refused',
      message: 'wrong',
      next: 'open the right one',
    });
  });

  test('once it opens, the outage is over', () => {
    expect(through({ kind: 'lost', atMs: 50, why: 'gone' }, { kind: 'opened', atMs: 80 })).toEqual({ kind: 'live', sinceMs: 80 });
  });
});

test('waits double up to ten seconds, less a share of chance', () => {
  expect([0, 1, 2, 10].map((attempt) => retryWaitMs(attempt, 1))).toEqual([400, 800, 1600, 10_000]);
  expect(retryWaitMs(10, 0)).toBe(8_000);
});
