import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { anItem, aServer, at, e1 } from '../testing/events';
import { type FileEntry, readRecording, writeRecording } from './file-format';
import { fileReel } from './file-reel';

const opened = { recordingId: 'file-1', name: 'a.jsonl', openedAt: at(0), sizeBytes: 1 };

function aFile(entries: readonly FileEntry[], executionId = e1) {
  const about = {
    executionId,
    planName: 'Payroll DR',
    executionType: 'DRILL',
    status: 'RUNNING' as const,
    from: at(0),
    to: at(60),
  };
  return writeRecording({ ...about, rehearsal: false, consoleVersion: '1', exportedAt: at(60) }, entries);
}

function entry(seq: number, event: ConsoleEvent): FileEntry {
  return { seq, at: event.at, event };
}

async function reelOf(text: string) {
  const read = await readRecording(text);
  if (!read.ok) throw new Error(read.error.message);
  return fileReel(read.value, opened, () => 0);
}

describe('a recording made by somebody who means no good', () => {
  test('may count its events as high as numbers go, and costs no more than they are', async () => {
    const last = Number.MAX_SAFE_INTEGER;
    const reel = await reelOf(
      await aFile([entry(7, aServer('db-01')), entry(8_000_000_000_000, anItem()), entry(last, aServer('db-01', {}, 30))]),
    );
    expect(reel.timeline.lastSeq).toBe(last);
    const { state } = await reel.frames.at(reel.timeline.seqAt(Date.parse(at(20))));
    expect(Object.keys(state.executions)).toEqual([e1]);
    expect((await reel.frames.at(last)).seq).toBe(last);
  });

  test.each(['__proto__', 'constructor', 'toString'])('may call its execution or a command %s: it is refused', async (name) => {
    const renamed = (await aFile([entry(1, anItem())])).replace(`"executionId":"${e1}"`, `"executionId":"${name}"`);
    expect(await readRecording(renamed)).toMatchObject({ ok: false, error: { code: 'malformed', line: 1 } });
    const asked: ConsoleEvent = {
      type: 'command.requested',
      at: at(2),
      commandId: name,
      command: 'executions.resume',
      executionId: e1,
      contextId: null,
      actor: 'somebody',
      note: null,
    };
    const read = await readRecording(await aFile([entry(1, anItem()), entry(2, asked)]));
    expect(read).toMatchObject({ ok: false, error: { code: 'malformed', line: 3 } });
  });

  test('may nest its JSON a hundred thousand deep: its line is refused', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const whole = await aFile([entry(1, { type: 'settings.changed', at: at(0), before: 'HERE', after: null, actor: 'x' })]);
    const read = await readRecording(whole.replace('"HERE"', deep));
    expect(read.ok).toBe(false);
  });
});
