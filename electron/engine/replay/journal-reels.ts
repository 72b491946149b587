import type { Recording } from '../../../shared/contract/replay';
import type { JournalEntry } from '../../../shared/domain/events';
import { latest } from '../../../shared/domain/evolve/newest';
import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { Execution } from '../../../shared/domain/view';
import type { Core } from '../engine-api';
import type { CommitRow } from '../journal/commits';
import type { Journal } from '../journal/journal';
import type { Clock, Wall } from '../ports';
import { createKeyframes } from './keyframes';
import { marksOf } from './marks';
import type { EventsAbout, Reel } from './recording';
import { type Timeline, timelineOf } from './timeline';

/** The executions of this console's own journal, as recordings. */
export interface JournalReels {
  /** Newest first. */
  list(): Recording[];
  /** Null where nothing is known of the execution. */
  find(executionId: string): Reel | null;
}

interface JournalReelsOptions {
  readonly journal: Pick<Journal, 'replay' | 'history' | 'commits' | 'checkpoints' | 'lastSeq'>;
  readonly core: Pick<Core, 'view'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly wall: Pick<Wall, 'monoMs'>;
  /** Whose checkpoints may be trusted. */
  readonly madeBy: string;
  readonly rehearsal: boolean;
}

interface Played {
  readonly executionId: string;
  readonly rows: readonly CommitRow[];
  readonly timeline: Timeline;
}

/** What comes later than this after an execution's end (an answer on the next day) belongs to its record, not to its replay. */
const LONGEST_EPILOGUE_MS = 3_600_000;
const ROWS_AT_A_TIME = 5_000;
const ENTRIES_AT_A_TIME = 500;
const goesOn: ReadonlySet<Execution['status']> = new Set<Execution['status']>(['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING']);

export function createJournalReels(options: JournalReelsOptions): JournalReels {
  const { journal, core, clock, wall, madeBy, rehearsal } = options;
  /** Only the one being played is kept. */
  let played: Played | null = null;
  let checkpoint: ReturnType<typeof journal.checkpoints.newest> | undefined;
  const frames = createKeyframes({
    between: journal.replay.between,
    known(seq) {
      checkpoint ??= journal.checkpoints.newest(madeBy);
      return checkpoint !== null && checkpoint.seq <= seq ? checkpoint : null;
    },
    monoMs: wall.monoMs,
  });

  function rangeOf(execution: Execution): { readonly from: Instant; readonly to: Instant; readonly first: number } | null {
    const span = journal.commits.span(subjectOf(execution.executionId));
    if (span === null) return null;
    const [begin] = journal.commits.from(span.first, 1);
    if (begin === undefined) return null;
    const to = goesOn.has(execution.status) ? clock.now() : endOf(execution, span.last);
    return { from: begin.at, to: latest(to, begin.at), first: span.first };
  }

  function endOf(execution: Execution, lastSeq: number): Instant {
    const [last] = journal.commits.from(lastSeq, 1);
    const lastMs = last === undefined ? 0 : msOf(last.at);
    if (execution.endedAt === null) return instantOf(lastMs);
    return instantOf(Math.min(lastMs, msOf(execution.endedAt) + LONGEST_EPILOGUE_MS));
  }

  function aboutOf(execution: Execution, range: { readonly from: Instant; readonly to: Instant }): Recording {
    const { executionId, planName, executionType, status } = execution;
    return {
      recordingId: executionId,
      kind: 'execution',
      executionId,
      planName,
      executionType,
      status,
      from: range.from,
      to: range.to,
      running: goesOn.has(status),
      rehearsal,
      file: null,
    };
  }

  /** Commits from the execution's first event on until past `to`, read on from those known. */
  function timelineFrom(executionId: string, first: number, to: Instant): Timeline {
    const known = played?.executionId === executionId ? played : null;
    const rows = [...(known?.rows ?? [])];
    while ((rows.at(-1)?.at ?? '') <= to) {
      const more = journal.commits.from((rows.at(-1)?.seq ?? first - 1) + 1, ROWS_AT_A_TIME);
      rows.push(...more);
      if (more.length < ROWS_AT_A_TIME) break;
    }
    if (known !== null && rows.length === known.rows.length) return known.timeline;
    played = { executionId, rows, timeline: timelineOf(rows) };
    return played.timeline;
  }

  function eventsAbout({ subjects, before, last, limit }: EventsAbout): JournalEntry[] {
    const end = Math.min(before ?? Number.MAX_SAFE_INTEGER, last + 1);
    return journal.history.events({ subjects, contextId: null, before: end, limit });
  }

  /** Oldest first. */
  function everythingAbout(executionId: string, last: number): JournalEntry[] {
    const found: JournalEntry[] = [];
    for (let before = last + 1; ; ) {
      const page = eventsAbout({ subjects: [subjectOf(executionId)], before, last, limit: ENTRIES_AT_A_TIME });
      found.push(...page);
      if (page.length < ENTRIES_AT_A_TIME) return found.reverse();
      before = page.at(-1)?.seq ?? 0;
    }
  }

  return {
    list: () =>
      Object.values(core.view().executions)
        .flatMap((execution) => {
          const range = rangeOf(execution);
          return range === null ? [] : [aboutOf(execution, range)];
        })
        .sort((one, other) => (one.from < other.from ? 1 : -1)),
    find(executionId) {
      const execution = core.view().executions[executionId];
      const range = execution === undefined ? null : rangeOf(execution);
      if (execution === undefined || range === null) return null;
      const timeline = timelineFrom(executionId, range.first, range.to);
      return {
        about: aboutOf(execution, range),
        timeline,
        firstSeq: range.first,
        frames,
        events: eventsAbout,
        marks: () => marksOf(everythingAbout(executionId, timeline.seqAt(msOf(range.to))), timeline.momentOf),
      };
    },
  };
}

export function subjectOf(executionId: string): string {
  return `execution:${executionId}`;
}
