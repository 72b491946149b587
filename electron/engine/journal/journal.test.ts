import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { emptyState } from '../../../shared/domain/state';
import { migrate } from '../state/migrations/migrate';
import { aFolder } from '../testing/a-folder';
import { anOtherMessage, aServer, at, payroll } from '../testing/events';
import { openDatabase } from './database';
import { createJournal, type Recorded } from './journal';
import { openJournal } from './open-journal';
import type { Unreadable } from './replay';

function recorded(event: ConsoleEvent, given: Partial<Recorded> = {}): Recorded {
  return { event, subjects: [], messageId: null, audit: null, ...given };
}

const audit = { at: at(0), mono: 1, session: 'ses_1', kind: 'a.b', actor: { id: 'tocsin' }, data: { x: 1 } };

function open(file: string) {
  const opened = openJournal(file, at(0), (journal) => {
    const unreadable: Unreadable[] = [];
    const events = [...journal.replay.after(0, (found) => unreadable.push(found))];
    return { events, unreadable };
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

describe('the journal', () => {
  test('gives back after a restart what was appended, in order', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const first = open(file);
    const events = Array.from({ length: 4_500 }, (_, index) => aServer(`d${index}`, { lagSeconds: index }, index));
    expect(first.journal.append(events.map((event) => recorded(event)))).toEqual({ ok: true, value: { lastSeq: 4_500 } });
    first.journal.close();
    const second = open(file);
    expect(second.restored).toEqual({ events, unreadable: [] });
    expect(second.journal.lastSeq()).toBe(4_500);
    second.journal.close();
  });

  test('finds the events behind a thing, behind two, of a context, newest first and in pages', () => {
    const { journal } = open(join(aFolder(), 'journal.sqlite'));
    const about = [['server:a'], ['server:b'], ['server:a', 'job:1'], ['job:1']];
    journal.append(about.map((subjects, index) => recorded(aServer('d1', {}, index), { subjects })));
    const seqs = (subjects: string[], before: number | null = null, limit = 10) =>
      journal.history.events({ subjects, contextId: null, before, limit }).map((entry) => entry.seq);
    expect(seqs(['server:a'])).toEqual([3, 1]);
    expect(seqs(['job:1', 'server:a'])).toEqual([3]);
    expect(seqs([])).toEqual([4, 3, 2, 1]);
    expect(seqs([], 3, 1)).toEqual([2]);
    expect(journal.history.events({ subjects: [], contextId: 'other', before: null, limit: 9 })).toEqual([]);
    expect(journal.history.events({ subjects: ['job:1'], contextId: payroll, before: null, limit: 9 })).toHaveLength(2);
    journal.close();
  });

  test('a page is full although some events cannot be read, so nobody takes it for the last one', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const { journal } = open(file);
    journal.append(
      Array.from({ length: 6 }, (_, index) => recorded(aServer(`d${index}`, {}, index), { subjects: ['server:a'] })),
    );
    const other = openDatabase(file);
    other.exec("UPDATE events SET payload = '{}' WHERE seq IN (5, 3, 2)");
    other.close();
    const seqs = (before: number | null, limit: number) =>
      journal.history.events({ subjects: ['server:a'], contextId: null, before, limit }).map((entry) => entry.seq);
    expect(seqs(null, 2)).toEqual([6, 4]);
    expect(seqs(4, 2)).toEqual([1]);
    expect(seqs(null, 9)).toEqual([6, 4, 1]);
    journal.close();
  });

  test('numbers audit entries from 0 without gaps, across restarts', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const first = open(file);
    first.journal.append([recorded(aServer('d1'), { audit }), recorded(aServer('d2')), recorded(aServer('d3'), { audit })]);
    first.journal.close();
    const { journal } = open(file);
    journal.append([recorded(aServer('d4'), { audit: { ...audit, kind: 'c.d' } })]);
    const entries = journal.history.audit({ kind: null, before: null, limit: 10 });
    expect(entries.map((entry) => entry.seq)).toEqual([2, 1, 0]);
    expect(entries.map((entry) => JSON.parse(Buffer.from(entry.bytes).toString()).seq)).toEqual([2, 1, 0]);
    expect(journal.history.audit({ kind: 'c.d', before: null, limit: 10 })).toHaveLength(1);
    journal.close();
  });

  test('keeps an event whose audit entry would be too large, with an entry that says so', () => {
    const { journal } = open(join(aFolder(), 'journal.sqlite'));
    journal.append([recorded(aServer('d1'), { audit: { ...audit, data: { text: 'x'.repeat(70_000), rehearsal: true } } })]);
    const [entry] = journal.history.audit({ kind: null, before: null, limit: 1 });
    expect(JSON.parse(Buffer.from(entry?.bytes ?? []).toString()).data).toMatchObject({ omitted: 'too-large', rehearsal: true });
    journal.close();
  });

  test('remembers message ids across restarts', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const first = open(file);
    first.journal.append([recorded(anOtherMessage('m1'), { messageId: 'm1' })]);
    first.journal.close();
    const { journal } = open(file);
    expect([journal.hasMessage('m1'), journal.hasMessage('m2')]).toEqual([true, false]);
    journal.close();
  });

  test('leaves out an event it cannot read and names it', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const first = open(file);
    first.journal.append([recorded(aServer('d1')), recorded(aServer('d2')), recorded(aServer('d3'))]);
    first.journal.close();
    const database = openDatabase(file);
    database.exec(`UPDATE events SET payload = '{"type":"from.the-future"}' WHERE seq = 1`);
    database.exec(`UPDATE events SET payload = '{"type' WHERE seq = 2`);
    database.close();
    const { restored, journal } = open(file);
    expect(restored.events).toHaveLength(1);
    expect(restored.unreadable.map((entry) => entry.seq)).toEqual([1, 2]);
    journal.close();
  });
});

