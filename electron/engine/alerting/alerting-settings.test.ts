import { expect, test } from 'vitest';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';

const dana: Actor = { id: 'dana', role: 'act', host: 'headless' };

test('of two people who replace what they have read, the second is told of the first', async () => {
  const { engine } = await anEngine();
  const store = engine.inside.alerting.settings;
  const read = store.etag();
  const [first, second] = await Promise.all([
    store.replace({ ...store.current(), correlateMinutes: 20 }, read, dana),
    store.replace({ ...store.current(), correlateMinutes: 30 }, read, { ...dana, id: 'eve' }),
  ]);
  expect(first.ok).toBe(true);
  expect(second).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(store.current().correlateMinutes).toBe(20);
});
