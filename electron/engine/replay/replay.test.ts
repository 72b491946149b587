import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change, StreamItem } from '../../../shared/contract/stream';
import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import { e1, e2 } from '../../../shared/domain/testing/facts';
import type { View } from '../../../shared/domain/view';
import { ManualTime } from '../testing/manual-clock';
import type { Reel } from './recording';
import { aPlayedDrill, type PlayedDrill, type Shown } from './testing/a-played-drill';

/** The engine itself, its sources and what is foreseen are never journaled. */
const journaled = ({ engine: _, sources: __, forecasts: ___, ...domain }: View) => domain;

async function reelOf({ replays }: PlayedDrill, id: string): Promise<Reel> {
  const reel = await replays.find(id);
  if (reel === null) throw new Error(`no recording of ${id}`);
  return reel;
}

function shownAt(shown: readonly Shown[], at: Instant): Shown['view'] | undefined {
  return shown.findLast((one) => one.at <= at)?.view;
}

describe('a replay of the default drill', () => {
  let drill: PlayedDrill;
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-replay-'));
  beforeAll(async () => {
    drill = await aPlayedDrill(dataDir);
  }, 60_000);
  afterAll(() => {
    drill.journal.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('shows at any instant exactly what the live console had at that instant', { timeout: 120_000 }, async () => {
    for (const id of [e1, e2]) {
      const reel = await reelOf(drill, id);
      const [fromMs, toMs] = [msOf(reel.about.from), msOf(reel.about.to)];
      const looks = drill.shown.map(({ at }) => msOf(at)).filter((ms) => ms >= fromMs && ms <= toMs);
      const anyInstant = fc.oneof(
        fc.integer({ min: fromMs, max: toMs }),
        fc.constantFrom(...looks).chain((ms) => fc.constantFrom(ms, Math.max(fromMs, ms - 1))),
      );
      await fc.assert(
        fc.asyncProperty(anyInstant, async (ms) => {
          const replayed = await drill.replays.at(reel, ms);
          const live = shownAt(drill.shown, instantOf(ms));
          // The matcher writes well and compares slowly.
          if (!isDeepStrictEqual(journaled(replayed.view), live)) expect(journaled(replayed.view)).toStrictEqual(live);
        }),
        { numRuns: 150 },
      );
    }
  });

  test('plays on to the end: snapshot and deltas add up to the view of the last instant', async () => {
    const reel = await reelOf(drill, e1);
    const items: StreamItem[] = [];
    const wall = new ManualTime();
    const replays = drill.replaysOn(wall);
    const playing = (async () => {
      for await (const item of replays.play(reel, msOf(reel.about.from), 300, new AbortController().signal)) items.push(item);
    })();
    const lengthMs = msOf(reel.about.to) - msOf(reel.about.from);
    for (let passed = 0; passed < lengthMs / 300 + 1_000; passed += 1_000) await wall.advance(1_000);
    await playing;
    expect(items[0]?.kind).toBe('snapshot');
    expect(items.length).toBeGreaterThan(20);
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index));
    const held = items.reduce<View | null>(
      (view, item) => (item.kind === 'snapshot' ? item.view : added(view, item.changes)),
      null,
    );
    if (held === null) throw new Error('nothing was played');
    const end = await drill.replays.at(reel, msOf(reel.about.to));
    expect(journaled(held)).toEqual(journaled(end.view));
    expect(held.engine.engine?.clock).toMatchObject({ now: reel.about.to, speed: 0, paused: true });
  });

  test('stands still at speed 0', async () => {
    const reel = await reelOf(drill, e1);
    const items: StreamItem[] = [];
    for await (const item of drill.replays.play(reel, msOf(reel.about.from), 0, new AbortController().signal)) items.push(item);
    expect(items.map(({ kind }) => kind)).toEqual(['snapshot']);
  });

  test('marks what is worth jumping to, in order', async () => {
    const reel = await reelOf(drill, e1);
    const marks = reel.marks();
    expect(marks.map(({ at }) => at)).toEqual(marks.map(({ at }) => at).sort());
    const said = marks.map(({ kind, what }) => `${kind} ${what}`);
    expect(said).toContain('wave-began Wave 1 Database');
    expect(said).toContain('wave-ended Wave 1 Database');
    expect(said).toContain('failure app-03');
    expect(said.filter((one) => one.startsWith('alert'))).not.toEqual([]);
    // A jump shows what the mark names.
    const failure = marks.find(({ what }) => what === 'app-03');
    const then = await drill.replays.at(reel, msOf(failure?.at ?? reel.about.from));
    expect(Object.values(then.view.participants).find(({ serverName }) => serverName === 'app-03')?.phase).toBe('FAILED');
  });

  describe('as a file', () => {
    const opened = async (): Promise<{ readonly reel: Reel; readonly text: string }> => {
      const file = await drill.replays.export(await reelOf(drill, e1));
      if (file === null) throw new Error('nothing was exported');
      expect(file.fileName).toMatch(/^payroll-dr-2026-.*\.tocsin-replay\.jsonl$/);
      const kept = await drill.replays.open(file.fileName, file.text);
      if (!kept.ok) throw new Error(JSON.stringify(kept.error));
      return { reel: await reelOf(drill, kept.value.recordingId), text: file.text };
    };

    test('shows the execution at any instant as its own console did', { timeout: 60_000 }, async () => {
      const own = await reelOf(drill, e1);
      const { reel } = await opened();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: msOf(own.about.from), max: msOf(own.about.to) }), async (ms) => {
          const [here, there] = [await drill.replays.at(own, ms), await drill.replays.at(reel, ms)];
          expect(ofExecution(there.view)).toEqual(ofExecution(here.view));
          expect(there.view.contexts).toEqual(here.view.contexts);
        }),
        { numRuns: 100 },
      );
      expect(reel.marks()).toEqual(own.marks());
      const asked = { subjects: [`execution:${e1}`], before: null, last: own.timeline.seqAt(msOf(own.about.to)), limit: 50 };
      expect(reel.events(asked).map(({ seq }) => seq)).toEqual(
        own
          .events(asked)
          .filter(({ event }) => !event.type.startsWith('notification.'))
          .map(({ seq }) => seq),
      );
    });

    test('is listed, is the same when it is opened twice, survives a restart, and can be forgotten', async () => {
      const { reel, text } = await opened();
      const again = await drill.replays.open('other name.jsonl', text);
      expect(again).toMatchObject({ ok: true, value: { recordingId: reel.about.recordingId } });
      const restarted = drill.replaysOn(drill.time);
      expect((await restarted.list()).map(({ kind, executionId }) => `${kind} ${executionId}`)).toEqual([
        `execution ${e2}`,
        `execution ${e1}`,
        `file ${e1}`,
      ]);
      expect((await restarted.export((await restarted.find(reel.about.recordingId)) ?? reel))?.text).toBe(text);
      expect(await drill.replays.close(reel.about.recordingId)).toBe(true);
      expect(await drill.replays.find(reel.about.recordingId)).toBeNull();
    });

    test('that is not whole is refused, with the line', async () => {
      const { text, reel } = await opened();
      await drill.replays.close(reel.about.recordingId);
      const refused = async (wrong: string) => {
        const kept = await drill.replays.open('wrong', wrong);
        return !kept.ok && kept.error.code === 'unreadable' ? `${kept.error.problem.code} ${kept.error.problem.line}` : kept;
      };
      expect(await refused(text.replace('app-03', 'app-04'))).toBe('wrong-digest 1');
      expect(await refused(text.slice(0, -20))).toBe('wrong-digest 1');
      expect(await refused(text.replace('"version":1', '"version":2'))).toBe('newer-format 1');
      expect(await refused('hello')).toBe('malformed 1');
      expect(await refused('')).toBe('malformed 1');
      const lines = text.split('\n');
      lines[4] = '{"seq":';
      expect(await refused(redigested(lines))).toBe('malformed 5');
      expect(await refused(redigested([...lines.slice(0, 4), '{"seq":1,"at":"2026-03-14T09:00:00.000Z","event":{}}', '']))).toBe(
        'malformed 5',
      );
    });
  });
});

/** All that concerns the one execution. */
function ofExecution(view: View) {
  const mine = <T extends { readonly executionId: string | null }>(all: Readonly<Record<string, T>>) =>
    Object.values(all).filter((one) => one.executionId === e1);
  return {
    execution: view.executions[e1],
    participants: mine(view.participants),
    jobs: mine(view.jobs),
    instances: mine(view.instances),
    notices: mine(view.notices),
  };
}

/** The header's digest made anew for what follows it. */
function redigested([header = '', ...body]: readonly string[]): string {
  const text = body.join('\n');
  return `${header.replace(/"sha256":"[0-9a-f]+"/, `"sha256":"${createHash('sha256').update(text).digest('hex')}"`)}\n${text}`;
}

function added(view: View | null, changes: readonly Change[]): View | null {
  let held = view;
  for (const change of changes) {
    if (held === null) return null;
    const { [change.id]: _, ...others } = held[change.collection];
    held = { ...held, [change.collection]: change.kind === 'remove' ? others : { ...others, [change.id]: change.entity } };
  }
  return held;
}
