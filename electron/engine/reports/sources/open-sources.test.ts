import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { AuditEntry } from '../../../../shared/domain/audit/audit-entry';
import { type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import type { Period } from '../../../../shared/domain/reports/blocks';
import { buildSections } from '../../../../shared/domain/reports/build-sections';
import { sectionKinds } from '../../../../shared/domain/reports/sections/registry';
import { expectWellMade, figureIn, rowsIn } from '../../../../shared/domain/reports/testing/well-made';
import { openDatabase } from '../../journal/database';
import { aPlayedDrill, type PlayedDrill } from '../../replay/testing/a-played-drill';
import { aFolder } from '../../testing/a-folder';
import { buildDocument } from '../build-report';
import { wordsIn } from '../words';
import { type OpenReportSources, openReportSources } from './open-sources';

const VERSION = 'test';
const ever: Period = { from: instantOf(0), to: instantOf(Date.UTC(2100, 0, 1)), name: 'ALL', zone: 'UTC' };

/** One drill, played once for all tests; its journal stays open, as beside a running console. */
let drill: PlayedDrill;
let entries: readonly AuditEntry[];
const base = mkdtempSync(join(tmpdir(), 'tocsin-report-'));

beforeAll(async () => {
  drill = await aPlayedDrill(base, { rehearsal: true });
  entries = drill.journal.history
    .audit({ kind: null, before: null, limit: 10_000 })
    .map(({ bytes }) => AuditEntry.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))))
    .reverse();
});
afterAll(() => {
  drill.journal.close();
  rmSync(base, { recursive: true, force: true });
});

function opened(dataDir = base, asOf: Instant | null = null): OpenReportSources {
  const found = openReportSources(dataDir, VERSION, asOf);
  if (!found.ok) throw new Error(found.error.message);
  onTestFinished(found.value.close);
  return found.value;
}

/** The drill's data directory once more, as if the console had ended. */
function aCopy(): string {
  const folder = aFolder();
  for (const name of readdirSync(base)) cpSync(join(base, name), join(folder, name));
  return folder;
}

test('executions, participants and plans are those that the console shows', () => {
  const { sources } = opened();
  const seen = drill.current();
  const executions = [...sources.executions(ever)];
  expect(executions.map(({ executionId }) => executionId).sort()).toEqual(Object.keys(seen.executions).sort());
  expect(executions.length).toBeGreaterThan(1);
  for (const one of executions) {
    expect(one).toEqual(seen.executions[one.executionId]);
    const its = Object.values(seen.participants).filter(({ executionId }) => executionId === one.executionId);
    expect([...sources.participants(one.executionId)].sort(byId)).toEqual(its.sort(byId));
  }
  expect(sources.plans().map(({ planId }) => planId)).toEqual(Object.keys(seen.plans));
  expect(sources.plans()[0]?.objective.rtoMinutes).toBeNull();
});

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

test('entries are those of the log, by kind, in their order', () => {
  const { sources } = opened();
  expect(entries.length).toBeGreaterThan(20);
  expect([...sources.audit(ever, [])]).toEqual(entries);
  const started = entries.filter(({ kind }) => kind === 'execution.started');
  expect([...sources.audit(ever, ['execution.started'])]).toEqual(started);
  expect(sources.countAudit(ever, ['execution.'])).toBe(entries.filter(({ kind }) => kind.startsWith('execution.')).length);
  expect([...sources.audit(ever, ['nobody.knows'])]).toEqual([]);
});

test('of periods that meet, each entry lies in exactly one', () => {
  const { sources, newestAt } = opened();
  const first = msOf(instantOf(Date.parse(entries[0]?.at ?? ''))) - 1_000;
  const cut = fc.integer({ min: first, max: msOf(newestAt) });
  fc.assert(
    fc.property(fc.uniqueArray(cut, { maxLength: 6 }), (cuts) => {
      const borders = [0, ...cuts.sort((a, b) => a - b), Date.UTC(2100, 0, 1)];
      const seqs = borders.slice(1).flatMap((to, index) => {
        const period = { ...ever, from: instantOf(borders[index] ?? 0), to: instantOf(to) };
        const its = [...sources.audit(period, [])].map(({ seq }) => seq);
        expect(sources.countAudit(period, [])).toBe(its.length);
        return its;
      });
      expect(seqs).toEqual(entries.map(({ seq }) => seq));
    }),
    { numRuns: 30 },
  );
});

