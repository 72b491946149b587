import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import type { Journal } from '../journal/journal';
import { openJournal } from '../journal/open-journal';
import type { Actor } from '../ports';
import { aFolder } from '../testing/a-folder';
import { aJob, anItem, anOtherMessage, aRun, aServer, at, e1 } from '../testing/events';
import { recordingLog } from '../testing/fakes';
import { ManualTime } from '../testing/manual-clock';
import { createCommitter } from './commit';
import { restoreState } from './restore';

const MAKER = 'test';
const operator: Actor = { id: 'window:operator', role: 'admin', host: 'desktop' };

function open(dataDir: string, given: { rehearsal?: boolean } = {}) {
  const opened = openJournal(join(dataDir, 'journal.sqlite'), at(0), (journal) => restoreState(journal, MAKER));
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal, restored } = opened.value;
  const time = new ManualTime({ at: at(10_000) });
  const log = recordingLog();
  let published = 0;
  const committer = createCommitter({
    journal,
    state: restored.state,
    session: { id: 'ses_1', host: 'headless', rehearsal: given.rehearsal ?? false, startedMonoMs: 0 },
    clock: time.clock,
    wall: time.wall,
    log,
    outlook: () => ({ baseline: true }),
    onCommitted: () => {
      published += 1;
    },
  });
  const commit = (events: readonly ConsoleEvent[], actor: Actor | null = null) => committer.commit([{ events, actor }]);
  return { journal, restored, committer, commit, time, log, published: () => published };
}

function recordedTypes(journal: Journal): string[] {
  return [...journal.replay.after(0, () => undefined)].map(({ type }) => type);
}

/** Any of the things a session hears, at any moment, in any order. */
const anyEvent: fc.Arbitrary<ConsoleEvent> = fc.oneof(
  fc
    .record({
      name: fc.constantFrom('d01', 'd02', 'x1'),
      lag: fc.nat(900),
      state: fc.constantFrom('CONTINUOUS', 'STALLED', 'DISCONNECTED'),
      seconds: fc.nat(9_000),
    })
    .map(({ name, lag, state, seconds }) => aServer(name, { lagSeconds: lag, replicationState: state }, seconds)),
  fc
    .record({
      status: fc.constantFrom('PENDING', 'RUNNING', 'PAUSED', 'FAILED', 'COMPLETED', 'CANCELLED', 'NEWER'),
      seconds: fc.nat(9_000),
    })
    .map(({ status, seconds }) => anItem({ status }, seconds)),
  fc
    .record({ status: fc.constantFrom('RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'), seconds: fc.nat(9_000) })
    .map(({ status, seconds }) => aRun(status, seconds)),
  fc
    .record({
      d01: anyLaunch(),
      d02: anyLaunch(),
      d03: anyLaunch(),
      seconds: fc.nat(9_000),
      status: fc.constantFrom('PENDING', 'STARTED', 'COMPLETED'),
    })
    .map(({ seconds, status, ...servers }) => aJob(servers, seconds, status)),
  fc.record({ id: fc.nat(5), seconds: fc.nat(9_000) }).map(({ id, seconds }) => anOtherMessage(`m${id}`, 'told', seconds)),
);

function anyLaunch(): fc.Arbitrary<string> {
  return fc.constantFrom('PENDING', 'IN_PROGRESS', 'LAUNCHED', 'FAILED', 'TERMINATED');
}

