import { AsyncIteratorClass } from '@orpc/shared';
import { expect, test } from 'vitest';
import type { StreamItem } from '../../shared/contract/stream';
import { instantOf } from '../../shared/domain/primitives';
import { createConsoleStore } from '../store/console-store';
import { fixtureClient } from '../testing/fixture-client';
import { emptyView } from '../testing/world';
import { startLiveLink } from './live-link';
import type { Transport } from './transport';
import type { Wall } from './wall';

const snapshot = (seq: number): StreamItem => ({ kind: 'snapshot', session: 's', seq, view: emptyView });
const delta = (seq: number): StreamItem => ({ kind: 'delta', session: 's', seq, changes: [] });

/** A wall whose timers fire when told, and lines that say what they are told. */
function aBench(lives: readonly (readonly StreamItem[] | 'unreachable' | 'refused')[]) {
  const timers: (() => void)[] = [];
  const asked: unknown[] = [];
  let opened = 0;
  const wall: Wall = {
    nowMs: () => 1000,
    after: (_ms, task) => {
      timers.push(task);
      return () => undefined;
    },
    unit: () => 1,
  };
  const transport: Transport = {
    name: 'fixture',
    open: async () => {
      const life = lives[opened];
      opened += 1;
      if (life === undefined || life === 'unreachable')
        return { ok: false, error: { code: 'unreachable', message: 'no answer' } };
      if (life === 'refused') return { ok: false, error: { code: 'refused', message: 'wrong token', next: 'another' } };
      const items = [...life];
      const client = fixtureClient(null, async (from) => {
        asked.push(from);
        return new AsyncIteratorClass<StreamItem>(
          async () => {
            const value = items.shift();
            return value === undefined ? { done: true, value: undefined } : { done: false, value };
          },
          async () => undefined,
        );
      });
      return { ok: true, line: { client, closed: new Promise(() => undefined), close: () => undefined } };
    },
  };
  const store = createConsoleStore();
  const link = startLiveLink(transport, store, wall);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  const fire = (): void => {
    for (const task of timers.splice(0)) task();
  };
  return { store, link, asked, settle, fire, waiting: () => timers.length };
}

test('after a loss the stream goes on where it broke off', async () => {
  const bench = aBench([[snapshot(1), delta(2)], [delta(3)]]);
  await bench.settle();
  expect(bench.store.getState().connection.kind).toBe('reconnecting');
  expect(bench.store.getState().held?.seq).toBe(2);
  bench.fire();
  await bench.settle();
  expect(bench.asked).toEqual([{}, { session: 's', after: 2 }]);
  expect(bench.store.getState().held?.seq).toBe(3);
  bench.link.stop();
});

test('a hole makes it ask for a snapshot on the same line, and nothing is shown in between', async () => {
  const bench = aBench([[snapshot(1), delta(5), snapshot(6)]]);
  await bench.settle();
  expect(bench.asked).toEqual([{}, {}]);
  expect(bench.store.getState().held?.seq).toBe(6);
  bench.link.stop();
});

test('what is held stays while the way to the engine is down', async () => {
  const bench = aBench([[snapshot(1)], 'unreachable']);
  await bench.settle();
  bench.fire();
  await bench.settle();
  expect(bench.store.getState()).toMatchObject({ connection: { kind: 'reconnecting', sinceMs: 1000 }, held: { seq: 1 } });
  bench.link.stop();
});

test('a refusal is tried again only when the operator asks', async () => {
  const bench = aBench(['refused', [snapshot(1)]]);
  await bench.settle();
  expect(bench.store.getState().connection.kind).toBe('refused');
  expect(bench.waiting()).toBe(0);
  bench.link.retryNow();
  await bench.settle();
  expect(bench.store.getState().held?.seq).toBe(1);
  bench.link.stop();
});

test('how far the clocks are apart is learnt from when items were sent', async () => {
  const bench = aBench([[{ ...snapshot(1), sentAt: instantOf(601_000) }]]);
  await bench.settle();
  expect(bench.store.getState().aheadMs).toBe(-600_000);
  bench.link.stop();
});