test('where the clock was set back, an entry still lies in one period: the one in which it was recorded', () => {
  const folder = aCopy();
  const database = openDatabase(join(folder, 'journal.sqlite'));
  // The second half was recorded by a clock that stood a year earlier.
  database.exec(`UPDATE commits SET at = '2000' || substr(at, 5) WHERE last_seq > (SELECT max(last_seq) / 2 FROM commits)`);
  database.exec(
    `UPDATE commits SET at = replace(at, '2000', '${drill.time.clock.now().slice(0, 4)}') WHERE last_seq = (SELECT max(last_seq) FROM commits)`,
  );
  database.close();
  const { sources } = opened(folder);
  const old = { ...ever, to: instantOf(Date.UTC(2001, 0, 1)) };
  const late = { ...ever, from: old.to };
  const [before, after] = [[...sources.audit(old, [])], [...sources.audit(late, [])]];
  expect(before.length).toBeGreaterThan(0);
  expect(after.length).toBeGreaterThan(0);
  expect([...before, ...after].map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(entries.map(({ seq }) => seq));
  expect(sources.countAudit(old, []) + sources.countAudit(late, [])).toBe(entries.length);
});

test('what the console writes meanwhile is not in a report that has begun', () => {
  const { sources } = opened();
  const before = sources.countAudit(ever, []);
  const wrote = drill.journal.append([
    {
      event: { type: 'session.woke', at: drill.time.clock.now(), sessionId: 'ses_1', asleepSeconds: 60 },
      subjects: [],
      messageId: null,
      audit: { at: drill.time.clock.now(), mono: 0, session: 'ses_1', kind: 'session.woke', actor: { id: 'x' }, data: {} },
    },
  ]);
  expect(wrote.ok).toBe(true);
  expect(sources.countAudit(ever, [])).toBe(before);
  expect(opened().sources.countAudit(ever, [])).toBe(before + 1);
  entries = [...opened().sources.audit(ever, [])];
});

test('an entry whose text was removed is still one; what is sealed is shown while its value is kept', () => {
  const folder = aCopy();
  const database = openDatabase(join(folder, 'journal.sqlite'));
  const sealedIn = (seq: number) => {
    const entry = entries[seq];
    const bytes = Buffer.from(JSON.stringify({ ...entry, data: { ...entry?.data, who: { 'a/b': { sealed: 'AAAA' } } } }));
    database.command('UPDATE audit SET bytes = ? WHERE seq = ?').run(bytes, seq);
  };
  database.exec("UPDATE audit SET bytes = x'' WHERE seq = 3");
  sealedIn(5);
  sealedIn(6);
  database
    .command('INSERT INTO audit_sealed (seq, pointer, key, value) VALUES (?, ?, ?, ?)')
    .run(5, '/data/who/a~1b', Buffer.from('k'), '"Dana"');
  database.close();
  const { sources } = opened(folder);
  const read = [...sources.audit(ever, [])];
  expect(read.map(({ seq, kind }) => [seq, kind])).toEqual(entries.map(({ seq, kind }) => [seq, kind]));
  expect(read[3]).toMatchObject({ kind: entries[3]?.kind, actor: { id: '—' }, data: { removed: true } });
  expect([read[5]?.data.who, read[6]?.data.who]).toEqual([{ 'a/b': 'Dana' }, { 'a/b': { sealed: 'AAAA' } }]);
  const [section] = buildSections(
    { Sections: [{ Name: 'x', Type: 'AUDIT_LOG', Configuration: { Period: { From: '1970-01-01', To: '2099-12-31' } } }] },
    {
      sources,
      asOf: sources.asOf,
      zone: 'UTC',
      since: null,
      evaluation: null,
      framework: null,
      register: null,
      words: wordsIn('en'),
    },
  );
  const details = rowsIn(section?.blocks ?? [], 'Entries of the audit trail').map((row) => String(row.details));
  expect(details[3]).toContain('removed under a retention policy');
  expect(details[5]).toContain('who.a/b: Dana');
  expect(details[6]).toContain('who.a/b: (erased)');
});

test('reading leaves the files as they are', () => {
  const folder = aCopy();
  const digest = () =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'journal.sqlite')))
      .digest('hex');
  const before = digest();
  const { sources, close } = opened(folder);
  expect([...sources.executions(ever)].length).toBeGreaterThan(0);
  close();
  expect(digest()).toBe(before);
});