describe('a restart', () => {
  test('replays to the same state and the same view, from any checkpoint', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyEvent, { maxLength: 30 }), { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        (batches, checkpointAfter) => {
          const dataDir = aFolder();
          const first = open(dataDir);
          for (const [index, batch] of batches.entries()) {
            expect(first.commit(batch).ok).toBe(true);
            if (index === checkpointAfter)
              first.journal.checkpoints.save({ seq: first.journal.lastSeq(), state: first.committer.state() }, MAKER);
          }
          const state = first.committer.state();
          const now = first.time.clock.now();
          const view = viewOf(state, first.committer.view(), now);
          first.journal.close();
          const second = open(dataDir);
          expect(second.restored.state).toEqual(state);
          expect(viewOf(second.restored.state, null, now)).toEqual(view);
          expect(second.restored.unreadable).toEqual([]);
          // Nothing is concluded a second time.
          const seq = second.journal.lastSeq();
          expect(second.committer.commit([])).toEqual({ ok: true, value: { lastSeq: seq } });
          second.journal.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('a commit', () => {
  test('records what follows from it in the same transaction', () => {
    const { commit, journal } = open(aFolder());
    commit([anItem(), aRun('RUNNING')]);
    const types = recordedTypes(journal);
    expect(types.slice(0, 2)).toEqual(['execution-item.observed', 'run.observed']);
    expect(types).toContain('execution.changed');
    journal.close();
  });

  test('leaves state and view as they were when the disk is full, and works again later', () => {
    const { commit, committer, journal, published } = open(aFolder());
    commit([anItem(), aRun('RUNNING')]);
    const [state, view, count, before] = [committer.state(), committer.view(), published(), recordedTypes(journal)];
    const append = journal.append;
    Object.assign(journal, { append: () => ({ ok: false, error: { code: 'disk-full', message: 'full' } }) });
    expect(commit([aRun('FAILED', 100)])).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect([committer.state(), committer.view(), published()]).toEqual([state, view, count]);
    expect(committer.state()).toBe(state);
    Object.assign(journal, { append });
    expect(commit([aRun('FAILED', 100)]).ok).toBe(true);
    expect(recordedTypes(journal).length).toBeGreaterThan(before.length + 1);
    expect(committer.view().executions[e1]?.runStatus).toBe('FAILED');
    journal.close();
  });

  test('keeps one copy of a message, in one commit, in two, and after a restart', () => {
    const dataDir = aFolder();
    const first = open(dataDir);
    first.commit([anOtherMessage('m1'), anOtherMessage('m1'), anOtherMessage('m2')]);
    first.commit([anOtherMessage('m1')]);
    first.journal.close();
    const { commit, journal } = open(dataDir);
    commit([anOtherMessage('m2'), anOtherMessage('m3')]);
    expect(recordedTypes(journal)).toEqual(['message.other', 'message.other', 'message.other']);
    journal.close();
  });

  test('leaves out an observation that says nothing new', () => {
    const { commit, journal, published } = open(aFolder());
    commit([aServer('d01', {}, 5)]);
    commit([aServer('d01', {}, 5), aServer('d01', { lagSeconds: 9 }, 1)]);
    expect(recordedTypes(journal)).toEqual(['server.observed']);
    expect(published()).toBe(1);
    journal.close();
  });

  test('refuses an event that could not be read again, before anything is written', () => {
    const { commit, journal } = open(aFolder());
    const broken = { ...anOtherMessage('m1'), at: 'yesterday' };
    expect(() => commit([aServer('d01'), Object(broken)])).toThrow();
    expect(journal.lastSeq()).toBe(0);
    journal.close();
  });

  test('writes no task token anywhere', () => {
    const dataDir = aFolder();
    const { commit, journal } = open(dataDir);
    const token = `AQC${'k'.repeat(400)}`;
    const mail = `resume with --task-token ${token} now`;
    commit([anOtherMessage('m1', mail, 0, { Message: mail, deep: [{ taskToken: token }] })]);
    journal.close();
    for (const file of readdirSync(dataDir)) expect(readFileSync(join(dataDir, file)).includes('k'.repeat(100))).toBe(false);
  });

  test('repairs text that has no canonical form', () => {
    const { commit, committer, journal } = open(aFolder());
    commit([aServer('d\ud800', { tags: { '\udfff': 'a\ud83d\ude00b' } })]);
    const [server] = Object.values(committer.state().servers);
    expect([server?.fact.name, server?.fact.tags]).toEqual(['d\ufffd', { '\ufffd': 'a\ud83d\ude00b' }]);
    journal.close();
  });
});

describe('the audit trail', () => {
  test('has an entry for what people did, with who did it, in the transaction of the event', () => {
    const { commit, journal } = open(aFolder());
    commit([{ type: 'settings.changed', at: at(1), before: {}, after: {}, actor: operator.id }], operator);
    const [entry] = journal.history.audit({ kind: null, before: null, limit: 1 });
    expect(JSON.parse(Buffer.from(entry?.bytes ?? []).toString())).toMatchObject({
      v: 1,
      seq: 0,
      kind: 'configuration.changed',
      at: at(10_000),
      session: 'ses_1',
      actor: { id: 'window:operator', host: 'desktop' },
    });
    journal.close();
  });

  test('says of every entry of a rehearsal that it is one', () => {
    const { commit, journal } = open(aFolder(), { rehearsal: true });
    commit([anItem(), aRun('RUNNING'), { type: 'settings.changed', at: at(1), before: {}, after: {}, actor: operator.id }]);
    const entries = journal.history.audit({ kind: null, before: null, limit: 100 });
    expect(entries.length).toBeGreaterThan(1);
    for (const { bytes } of entries) expect(JSON.parse(Buffer.from(bytes).toString()).data.rehearsal).toBe(true);
    journal.close();
  });
});
