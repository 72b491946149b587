import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../../shared/domain/primitives';
import { auditEntry } from '../entry';
import { EVERYTHING, type SearchFilter, searchFilter } from './filter';
import type { Answers } from './messages';
import { aDesk, aLog, type TestLog } from './testing/a-log';
import { generatedEntries, writeEntries } from './testing/generated-log';

interface Read {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly actor: { readonly id: string };
  readonly session: string;
  readonly data: Record<string, unknown>;
}

const entries = [...generatedEntries(3_000)];
const read: Read[] = entries.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')));

function filled(): { log: TestLog; desk: ReturnType<typeof aDesk> } {
  const log = aLog();
  writeEntries(log.database, entries);
  const desk = aDesk(log);
  desk.turns();
  return { log, desk };
}

/** What a slow reader finds: by looking at every entry. */
function naive(fits: (entry: Read, words: string) => boolean): number[] {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return read
    .filter((entry) =>
      fits(entry, ` ${plain(JSON.stringify([entry.kind, entry.actor, entry.data])).replace(/[^\p{L}\p{N}]+/gu, ' ')} `),
    )
    .map(({ seq }) => seq)
    .reverse();
}

describe('search over the log', () => {
  const mention = (id: string) => (entry: Read) => JSON.stringify(entry.data).includes(`"${id}"`);

  const asked: [string, Partial<SearchFilter>, (entry: Read, words: string) => boolean][] = [
    ['everything', {}, () => true],
    ['a word', { text: 'failover' }, (_, words) => words.includes(' failover ')],
    ['a word in other letters', { text: 'ECHEC' }, (_, words) => words.includes(' echec ')],
    ['an accent', { text: 'übung' }, (_, words) => words.includes(' ubung ')],
    ['words in this order', { text: '"the recovery of"' }, (_, words) => words.includes(' the recovery of ')],
    ['a beginning', { text: 'over1*' }, (_, words) => words.includes(' over1')],
    ['two words', { text: 'drill wave' }, (_, words) => words.includes(' drill ') && words.includes(' wave ')],
    ['without a word', { text: 'drill -wave' }, (_, words) => words.includes(' drill ') && !words.includes(' wave ')],
    ['only without', { text: '-wave -drill' }, (_, words) => !words.includes(' drill ') && !words.includes(' wave ')],
    ['a kind', { kinds: ['execution.started'] }, ({ kind }) => kind === 'execution.started'],
    ['kinds that begin so', { kinds: ['execution.', 'wave.'] }, ({ kind }) => /^(execution|wave)\./.test(kind)],
    ['who acted', { actor: 'os:müller' }, ({ actor }) => actor.id === 'os:müller'],
    ['a session that never was', { session: 'ses_9' }, () => false],
    ['a session', { session: 'ses_0' }, () => true],
    ['a context', { context: 'ctx-claims' }, ({ data }) => data.contextId === 'ctx-claims'],
    ['a server', { server: `s-${(7).toString(16).padStart(17, '0')}` }, mention(`s-${(7).toString(16).padStart(17, '0')}`)],
    ['an incident among several', { incident: 'inc_0' }, mention('inc_0')],
    [
      'a time',
      { fromMs: Date.UTC(2025, 0, 1, 12), toMs: Date.UTC(2025, 0, 2) },
      ({ at }) => at >= '2025-01-01T12' && at < '2025-01-02',
    ],
    [
      'all of it together',
      { text: 'the', kinds: ['server.'], actor: 'tocsin', context: 'ctx-payroll', toMs: Date.UTC(2025, 0, 2) },
      ({ kind, actor, data, at }, words) =>
        words.includes(' the ') &&
        kind.startsWith('server.') &&
        actor.id === 'tocsin' &&
        data.contextId === 'ctx-payroll' &&
        at < '2025-01-02',
    ],
    ['signs alone', { text: '🔥' }, () => false],
  ];

  test('finds what a slow reader finds', () => {
    const { desk } = filled();
    for (const [what, filter, fits] of asked)
      expect([what, ...desk.seqs({ ...EVERYTHING, ...filter })]).toEqual([what, ...naive(fits)]);
  });

  test('counts by kind, actor, context, execution and time', () => {
    const { desk } = filled();
    const facets = desk.ask({ kind: 'facets', filter: { ...EVERYTHING, text: 'drill' } });
    const drill = new Set(naive((_, words) => words.includes(' drill ')));
    const fits = read.filter(({ seq }) => drill.has(seq));
    expect(facets).toMatchObject({ total: fits.length, isExact: true, behind: 0 });
    for (const { value, count } of facets.kinds) expect(fits.filter(({ kind }) => kind === value)).toHaveLength(count);
    expect(facets.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(fits.length);
    expect(facets.actors.map(({ count }) => count)).toEqual([...facets.actors.map(({ count }) => count)].sort((a, b) => b - a));
    expect(
      facets.executions.every(({ value, count }) => fits.filter(({ data }) => data.executionId === value).length === count),
    ).toBe(true);
    const { from, stepSeconds, counts } = facets.timeline;
    const first = Date.parse(from ?? '');
    expect(counts.length).toBeLessThanOrEqual(96);
    counts.forEach((count, step) => {
      const within = fits.filter(({ at }) => {
        const ms = Date.parse(at) - first - step * stepSeconds * 1_000;
        return ms >= 0 && ms < stepSeconds * 1_000;
      });
      expect(within).toHaveLength(count);
    });
  });

  test('pages neither repeat nor skip', () => {
    const { desk } = filled();
    const filter = { ...EVERYTHING, text: 'the' };
    const seen: number[] = [];
    let before: number | null = null;
    for (;;) {
      const { entries: page }: Answers['page'] = desk.ask({ kind: 'page', filter, before, limit: 37 });
      seen.push(...page.map(({ seq }) => seq));
      const last = page.at(-1);
      if (last === undefined) break;
      before = last.seq;
    }
    expect(seen).toEqual(naive((_, words) => words.includes(' the ')));
  });
});

test('what is new is found at once; a long way behind is told', () => {
  const { log, desk } = filled();
  writeEntries(log.database, generatedEntries(100, 3_000));
  expect(desk.ask({ kind: 'page', filter: EVERYTHING, before: null, limit: 1 })).toMatchObject({
    behind: 0,
    entries: [{ seq: 3_099 }],
  });
  writeEntries(log.database, generatedEntries(2_500, 3_100));
  expect(desk.ask({ kind: 'facets', filter: EVERYTHING })).toMatchObject({ behind: 2_500, isExact: false, total: 3_100 });
  desk.turns();
  expect(desk.ask({ kind: 'facets', filter: EVERYTHING })).toMatchObject({ behind: 0, isExact: true, total: 5_600 });
});

test('a closed index goes on where it was', () => {
  const { log, desk } = filled();
  desk.close();
  writeEntries(log.database, generatedEntries(10, 3_000));
  const next = aDesk(log);
  expect(next.ask({ kind: 'facets', filter: { ...EVERYTHING, text: 'tocsin' } })).toMatchObject({ behind: 0 });
  expect(next.seqs({ ...EVERYTHING, actor: 'os:dana' }).filter((seq) => seq < 3_000)).toEqual(
    naive(({ actor }) => actor.id === 'os:dana'),
  );
});

test.each<[string, (log: TestLog) => void]>([
  ['damaged', ({ index }) => writeFileSync(index, Buffer.alloc(20_000, 7))],
  ['cut off', ({ index }) => writeFileSync(index, readFileSync(index).subarray(0, 9_000))],
  [
    'of another log',
    ({ database }) => {
      database.exec('DELETE FROM audit');
      writeEntries(database, [...generatedEntries(3_000, 0, 99)]);
    },
  ],
  ['newer than the log', ({ database }) => database.exec('DELETE FROM audit WHERE seq >= 2000')],
])('an index that is %s is filled anew', (_, spoil) => {
  const { log, desk } = filled();
  desk.close();
  spoil(log);
  const next = aDesk(log);
  next.turns();
  const fresh = aDesk({ ...log, index: `${log.index}-fresh` });
  fresh.turns();
  const filter = searchFilter({ text: 'drill', kind: 'server.' });
  expect(next.seqs(filter)).toEqual(fresh.seqs(filter));
  expect(next.ask({ kind: 'facets', filter: EVERYTHING })).toEqual(fresh.ask({ kind: 'facets', filter: EVERYTHING }));
});

test('text that was removed is not found, and is nowhere in the file', () => {
  const log = aLog();
  const secret = (seq: number, name: string) =>
    entryOf(seq, 'custom.received', { text: `about ${name}`, executionId: `exec-${name}` }, `os:${name}`);
  writeEntries(log.database, [secret(0, 'zaphodone'), secret(1, 'trillianone'), ...generatedEntries(600, 2)]);
  const desk = aDesk(log);
  desk.turns();
  expect(desk.seqs({ ...EVERYTHING, text: 'zaphodone' })).toEqual([0]);
  writeEntries(log.database, [
    entryOf(602, 'audit.removed', { policy: 'p', ranges: [[0, 0]], approvedBy: 'dana', reason: null }, 'os:dana'),
  ]);
  desk.look();
  desk.turns();
  expect(desk.seqs({ ...EVERYTHING, text: 'zaphodone' })).toEqual([]);
  expect(desk.seqs({ ...EVERYTHING, execution: 'exec-zaphodone' })).toEqual([]);
  expect(desk.seqs({ ...EVERYTHING, kinds: ['custom.received'] })).toEqual([1, 0]);
  expect(desk.seqs({ ...EVERYTHING, text: 'trillianone' })).toEqual([1]);
  desk.close();
  const left = readFileSync(log.index, 'latin1');
  expect(left).not.toContain('zaphodone');
  expect(left).toContain('trillianone');
});

test('entries whose bytes are gone are found by kind and time, when the index is made of what is left', () => {
  const log = aLog();
  writeEntries(log.database, generatedEntries(20));
  log.database.exec(
    "UPDATE audit SET bytes = x'' WHERE seq = 5; DELETE FROM audit WHERE seq < 3; UPDATE audit SET bytes = x'7b7b' WHERE seq = 7;",
  );
  const desk = aDesk(log);
  desk.turns();
  const { entries: page } = desk.ask({ kind: 'page', filter: EVERYTHING, before: null, limit: 100 });
  expect(page.map(({ seq }) => seq)).toEqual(Array.from({ length: 17 }, (_, index) => 19 - index));
  expect(page.find(({ seq }) => seq === 5)).toMatchObject({
    bytes: null,
    kind: read[5]?.kind,
    atMs: Date.parse(read[4]?.at ?? ''),
  });
});

test('a journal that cannot be read is a reason, and the next question works', () => {
  const { log, desk } = filled();
  const elsewhere = aDesk({ ...log, journal: `${log.journal}-missing` });
  expect(() => elsewhere.seqs(EVERYTHING)).toThrow(/open/i);
  expect(desk.seqs({ ...EVERYTHING, kinds: ['session.started'] })).toEqual(naive(({ kind }) => kind === 'session.started'));
});

function entryOf(seq: number, kind: string, data: Record<string, unknown>, actor: string) {
  const made = auditEntry(seq, {
    at: instantOf(Date.UTC(2025, 5, 1) + seq),
    mono: seq,
    session: 'ses_x',
    kind,
    actor: { id: actor },
    data,
  });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
