import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../../journal/database';
import { migrate } from '../../../state/migrations/migrate';
import { aFolder } from '../../../testing/a-folder';
import { createDesk } from '../desk';
import type { SearchFilter } from '../filter';
import type { Answer, Answers, Ask, FromDesk } from '../messages';

export interface TestLog {
  readonly dir: string;
  readonly journal: string;
  readonly index: string;
  readonly database: Database;
}

/** An empty journal in a folder of its own. */
export function aLog(): TestLog {
  const dir = aFolder();
  const journal = join(dir, 'journal.sqlite');
  const database = openDatabase(journal);
  database.exec('PRAGMA journal_mode = WAL');
  const migrated = migrate(database);
  if (!migrated.ok) throw new Error(migrated.error.message);
  onTestFinished(() => database.close());
  return { dir, journal, index: join(dir, 'audit-index.sqlite'), database };
}

export interface TestDesk {
  ask<K extends Ask['kind']>(ask: Extract<Ask, { kind: K }>): Answers[K];
  seqs(filter: SearchFilter): number[];
  look(): void;
  /** Runs what was put off, at most so often; answers how often. */
  turns(most?: number): number;
  readonly said: FromDesk[];
  close(): void;
}

/** The desk of the search thread, in this one, turned by hand. */
export function aDesk(log: TestLog): TestDesk {
  const said: FromDesk[] = [];
  const queue: (() => void)[] = [];
  let nextId = 1;
  const desk = createDesk({ post: (message) => said.push(message), later: (work) => queue.push(work), nowMs: () => 0 });
  desk.tell({ type: 'open', journal: log.journal, index: log.index });
  const answerTo = (ask: Ask): Answer => {
    const id = nextId;
    nextId += 1;
    desk.tell({ type: 'ask', id, ask });
    const reply = said.find((message) => 'id' in message && message.id === id);
    if (reply?.type === 'answer') return reply.answer;
    throw new Error(reply?.type === 'failed' ? reply.reason : 'no answer');
  };
  const ask: TestDesk['ask'] = (asked) => {
    const answer = answerTo(asked);
    if (!isOf(asked.kind, answer)) throw new Error(`an answer to something else: ${answer.kind}`);
    return answer.said;
  };
  onTestFinished(() => desk.tell({ type: 'close' }));
  return {
    ask,
    seqs: (filter) => ask({ kind: 'page', filter, before: null, limit: 100_000 }).entries.map(({ seq }) => seq),
    look: () => desk.tell({ type: 'look' }),
    turns(most = 10_000) {
      let done = 0;
      for (let work = queue.shift(); work !== undefined && done < most; work = queue.shift(), done += 1) work();
      return done;
    },
    said,
    close: () => desk.tell({ type: 'close' }),
  };
}

function isOf<K extends Ask['kind']>(kind: K, answer: Answer): answer is Answer & { kind: K; said: Answers[K] } {
  return answer.kind === kind;
}
