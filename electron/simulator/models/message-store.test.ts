import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededChance } from '../chance';
import { manualTime, manualWall } from '../testing/manual-time';
import type { StoredMessage } from './message';
import { createMessageStore, type MessageStore, type Received } from './message-store';

const VISIBILITY_MS = 30_000;

function aMessage(id: string): StoredMessage {
  return {
    id,
    body: id,
    attributes: {},
    senderId: 'x',
    sentAt: 0,
    sentAtWall: 0,
    receives: 0,
    firstReceivedAt: null,
    receipt: null,
  };
}

function aStore() {
  const wall = manualWall(0);
  const store = createMessageStore('queue', { time: manualTime(0), wall, chance: seededChance('store') });
  return { wall, store };
}

const take = (store: MessageStore, max: number): readonly Received[] => store.take(max, () => true, VISIBILITY_MS);

const step = fc.oneof(
  fc.record({ do: fc.constant('send' as const), delayMs: fc.constantFrom(0, 0, 10_000) }),
  fc.record({ do: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ do: fc.constant('delete' as const), which: fc.nat(50) }),
  fc.record({ do: fc.constant('hide' as const), which: fc.nat(50), ms: fc.constantFrom(0, 5_000, 60_000) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 15_000, 30_000) }),
);

test('no message is lost, none is seen twice at once, and only what was deleted stays away', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { wall, store } = aStore();
      const alive = new Set<string>();
      const receipts: Received[] = [];
      /** Id → until when it must not be seen. */
      const hiddenUntil = new Map<string, number>();
      for (const [index, action] of steps.entries()) {
        switch (action.do) {
          case 'send':
            store.add(aMessage(`m${index}`), action.delayMs);
            alive.add(`m${index}`);
            hiddenUntil.set(`m${index}`, wall.now() + action.delayMs);
            break;
          case 'receive':
            for (const message of take(store, action.max)) {
              expect(alive.has(message.id)).toBe(true);
              expect(wall.now()).toBeGreaterThanOrEqual(hiddenUntil.get(message.id) ?? 0);
              hiddenUntil.set(message.id, wall.now() + VISIBILITY_MS);
              receipts.push(message);
            }
            break;
          case 'delete': {
            const chosen = receipts[action.which % Math.max(receipts.length, 1)];
            if (chosen === undefined) break;
            const isLatest = receipts.filter(({ id }) => id === chosen.id).at(-1) === chosen;
            expect(store.remove(chosen.receipt)).toBe('done');
            if (isLatest) alive.delete(chosen.id);
            break;
          }
          case 'hide': {
            const chosen = receipts[action.which % Math.max(receipts.length, 1)];
            if (chosen === undefined) break;
            if (store.hide(chosen.receipt, action.ms) === 'done') hiddenUntil.set(chosen.id, wall.now() + action.ms);
            break;
          }
          case 'pass':
            wall.advance(action.ms);
        }
        const { visible, inFlight, delayed } = store.counts();
        expect(visible + inFlight + delayed).toBe(alive.size);
      }
      wall.advance(120_000);
      const rest = take(store, 1_000).map(({ id }) => id);
      expect(rest.sort()).toEqual([...alive].sort());
    }),
  );
});

test('a receipt of another queue, or of none, is invalid', () => {
  const { store } = aStore();
  const other = createMessageStore('other', { time: manualTime(0), wall: manualWall(0), chance: seededChance('other') });
  other.add(aMessage('m'), 0);
  const [message] = take(other, 1);
  expect(store.remove(message?.receipt ?? '')).toBe('invalid-receipt');
  fc.assert(fc.property(fc.string(), (text) => store.remove(text) === 'invalid-receipt'));
});
