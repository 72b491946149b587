import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Recording } from '../../../shared/contract/replay';
import { ConsoleEvent, type JournalEntry } from '../../../shared/domain/events';
import { type Instant, msOf } from '../../../shared/domain/primitives';
import { redact } from '../../../shared/domain/redact';
import type { Journal } from '../journal/journal';
import { type Cast, castOf, concerning, replacedBy, subjectsBefore } from './concerning';
import { type FileEntry, writeRecording } from './file-format';
import type { Reel } from './recording';

interface ExportOptions {
  readonly journal: Pick<Journal, 'replay' | 'history' | 'commits'>;
  readonly consoleVersion: string;
  /** Wall time. */
  readonly now: Instant;
}

const ENTRIES_AT_A_TIME = 500;
/** How many of its events are looked through for the newest word about a thing. */
const LOOKED_BACK = 200;

/**
 * An execution of this journal as a file: what was known of its plan, servers and context when it began, then every event that concerns
 * it until its end. Redacted once more, and without the raw answers of AWS. Null where the journal's end does not know the execution.
 */
export async function exportRecording(reel: Reel, options: ExportOptions): Promise<string | null> {
  const { about, timeline } = reel;
  const { journal, consoleVersion, now } = options;
  const last = timeline.seqAt(msOf(about.to));
  const cast = castOf(about.executionId, (await reel.frames.at(last)).state);
  if (cast === null) return null;
  const concerns = concerning(cast);
  const before = knownBefore(cast, reel.firstSeq, journal).filter(({ event }) => concerns(event));
  const entries = before.map((entry) => fileEntry(entry, momentIn(journal, entry.seq, about.from)));
  for (let after = reel.firstSeq - 1; after < last; after += ENTRIES_AT_A_TIME) {
    for (const entry of journal.replay.between(after, Math.min(last, after + ENTRIES_AT_A_TIME)))
      if (concerns(entry.event)) entries.push(fileEntry(entry, timeline.momentOf(entry.seq)));
    await nextTurn();
  }
  return writeRecording({ ...headerOf(about), consoleVersion, exportedAt: now }, entries);
}

function headerOf({ executionId, planName, executionType, status, from, to, rehearsal }: Recording) {
  return { executionId, planName, executionType, status, from, to, rehearsal };
}

/** In the journal's order; of what replaces what was said before, only the newest. */
function knownBefore(cast: Cast, firstSeq: number, { history }: Pick<Journal, 'history'>): JournalEntry[] {
  const kept = new Map<number, JournalEntry>();
  for (const subject of subjectsBefore(cast)) {
    const said = new Set<string>();
    for (const entry of history.events({ subjects: [subject], contextId: null, before: firstSeq, limit: LOOKED_BACK })) {
      const thing = replacedBy(entry.event);
      if (thing !== null && said.has(thing)) continue;
      if (thing !== null) said.add(thing);
      kept.set(entry.seq, entry);
    }
  }
  return [...kept.values()].sort((one, other) => one.seq - other.seq);
}

function momentIn({ commits }: Pick<Journal, 'commits'>, seq: number, otherwise: Instant): Instant {
  return commits.from(seq, 1)[0]?.at ?? otherwise;
}

function fileEntry({ seq, event }: JournalEntry, at: Instant): FileEntry {
  const { raw: _, ...shared } = { raw: undefined, ...event };
  return { seq, at, event: ConsoleEvent.parse(redact(shared)) };
}
