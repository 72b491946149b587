import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, StreamItem } from '../../shared/contract/stream';
import { instantOf } from '../../shared/domain/primitives';
import type { MalformedMessage, View } from '../../shared/domain/view';
import { contextId, emptyView } from '../testing/world';
import { applyItem, type Held } from './apply-item';

function message(id: string, reason: string): MalformedMessage {
  return { id, contextId, receivedAt: instantOf(0), reason, sizeBytes: 1, excerpt: '' };
}

const put = (id: string, reason: string): Change => ({ kind: 'put', collection: 'malformed', id, entity: message(id, reason) });
const remove = (id: string): Change => ({ kind: 'remove', collection: 'malformed', id });
const delta = (seq: number, changes: readonly Change[], session = 's'): StreamItem => ({ kind: 'delta', session, seq, changes });
const snapshot = (seq: number, view: View = emptyView, session = 's'): StreamItem => ({ kind: 'snapshot', session, seq, view });

const held: Held = {
  session: 's',
  seq: 3,
  view: { ...emptyView, malformed: { a: message('a', 'old'), b: message('b', 'old') } },
};

function applied(from: Held | null, items: readonly StreamItem[]): Held | 'resync' | null {
  return items.reduce<Held | 'resync' | null>((now, item) => (now === 'resync' ? now : applyItem(now, item)), from);
}

describe('applyItem', () => {
  test('a snapshot replaces whatever was held', () => {
    expect(applyItem(held, snapshot(9, emptyView, 'other'))).toEqual({ session: 'other', seq: 9, view: emptyView });
  });

  test('a delta before any snapshot asks for one', () => {
    expect(applyItem(null, delta(1, []))).toBe('resync');
  });

  test('a hole in the numbers is never guessed over', () => {
    expect(applyItem(held, delta(5, [put('c', 'new')]))).toBe('resync');
  });

  test('a delta of another session asks for a snapshot', () => {
    expect(applyItem(held, delta(4, [], 'other'))).toBe('resync');
  });

  test('what was applied already changes nothing when it is replayed', () => {
    expect(applyItem(held, delta(3, [remove('a')]))).toBe(held);
  });

  test('untouched entities and collections keep their identity', () => {
    const next = applyItem(held, delta(4, [put('b', 'new')]));
    if (next === 'resync') throw new Error('expected a view');
    expect(next.view.malformed.a).toBe(held.view.malformed.a);
    expect(next.view.malformed.b?.reason).toBe('new');
    expect(next.view.notices).toBe(held.view.notices);
    expect(held.view.malformed.b?.reason).toBe('old');
  });

  test('however a stream is split and replayed, it adds up to the same view', () => {
    const changes = fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string()).map(([id, reason]) => put(id, reason)),
        fc.constantFrom('a', 'b', 'c').map(remove),
      ),
    );
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), fc.nat(12), fc.nat(12), (batches, breakAt, back) => {
        const items = batches.map((batch, index) => delta(index + 1, batch));
        const whole = applied(null, [snapshot(0), ...items]);
        const cut = Math.min(breakAt, items.length);
        const resumedFrom = Math.max(0, cut - back);
        const broken = applied(null, [snapshot(0), ...items.slice(0, cut), ...items.slice(resumedFrom)]);
        const oneByOne = applied(null, [snapshot(0), ...batches.flat().map((change, index) => delta(index + 1, [change]))]);
        expect(broken).toEqual(whole);
        if (whole === null || whole === 'resync' || oneByOne === null || oneByOne === 'resync') throw new Error('expected views');
        expect(oneByOne.view).toEqual(whole.view);
      }),
    );
  });
});
