import type { Recording } from '../../../shared/contract/replay';
import { evolveAll } from '../../../shared/domain/evolve/evolve';
import { type Instant, msOf } from '../../../shared/domain/primitives';
import { type ConsoleState, emptyState } from '../../../shared/domain/state';
import { subjectsOf } from '../../../shared/domain/subjects';
import type { FileEntry, FileHeader, RecordingFile } from './file-format';
import { createKeyframes } from './keyframes';
import { marksOf } from './marks';
import type { Reel } from './recording';
import { firstAbove, timelineOf } from './timeline';

/** What is known of an opened file beside its content. */
export interface OpenedAs {
  readonly recordingId: string;
  readonly name: string;
  readonly openedAt: Instant;
  readonly sizeBytes: number;
}

/** A recording from a file. It never touches what this console itself knows. */
export function fileReel({ header, entries }: RecordingFile, opened: OpenedAs, monoMs: () => number): Reel {
  const seqs = entries.map(({ seq }) => seq);
  const timeline = timelineOf(entries.map(({ seq, at }) => ({ seq, at })));
  let index: ReadonlyMap<string, readonly FileEntry[]> | null = null;
  const about = (subject: string): readonly FileEntry[] => {
    index ??= indexOf(entries);
    return index.get(subject) ?? [];
  };
  // By their places in the file: their numbers may lie as far apart as whoever wrote them liked.
  const frames = createKeyframes({ between: (after, last) => entries.slice(after, last), monoMs });
  const own = `execution:${header.executionId}`;
  return {
    about: aboutFile(header, opened),
    timeline,
    firstSeq: about(own)[0]?.seq ?? timeline.firstSeq,
    frames: {
      async at(seq) {
        const frame = await frames.at(firstAbove(seqs, seq));
        return { ...frame, seq };
      },
    },
    events({ subjects: [first = own, ...others], before, last, limit }) {
      const wanted = others.map((subject) => new Set(about(subject)));
      const end = Math.min(before ?? Number.MAX_SAFE_INTEGER, last + 1);
      const found = about(first).filter((entry) => entry.seq < end && wanted.every((set) => set.has(entry)));
      return found
        .slice(-limit)
        .reverse()
        .map(({ seq, event }) => ({ seq, event }));
    },
    marks: () =>
      marksOf(
        [...about(own)].filter(({ at }) => msOf(at) <= msOf(header.to)),
        timeline.momentOf,
      ),
  };
}

export function aboutFile(header: FileHeader, { recordingId, name, openedAt, sizeBytes }: OpenedAs): Recording {
  const { executionId, planName, executionType, status, from, to, rehearsal, consoleVersion, exportedAt } = header;
  return {
    recordingId,
    kind: 'file',
    executionId,
    planName,
    executionType,
    status,
    from,
    to,
    running: false,
    rehearsal,
    file: { name, consoleVersion, exportedAt, openedAt, sizeBytes },
  };
}

/** Entries whose subjects are looked up in one state: a copy of each record for every entry would take long. */
const AT_A_TIME = 50;

/** By subject, as the journal's own index would have it. */
function indexOf(entries: readonly FileEntry[]): ReadonlyMap<string, readonly FileEntry[]> {
  const index = new Map<string, FileEntry[]>();
  let state: ConsoleState = emptyState;
  for (let from = 0; from < entries.length; from += AT_A_TIME) {
    const some = entries.slice(from, from + AT_A_TIME);
    state = evolveAll(
      state,
      some.map(({ event }) => event),
    );
    for (const entry of some) for (const subject of subjectsOf(entry.event, state)) put(index, subject, entry);
  }
  return index;
}

function put(index: Map<string, FileEntry[]>, subject: string, entry: FileEntry): void {
  const known = index.get(subject);
  if (known === undefined) index.set(subject, [entry]);
  else known.push(entry);
}