describe('checkpoints', () => {
  test('give the newest whole state of this version, and pass over a damaged one', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const { journal } = open(file);
    journal.checkpoints.save({ seq: 1, state: emptyState }, 'v1');
    journal.checkpoints.save({ seq: 2, state: { ...emptyState, lastEventAt: at(2) } }, 'v1');
    expect(journal.checkpoints.newest('v1')).toEqual({ seq: 2, state: { ...emptyState, lastEventAt: at(2) } });
    expect(journal.checkpoints.newest('v2')).toBeNull();
    journal.close();
    const database = openDatabase(file);
    database.exec(`UPDATE checkpoints SET state = x'7b7d' WHERE seq = 2`);
    database.close();
    const again = open(file);
    expect(again.journal.checkpoints.newest('v1')?.seq).toBe(1);
    again.journal.close();
  });

  test('keep two', () => {
    const { journal } = open(join(aFolder(), 'journal.sqlite'));
    for (const seq of [1, 2, 3]) journal.checkpoints.save({ seq, state: emptyState }, 'v1');
    expect(journal.checkpoints.newest('v1')?.seq).toBe(3);
    journal.close();
  });
});

describe('a damaged or unwritable database', () => {
  test('that is no database is set aside under a name of its own, and a new one begun', () => {
    const folder = aFolder();
    const file = join(folder, 'journal.sqlite');
    writeFileSync(file, 'not a database at all. '.repeat(400));
    const opened = open(file);
    expect(opened.setAside?.file).toBe(`${file}.corrupt-2026-03-14T09-00-00.000Z`);
    expect(readFileSync(opened.setAside?.file ?? '', 'utf8')).toContain('not a database');
    expect(opened.journal.append([recorded(aServer('d1'))]).ok).toBe(true);
    opened.journal.close();
    expect(readdirSync(folder)).toContain('journal.sqlite');
  });

  test('that is damaged and cannot be moved aside is told, left as it is, and moved by the next start', () => {
    const file = join(aFolder(), 'journal.sqlite');
    writeFileSync(file, 'not a database at all. '.repeat(400));
    const aside = `${file}.corrupt-2026-03-14T09-00-00.000Z`;
    // A folder that is not empty stands where the file would go.
    mkdirSync(join(aside, 'full'), { recursive: true });
    expect(openJournal(file, at(0), () => null)).toMatchObject({ ok: false, error: { code: 'corrupt' } });
    expect(readFileSync(file, 'utf8')).toContain('not a database');
    rmSync(aside, { recursive: true });
    const opened = open(file);
    expect(opened.setAside?.file).toBe(aside);
    opened.journal.close();
    const again = open(file);
    expect(again.setAside).toBeNull();
    again.journal.close();
  });

  test('whose pages are damaged is set aside when restoring finds out', () => {
    const file = join(aFolder(), 'journal.sqlite');
    const first = open(file);
    first.journal.append(Array.from({ length: 3_000 }, (_, index) => recorded(aServer(`d${index}`, {}, index))));
    first.journal.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 300_000);
    writeFileSync(file, bytes);
    const opened = open(file);
    expect(opened.setAside).not.toBeNull();
    expect(opened.restored.events).toEqual([]);
    opened.journal.close();
  });

  test('written by a newer program is refused and left as it is', () => {
    const file = join(aFolder(), 'journal.sqlite');
    open(file).journal.close();
    const database = openDatabase(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const opened = openJournal(file, at(0), () => null);
    expect(opened).toMatchObject({ ok: false, error: { code: 'newer-version' } });
  });

  test('on a full disk says so, writes nothing of the batch, and goes on once there is room', () => {
    const database = openDatabase(join(aFolder(), 'journal.sqlite'));
    expect(migrate(database).ok).toBe(true);
    const journal = createJournal(database);
    database.exec('PRAGMA max_page_count = 60');
    const batch = Array.from({ length: 500 }, (_, index) => recorded(aServer(`d${index}`), { audit }));
    expect(journal.append(batch)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(journal.append([recorded(aServer('d1'), { audit })])).toEqual({ ok: true, value: { lastSeq: 1 } });
    database.exec('PRAGMA max_page_count = 60000');
    expect(journal.append(batch)).toEqual({ ok: true, value: { lastSeq: 501 } });
    expect(journal.history.audit({ kind: null, before: null, limit: 1 })[0]?.seq).toBe(500);
    journal.close();
  });

  test('in a folder that does not exist is not writable', () => {
    expect(openJournal(join(aFolder(), 'gone', 'journal.sqlite'), at(0), () => null)).toMatchObject({
      ok: false,
      error: { code: 'not-writable' },
    });
  });
});
