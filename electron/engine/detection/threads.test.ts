import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { watchedBy, watchedKey } from '../../../shared/domain/detection/watched';
import { aFolder } from '../testing/a-folder';
import { builtThreadIn } from './testing/built-thread';
import { workerThread } from './threads';
import { type FromThread, MARK_ENTRY } from './worker/messages';

const MINUTE = 60_000;

describe('the built thread', () => {
  const built = mkdtempSync(join(tmpdir(), 'tocsin-thread-'));
  let file = '';
  beforeAll(async () => {
    file = await builtThreadIn(built);
  }, 30_000);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  function aThread() {
    const said: FromThread[] = [];
    const waiting: { readonly kind: FromThread['kind']; readonly done: () => void }[] = [];
    let died: (why: string) => void = () => undefined;
    const death = new Promise<string>((resolve) => {
      died = resolve;
    });
    const thread = workerThread(file)({
      said(message) {
        said.push(message);
        for (const { kind, done } of waiting) if (kind === message.kind) done();
      },
      died,
    });
    onTestFinished(() => thread.end());
    const heard = (kind: FromThread['kind']) =>
      new Promise<void>((done) => {
        if (said.some((message) => message.kind === kind)) done();
        else waiting.push({ kind, done });
      });
    return { thread, said, heard, death };
  }

  test('judges, saves and takes up again', async () => {
    const folder = aFolder();
    const { thread, said, heard } = aThread();
    const watched = watchedBy('ServerLag');
    if (watched === null) throw new Error('lag is watched');
    const series = { index: 0, key: watchedKey(watched, 'c', { server: 's-0' }), metric: 'ServerLag', contextId: 'c' };
    thread.post({ kind: 'open', folder, birth: null });
    thread.post({ kind: 'series', series: [{ ...series, labels: { server: 's-0' }, shares: {} }] });
    const entries = Array.from({ length: 300 }, (_, n) => [0, n * MINUTE, n % 7, MARK_ENTRY, n * MINUTE, 0]).flat();
    const batch = Float64Array.from(entries);
    thread.post({ kind: 'batch', number: 1, entries: batch, quiet: [], isPast: false }, [batch.buffer]);
    thread.post({ kind: 'stop' });
    await heard('stopped');
    // It was handed over, not copied.
    expect(batch).toHaveLength(0);
    expect(said.find((message) => message.kind === 'taken')).toMatchObject({ totals: { watched: 1, learning: 0, judged: 299 } });
    const again = aThread();
    again.thread.post({ kind: 'open', folder, birth: null });
    await again.heard('opened');
    expect(again.said[0]).toMatchObject({ throughMs: 298 * MINUTE, known: [{ key: series.key }] });
  });

  test('whose fault ends it says why', async () => {
    const { thread, death } = aThread();
    // Nothing sends such a batch: it stands for any bug in there.
    thread.post({ kind: 'ask', id: 1, question: { of: 'map', family: null, contextId: null, toMs: 0, steps: -1, limit: 1 } });
    thread.post({
      kind: 'series',
      series: [{ index: 0, key: 'k', metric: 'ServerLag', contextId: 'c', labels: {}, shares: {} }],
    });
    thread.post({ kind: 'ask', id: 2, question: { of: 'map', family: null, contextId: null, toMs: 0, steps: -1, limit: 1 } });
    expect(await death).toContain('Invalid typed array length');
  });
});