test('the base of a rehearsal is as good as its folder; its journal may have another name', () => {
  const folder = aFolder();
  const rehearsal = join(folder, 'rehearsal');
  mkdirSync(rehearsal);
  for (const name of readdirSync(base))
    cpSync(join(base, name), join(rehearsal, name.replace('journal.sqlite', 'journal-2026-11-24T00-00-00-000Z.sqlite')));
  writeFileSync(
    join(rehearsal, 'trace.json'),
    JSON.stringify({ clock: 'c', start: 's', journal: 'journal-2026-11-24T00-00-00-000Z.sqlite' }),
  );
  const { place, sources } = opened(folder);
  expect(place).toEqual({ dir: rehearsal, journal: 'journal-2026-11-24T00-00-00-000Z.sqlite', rehearsal: true });
  expect([...sources.executions(ever)].length).toBeGreaterThan(0);
});

test.each<[string, (folder: string) => void, string]>([
  ['an empty folder', () => undefined, 'no-journal'],
  ['a file that is no database', (folder) => writeFileSync(join(folder, 'journal.sqlite'), 'hello '.repeat(500)), 'not-readable'],
  [
    'a journal of a newer version',
    (folder) => {
      const database = openDatabase(join(folder, 'journal.sqlite'));
      database.exec('PRAGMA user_version = 9999');
      database.close();
    },
    'other-version',
  ],
  [
    'a trace that names a file elsewhere',
    (folder) => {
      renameSync(join(aCopy(), 'journal.sqlite'), join(folder, 'elsewhere.sqlite'));
      writeFileSync(join(folder, 'trace.json'), JSON.stringify({ journal: '../elsewhere.sqlite' }));
    },
    'no-journal',
  ],
])('%s is refused', (_, prepare, code) => {
  const folder = aFolder();
  prepare(folder);
  const found = openReportSources(folder, VERSION, null);
  expect(found.ok ? 'opened' : found.error.code).toBe(code);
});

test('a report of every section over the drill: in both languages well made, its figures those of the journal', () => {
  const { sources, newestAt } = opened();
  const seen = Object.values(drill.current().executions);
  for (const language of ['en', 'de'] as const) {
    const document = buildDocument(
      {
        ReportId: 'all',
        Name: 'Everything',
        Sections: sectionKinds.map(({ type }) => ({ Name: type, Type: type, Configuration: { Period: 'ALL' } })),
      },
      sources,
      {
        runId: 'r',
        asOf: instantOf(msOf(newestAt) + 1),
        madeAt: newestAt,
        madeBy: 'test',
        language,
        rehearsal: true,
        programVersion: VERSION,
        checkpoint: null,
        since: null,
        framework: null,
        register: null,
      },
    );
    for (const { troubles, blocks } of document.sections) {
      expect(troubles).toEqual([]);
      expectWellMade(blocks);
    }
    expect(document.sources.length).toBeGreaterThan(5);
    if (language === 'de') continue;
    const of = (type: string) => document.sections.find((one) => one.type === type)?.blocks ?? [];
    expect(figureIn(of('EXECUTION_METRICS'), 'Executions').value).toBe(seen.length);
    expect(figureIn(of('FAILURE_CAUSES'), 'Servers whose launch failed').value).toBe(
      Object.values(drill.current().participants).filter(({ phase }) => phase === 'FAILED').length,
    );
    expect(rowsIn(of('AUDIT_LOG'), 'Entries of the audit trail').map(({ seq, kind }) => [seq, kind])).toEqual(
      entries.map(({ seq, kind }) => [seq, kind]),
    );
    expect(figureIn(of('CONFIGURATION_CHANGES'), 'Configuration changes').value).toBe(0);
  }
});
