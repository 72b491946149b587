import { z } from 'zod';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { latest } from '../../../shared/domain/evolve/newest';
import type { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import { type AlertTables, createAlertTables } from '../alerting/alert-tables';
import type { AuditFields } from '../audit/entry';
import { type AuditTables, createAuditTables } from '../audit/log/audit-tables';
import { createFindingTables, type FindingTables } from '../detection/book/finding-tables';
import type { CommitError } from '../engine-api';
import { createOutboxTables, type OutboxTables } from '../outbox/tables';
import { createRunTables, type RunTables } from '../reports/runs/run-tables';
import { type Checkpoints, createCheckpoints } from './checkpoints';
import { type Commits, createCommits } from './commits';
import type { Database } from './database';
import { type DatabaseError, databaseErrorOf } from './database-error';
import { createHistory, type History } from './history';
import { createReplay, type Replay } from './replay';

/** An event on its way into the journal, with all that is kept beside it. */
export interface Recorded {
  readonly event: ConsoleEvent;
  /** `execution:…`, `server:…`: the index behind "raw events of this thing". */
  readonly subjects: readonly string[];
  /** For a message through the queue: what its copies are recognised by. */
  readonly messageId: string | null;
  readonly audit: AuditFields | null;
}

/** The append-only record of everything, and what is derived from it for speed. One writer: this process. */
export interface Journal {
  /** 0 while empty; the first event is 1. */
  lastSeq(): number;
  /**
   * Writes all of them, with their audit entries, durably, or nothing. `at` is the engine's clock; where nobody says, the newest event's.
   */
  append(recorded: readonly Recorded[], at?: Instant): Result<{ readonly lastSeq: number }, CommitError>;
  /** Whether a message of this id has been recorded; remembers the newest 50,000. */
  hasMessage(messageId: string): boolean;
  readonly replay: Replay;
  readonly history: History;
  readonly commits: Commits;
  readonly checkpoints: Checkpoints;
  /** What people are told and what became of it, brought up to date in the transaction that records it. */
  readonly outbox: OutboxTables;
  /** Alerts and incidents, alike. */
  readonly alerting: AlertTables;
  /** What was found unusual, alike. */
  readonly findings: FindingTables;
  /** Runs of reports, alike. */
  readonly reportRuns: RunTables;
  /** The audit log: entries, the tree over them, checkpoints. */
  readonly audit: AuditTables;
  close(): void;
}

const REMEMBERED_MESSAGES = 50_000;

export function createJournal(database: Database): Journal {
  const Count = z.object({ n: z.number() });
  const insertEvent = database.command('INSERT INTO events (seq, type, at, context, payload) VALUES (?, ?, ?, ?, ?)');
  const insertSubject = database.command('INSERT OR IGNORE INTO subjects (subject, seq) VALUES (?, ?)');
  const insertMessage = database.command('INSERT OR IGNORE INTO messages (message_id, seq) VALUES (?, ?)');
  const forgetMessages = database.command(
    `DELETE FROM messages WHERE seq <= (SELECT seq FROM messages ORDER BY seq DESC LIMIT 1 OFFSET ${REMEMBERED_MESSAGES})`,
  );
  const insertCommit = database.command('INSERT INTO commits (last_seq, at) VALUES (?, ?)');
  const findMessage = database.query('SELECT count(*) AS n FROM messages WHERE message_id = ?', Count);
  let lastSeq = database.query('SELECT coalesce(max(seq), 0) AS n FROM events', Count).first()?.n ?? 0;
  const outbox = createOutboxTables(database);
  const alerting = createAlertTables(database);
  const findings = createFindingTables(database);
  const reportRuns = createRunTables(database);
  const audit = createAuditTables(database);

  /** The one place where an event and its audit entry are written: in one transaction, by one function. */
  function write(recorded: Recorded, seq: number): void {
    const { event } = recorded;
    insertEvent.run(seq, event.type, event.at, contextOf(event), JSON.stringify(event));
    for (const subject of recorded.subjects) insertSubject.run(subject, seq);
    if (recorded.messageId !== null) insertMessage.run(recorded.messageId, seq);
    outbox.apply(event, seq, recorded.audit?.at ?? event.at);
    alerting.apply(event, seq);
    findings.apply(event);
    reportRuns.apply(event);
    if (recorded.audit !== null) audit.write(recorded.audit, seq);
  }

  return {
    lastSeq: () => lastSeq,
    append(all, at) {
      if (all.length === 0) return ok({ lastSeq });
      // What a bug may have left of a transaction that was never finished.
      audit.settled(false);
      const written = database.transaction(() => {
        let seq = lastSeq;
        for (const recorded of all) {
          seq += 1;
          write(recorded, seq);
        }
        insertCommit.run(seq, at ?? newestOf(all));
        if (all.some((recorded) => recorded.messageId !== null)) forgetMessages.run();
        return seq;
      });
      outbox.settled(written.ok);
      if (written.ok) lastSeq = written.value;
      audit.settled(written.ok);
      if (!written.ok) return err(commitErrorOf(written.error));
      return ok({ lastSeq });
    },
    hasMessage: (messageId) => (findMessage.first(messageId)?.n ?? 0) > 0,
    replay: createReplay(database),
    history: createHistory(database),
    commits: createCommits(database),
    checkpoints: createCheckpoints(database),
    outbox,
    alerting,
    findings,
    reportRuns,
    audit,
    close() {
      tidy(database);
      database.close();
    },
  };
}

/** Folds the write-ahead log into the file. On a full disk that fails, and the log simply stays: nothing is lost. */
function tidy(database: Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (thrown) {
    if (databaseErrorOf(thrown) === null) throw thrown;
  }
}

function newestOf(all: readonly Recorded[]): Instant {
  return all.map(({ event }) => event.at).reduce((newest, at) => latest(newest, at));
}

function contextOf(event: ConsoleEvent): string | null {
  return 'contextId' in event ? event.contextId : null;
}

function commitErrorOf(error: DatabaseError): CommitError {
  switch (error.code) {
    case 'disk-full':
      return { code: 'disk-full', message: 'The disk that holds the data directory is full.' };
    case 'not-writable':
      return { code: 'not-writable', message: `The journal cannot be written: ${error.message}.` };
    case 'busy':
    case 'corrupt':
    case 'database':
      return { code: 'database', message: `The journal cannot be written: ${error.message}.` };
    default:
      return unreachable(error.code);
  }
}
