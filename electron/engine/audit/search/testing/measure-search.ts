import { join } from 'node:path';
import { openDatabase } from '../../../journal/database';
import { migrate } from '../../../state/migrations/migrate';
import { createDesk } from '../desk';
import { EVERYTHING, type SearchFilter } from '../filter';
import type { Ask, FromDesk } from '../messages';
import { generatedEntries, writeEntries } from './generated-log';

export interface SearchMeasures {
  readonly entries: number;
  /** Filling the index of all of them, in milliseconds. */
  readonly fillMs: number;
  /** Opening the filled index again, until it answers. */
  readonly reopenMs: number;
  /** Every question of the mix, slowest first; `ms` is the quantile over its repetitions. */
  readonly questions: readonly {
    readonly name: string;
    readonly found: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
  }[];
  /** Over all questions together. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
}

interface Given {
  /** An empty folder, for the journal and the index. */
  readonly dir: string;
  readonly entries: number;
  readonly repeat: number;
  /** A monotonic clock with parts of milliseconds. */
  readonly nowMs: () => number;
  readonly say: (line: string) => void;
}

/** Writes a log of generated entries, fills an index of it, and asks a mix of questions, each anew (nothing is remembered between). */
export function measureSearch({ dir, entries, repeat, nowMs, say }: Given): SearchMeasures {
  const journal = join(dir, 'journal.sqlite');
  write(journal, entries);
  say(`${entries} entries are written`);
  const filled = nowMs();
  const first = desk(journal, join(dir, 'audit-index.sqlite'), nowMs);
  first.fill();
  const fillMs = nowMs() - filled;
  first.close();
  const reopened = nowMs();
  const asked = desk(journal, join(dir, 'audit-index.sqlite'), nowMs);
  asked.fill();
  asked.ask({ kind: 'page', filter: EVERYTHING, before: null, limit: 50 });
  const reopenMs = nowMs() - reopened;
  const all: number[] = [];
  const questions = mixOf(entries).map(({ name, filter }) => {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < repeat; round += 1) {
      // Another end of time each round, so that nothing is answered from memory.
      const fresh = { ...filter, toMs: filter.toMs ?? FAR_MS + all.length };
      const startedMs = nowMs();
      found = asked.facets(fresh);
      times.push(nowMs() - startedMs);
      all.push(nowMs() - startedMs);
      const again = nowMs();
      asked.ask({ kind: 'page', filter: { ...fresh, toMs: (fresh.toMs ?? 0) + 1 }, before: null, limit: 100 });
      times.push(nowMs() - again);
      all.push(nowMs() - again);
    }
    return { name, found, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
  });
  asked.close();
  return {
    entries,
    fillMs,
    reopenMs,
    questions: questions.sort((a, b) => b.p99Ms - a.p99Ms),
    p50Ms: quantile(all, 0.5),
    p99Ms: quantile(all, 0.99),
    slowestMs: quantile(all, 1),
  };
}

const FAR_MS = Date.UTC(2100, 0, 1);

function mixOf(entries: number): { readonly name: string; readonly filter: SearchFilter }[] {
  const ask = (name: string, filter: Partial<SearchFilter>) => ({ name, filter: { ...EVERYTHING, ...filter } });
  const half = Date.UTC(2025, 0, 1) + (entries / 2) * 41_000;
  return [
    ask('everything', {}),
    ask('a word of every entry', { text: 'running' }),
    ask('a frequent word', { text: 'the' }),
    ask('a rare word', { text: 'sub2t1' }),
    ask('two words', { text: 'recovery failover' }),
    ask('words in order', { text: '"the recovery"' }),
    ask('a beginning', { text: 'over1*' }),
    ask('one letter and a star', { text: 'r*' }),
    ask('without a word', { text: '-the' }),
    ask('a word without another', { text: 'recovery -the' }),
    ask('a kind', { kinds: ['execution.started'] }),
    ask('a family of kinds', { kinds: ['execution.', 'server.'] }),
    ask('a person', { actor: 'os:dana' }),
    ask('an execution', { execution: 'exec-a0' }),
    ask('a server', { server: `s-${(7).toString(16).padStart(17, '0')}` }),
    ask('a time', { fromMs: half - 86_400_000, toMs: half }),
    ask('all together', { text: 'the', kinds: ['server.'], actor: 'tocsin', context: 'ctx-payroll', fromMs: half }),
    ask('nothing there', { text: 'zzzzzz' }),
  ];
}

function write(journal: string, entries: number): void {
  const database = openDatabase(journal);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  const migrated = migrate(database);
  if (!migrated.ok) throw new Error(migrated.error.message);
  for (let from = 0; from < entries; from += SLICE)
    writeEntries(database, generatedEntries(Math.min(SLICE, entries - from), from, 1 + from));
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

const SLICE = 20_000;

function desk(journal: string, index: string, nowMs: () => number) {
  const queue: (() => void)[] = [];
  let newest: FromDesk | null = null;
  const inner = createDesk({
    post: (message) => {
      newest = message;
    },
    later: (work) => queue.push(work),
    nowMs,
  });
  inner.tell({ type: 'open', journal, index });
  const ask = (asked: Ask): FromDesk | null => {
    inner.tell({ type: 'ask', id: 1, ask: asked });
    return newest;
  };
  return {
    ask,
    facets(filter: SearchFilter): number {
      const reply = ask({ kind: 'facets', filter });
      return reply?.type === 'answer' && reply.answer.kind === 'facets' ? reply.answer.said.total : -1;
    },
    fill() {
      for (let work = queue.shift(); work !== undefined; work = queue.shift()) work();
    },
    close: () => inner.tell({ type: 'close' }),
  };
}

/** Nearest rank. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? 0;
}
