import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../shared/domain/primitives';
import type { Connection } from '../../bridge/connection';
import { aSource } from '../../testing/world';
import { oldDataOf } from './old-data';
import { isLarge, seenAfter } from './seen-alerts';

const nowMs = Date.parse('2026-03-14T09:00:00.000Z');
const live: Connection = { kind: 'live', sinceMs: nowMs - 60_000 };
const fresh = aSource('drs-jobs', 'DRS', 'DRS jobs', nowMs, 4);

describe('old data', () => {
  test('nothing is said while everything is current', () => {
    expect(oldDataOf({ connection: live, silentSinceMs: null, sources: [fresh], nowMs })).toBeNull();
  });

  test('a source that fell silent is named with its age', () => {
    const old = { ...fresh, lastSuccessAt: instantOf(nowMs - 7_200_000) };
    expect(oldDataOf({ connection: live, silentSinceMs: null, sources: [old], nowMs })).toEqual({
      kind: 'sources',
      names: ['DRS'],
      ageMs: 7_200_000,
    });
  });

  test('no way to the console comes before everything else, and an open line that says nothing is none', () => {
    const connection: Connection = { kind: 'reconnecting', sinceMs: nowMs - 5_000, attempt: 1, nextTryMs: null, why: '' };
    expect(oldDataOf({ connection, silentSinceMs: null, sources: [fresh], nowMs })).toEqual({
      kind: 'link',
      sinceMs: nowMs - 5_000,
    });
    expect(oldDataOf({ connection: live, silentSinceMs: nowMs - 9_000, sources: [fresh], nowMs })).toEqual({
      kind: 'link',
      sinceMs: nowMs - 9_000,
    });
    const refused: Connection = { kind: 'refused', message: 'The token was revoked.', next: '' };
    expect(oldDataOf({ connection: refused, silentSinceMs: null, sources: [], nowMs })).toMatchObject({ kind: 'refused' });
    expect(oldDataOf({ connection: { kind: 'connecting' }, silentSinceMs: null, sources: [fresh], nowMs })).toMatchObject({
      kind: 'link',
    });
  });
});

test('an alert is large for a minute after it was first seen, and forgotten when it is not open any more', () => {
  const first = seenAfter(new Map(), ['a'], nowMs);
  const second = seenAfter(first, ['a', 'b'], nowMs + 59_000);
  expect(isLarge(second.get('a') ?? null, nowMs + 59_999)).toBe(true);
  expect(isLarge(second.get('a') ?? null, nowMs + 60_000)).toBe(false);
  expect(isLarge(second.get('b') ?? null, nowMs + 60_000)).toBe(true);
  expect([...seenAfter(second, ['b'], nowMs + 60_000).keys()]).toEqual(['b']);
});
