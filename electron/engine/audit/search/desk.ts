import { unreachable } from '../../../../shared/lib/unreachable';
import { type Database, openDatabase } from '../../journal/database';
import { databaseErrorOf } from '../../journal/database-error';
import { readOnly } from '../../reports/sources/data-place';
import { siemLine } from './export-lines';
import { facetsOf } from './facets';
import { createFiller, type Filler } from './fill';
import { recordOf } from './found';
import { IndexError, type IndexFile, openIndexFile } from './index-file';
import { createLogRows, type LogRow, type LogRows } from './log-rows';
import { createMatches, firstAtLeast } from './matches';
import type { Answer, Ask, FoundEntry, FromDesk, ToDesk } from './messages';

interface DeskOptions {
  readonly post: (message: FromDesk) => void;
  /** Does something when others had their turn. */
  readonly later: (work: () => void) => void;
  /** A monotonic clock, for how long a search took. */
  readonly nowMs: () => number;
}

interface Opened {
  readonly database: Database;
  readonly log: LogRows;
  readonly index: IndexFile;
  readonly filler: Filler;
  readonly matches: ReturnType<typeof createMatches>;
}

/** Added between two turns of others. */
const A_SLICE = 500;
/** So many entries are added before an answer, so that it lacks nothing; more are told of as `behind`. */
const BEFORE_AN_ANSWER = 1_000;

/** Keeps the search index up to the log and answers out of it; what stands in the search thread. */
export function createDesk({ post, later, nowMs }: DeskOptions): { tell(message: ToDesk): void } {
  let places: { readonly journal: string; readonly index: string } | null = null;
  let opened: Opened | null = null;
  let isFilling = false;

  function open(): Opened {
    if (opened !== null) return opened;
    if (places === null) throw new IndexError('it was not told where the log is');
    const database = openDatabase(readOnly(places.journal));
    try {
      const log = createLogRows(database);
      const index = openIndexFile(places.index);
      const matches = createMatches(index);
      opened = { database, log, index, matches, filler: createFiller(log, index, matches.forget) };
      return opened;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  }

  function close(): void {
    opened?.index.close();
    opened?.database.close();
    opened = null;
  }

  /** What SQLite says no to is a reason, and everything is opened anew the next time; anything else is a bug. */
  function attempt<T>(work: () => T, failed: (reason: string) => void): T | null {
    try {
      return work();
    } catch (thrown) {
      const reason = thrown instanceof IndexError ? thrown.message : databaseErrorOf(thrown)?.message;
      close();
      if (reason === undefined) throw thrown;
      failed(reason);
      return null;
    }
  }

  /** Goes on in turns until the index has everything. */
  function fill(): void {
    if (isFilling || places === null) return;
    isFilling = true;
    later(() => {
      isFilling = false;
      if (places === null) return;
      const isMore = attempt(
        () => {
          const { filler, index } = open();
          return filler.behind() > 0 ? filler.step(A_SLICE) > 0 : index.tidy();
        },
        (reason) => post({ type: 'trouble', reason }),
      );
      if (isMore === true) fill();
    });
  }

  function answer(ask: Ask): Answer {
    const startedMs = nowMs();
    const { filler, index, log, matches } = open();
    let behind = filler.behind();
    if (behind > 0 && behind <= BEFORE_AN_ANSWER) {
      filler.step(behind);
      behind = 0;
    }
    if (behind > 0) fill();
    const found = ask.kind === 'lines' ? matches(ask.filter, ask.end) : matches(ask.filter);
    const entryAt = (seq: number): FoundEntry[] => {
      const row = log.at(seq);
      return row === null ? [] : [entryOf(row, index)];
    };
    switch (ask.kind) {
      case 'page': {
        const end = ask.before === null ? found.length : firstAtLeast(found, ask.before);
        const page = Array.from(found.subarray(Math.max(0, end - ask.limit), end)).reverse();
        return { kind: 'page', said: { entries: page.flatMap(entryAt), behind } };
      }
      case 'lines': {
        const from = firstAtLeast(found, ask.after + 1);
        const seqs = Array.from(found.subarray(from, from + ask.limit));
        const text = seqs.flatMap(entryAt).map((entry) => siemLine(ask.form, recordOf(entry, ask)));
        return { kind: 'lines', said: { text: text.join(''), seqs, behind } };
      }
      case 'facets': {
        const counted = facetsOf(index.columns, found);
        return { kind: 'facets', said: { ...counted, isExact: behind === 0, behind, tookMs: nowMs() - startedMs } };
      }
      default:
        return unreachable(ask);
    }
  }

  return {
    tell(message) {
      switch (message.type) {
        case 'open':
          places = { journal: message.journal, index: message.index };
          fill();
          break;
        case 'look':
          fill();
          break;
        case 'ask': {
          const { id, ask } = message;
          const said = attempt(
            () => answer(ask),
            (reason) => post({ type: 'failed', id, reason }),
          );
          if (said !== null) post({ type: 'answer', id, answer: said });
          break;
        }
        case 'close':
          places = null;
          close();
          post({ type: 'closed' });
          break;
        default:
          unreachable(message);
      }
    },
  };
}

function entryOf({ seq, kind, bytes, leafHash }: LogRow, { columns }: IndexFile): FoundEntry {
  return { seq, kind, atMs: columns.at()[seq] ?? 0, bytes, leafHash };
}
