import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { auditOf } from '../../../shared/domain/audit-kinds';
import type { Instant } from '../../../shared/domain/primitives';
import { emptyState } from '../../../shared/domain/state';
import { subjectsOf } from '../../../shared/domain/subjects';
import { err, ok, type Result } from '../../../shared/lib/result';
import { openDatabase } from '../journal/database';
import { databaseErrorOf } from '../journal/database-error';
import { createJournal } from '../journal/journal';
import { lockDataDir } from '../journal/lock';
import type { Actor } from '../ports';
import type { DataPlace } from '../reports/sources/data-place';
import { migrate } from '../state/migrations/migrate';
import { leaveInInbox, type ToldEvent } from './inbox';

interface Telling {
  readonly place: DataPlace;
  readonly event: ToldEvent;
  readonly actor: Actor;
  /** Wall clock. */
  readonly now: Instant;
  readonly pid: number;
  /** Random, of letters and digits. */
  readonly id: string;
}

/** `recorded`: it is in the log. `left`: a console is running, and records it within seconds. */
export type Recorded = 'recorded' | 'left';

export interface RecordError {
  readonly message: string;
  readonly next: string;
}

/**
 * Records what a command did: by itself where no console is running, with the running console's help otherwise. Nothing else is
 * concluded or told to anybody; the next start of the console goes on from there.
 */
export function recordOutside({ place, event, actor, now, pid, id }: Telling): Result<Recorded, RecordError> {
  const lock = lockDataDir(place.dir, pid);
  if (!lock.ok) {
    if (lock.error.code !== 'in-use') return err(lock.error);
    const left = leaveInInbox(place.dir, { madeAt: now, actor, event }, id);
    return left.ok ? ok('left') : err({ message: left.error.message, next: 'Give this user write access to it.' });
  }
  try {
    return append(place, event, actor, now, `cli_${id}`);
  } finally {
    lock.value.release();
  }
}

function append(place: DataPlace, event: ToldEvent, actor: Actor, now: Instant, session: string): Result<Recorded, RecordError> {
  const file = join(place.dir, place.journal);
  const next = 'Start the console once; its start says what is wrong.';
  if (!existsSync(file)) return err({ message: `There is no journal ${file}.`, next });
  try {
    const database = openDatabase(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const migrated = migrate(database);
    if (!migrated.ok) {
      database.close();
      return err({ message: `The journal cannot be written: ${migrated.error.message}.`, next });
    }
    const journal = createJournal(database);
    const said = auditOf(event);
    const data = place.rehearsal ? { ...said?.data, rehearsal: true } : { ...said?.data };
    const audit =
      said === null
        ? null
        : { at: now, mono: 0, session, kind: said.kind, actor: { id: actor.id, type: actor.role, host: actor.host }, data };
    // Subjects of these events come from the events alone.
    const written = journal.append([{ event, subjects: subjectsOf(event, emptyState), messageId: null, audit }], event.at);
    journal.close();
    return written.ok ? ok('recorded') : err({ message: written.error.message, next });
  } catch (thrown) {
    const error = databaseErrorOf(thrown);
    if (error === null) throw thrown;
    return err({ message: `The journal cannot be written: ${error.message}.`, next });
  }
}
