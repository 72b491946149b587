import { describe, expect, test } from 'vitest';
import type { CommitError } from '../engine-api';
import { aServer } from '../testing/events';
import { recordingLog } from '../testing/fakes';
import { settle } from '../testing/manual-clock';
import type { Batch, Committed } from './commit';
import { createRecorder } from './recorder';

const full: CommitError = { code: 'disk-full', message: 'The disk is full.' };

function aRecorder() {
  const written: string[][] = [];
  const troubles: (string | null)[] = [];
  const log = recordingLog();
  let broken: CommitError | null = null;
  let seq = 0;
  const commit = (batches: readonly Batch[]): Committed => {
    const names = batches.flatMap(({ events }) =>
      events.map((event) => (event.type === 'server.observed' ? event.server.name : '')),
    );
    if (names.includes('bug')) throw new Error('bug');
    if (broken !== null && names.length > 0) return { ok: false, error: broken };
    if (names.length > 0) written.push(names);
    seq += names.length;
    return { ok: true, value: { lastSeq: seq } };
  };
  const recorder = createRecorder({ commit, log, onTrouble: (error) => troubles.push(error?.code ?? null) });
  return { recorder, written, troubles, log, breakDisk: (error: CommitError | null) => (broken = error) };
}

describe('recording', () => {
  test('what arrives in one turn shares one transaction', async () => {
    const { recorder, written } = aRecorder();
    const all = await Promise.all(['a', 'b', 'c'].map((name) => recorder.record([aServer(name)])));
    expect(written).toEqual([['a', 'b', 'c']]);
    expect(all).toEqual([1, 2, 3].map(() => ({ ok: true, value: { lastSeq: 3 } })));
  });

  test('a bug in one of a group does not take the others with it', async () => {
    const { recorder, written } = aRecorder();
    const all = await Promise.allSettled(['a', 'bug', 'c'].map((name) => recorder.record([aServer(name)])));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(written).toEqual([['a'], ['c']]);
  });

  test('an observation that cannot be written is refused; what has happened is kept and written first once there is room', () => {
    const { recorder, written, troubles, breakDisk } = aRecorder();
    breakDisk(full);
    expect(recorder.commit([aServer('seen')])).toEqual({ ok: false, error: full });
    recorder.owe([aServer('done1')]);
    recorder.owe([aServer('done2')]);
    recorder.tick();
    expect([written, troubles]).toEqual([[], ['disk-full']]);
    breakDisk(null);
    recorder.commit([aServer('seen')]);
    expect(written).toEqual([['done1', 'done2', 'seen']]);
    expect(troubles).toEqual(['disk-full', null]);
  });

  test('a commit in which nothing was new is no proof that the disk works again', () => {
    const { recorder, troubles, breakDisk } = aRecorder();
    breakDisk(full);
    recorder.commit([aServer('a')]);
    recorder.tick();
    expect(troubles).toEqual(['disk-full']);
  });

  test('a tick writes what is owed', () => {
    const { recorder, written, breakDisk } = aRecorder();
    breakDisk(full);
    recorder.owe([aServer('done')]);
    breakDisk(null);
    recorder.tick();
    expect(written).toEqual([['done']]);
  });

  test('what is owed is bounded, and what is lost of it is logged', async () => {
    const { recorder, written, log, breakDisk } = aRecorder();
    breakDisk(full);
    for (let n = 0; n < 1_002; n += 1) recorder.owe([aServer(`s${n}`)]);
    breakDisk(null);
    recorder.tick();
    await settle();
    expect(written[0]).toHaveLength(1_000);
    expect(log.lines.filter(({ message }) => message.includes('was not recorded'))).toHaveLength(2);
  });
});
