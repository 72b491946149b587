import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import type { ReportConfiguration, ReportFormat } from '../../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../../shared/domain/reports/report-run';
import { ok, type Result } from '../../../../shared/lib/result';
import type { CommitError } from '../../engine-api';
import type { Actor, Clock, Log } from '../../ports';
import { planReportDeliveries } from '../deliver/plan';
import type { ReportLanguage } from '../words';
import type { RunTables } from './run-tables';

/** What somebody, or a schedule, wants made. */
export interface RunWish {
  readonly runId: string;
  readonly format: ReportFormat | null;
  /** What "last month" is counted from. */
  readonly asOf: Instant;
  readonly because: ReportRun['because'];
  readonly dueAt: Instant | null;
  readonly language: ReportLanguage;
  /** Also to its recipients. */
  readonly deliver: boolean;
}

/** What was made. */
export interface MadeReport {
  readonly file: NonNullable<ReportRun['file']>;
  readonly period: ReportRun['period'];
  readonly notes: readonly string[];
}

export interface RunnerParts {
  readonly clock: Pick<Clock, 'now' | 'nowMs'>;
  readonly log: Log;
  readonly tables: Pick<RunTables, 'read' | 'unfinished'>;
  /** The definition as it is now; null where it was removed, or has problems. */
  definitionOf(reportId: string): ReportConfiguration | null;
  /** Records the run as it stands. */
  record(run: ReportRun, actor: Actor | null): Result<unknown, CommitError>;
  /** Makes and signs the file; the error is a sentence and the next step. */
  make(run: ReportRun, definition: ReportConfiguration): Promise<Result<MadeReport, string>>;
}

export interface Runner {
  /** Records the wish; the file is made as soon as its turn comes. A run of that id that is there already is answered as it is. */
  ask(definition: ReportConfiguration, wish: RunWish, actor: Actor | null): Result<ReportRun, CommitError>;
  /** Goes on with what is waiting. Cheap to call often: one is made at a time. */
  look(): void;
  /** When none is being made any more. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export const MOST_ATTEMPTS = 3;
/** Before the second attempt, and the third. */
const WAITS_MS = [60_000, 300_000];

/** Makes reports one after another. All it knows is in the record: what was under way when the console ended is made anew. */
export function createRunner({ clock, log, tables, definitionOf, record, make }: RunnerParts): Runner {
  /** When the next attempt of a run that failed is due. */
  const waitsUntilMs = new Map<string, number>();
  let making: Promise<void> | null = null;
  let isStopped = false;

  async function attempt(waiting: ReportRun): Promise<void> {
    const begun: ReportRun = {
      ...waiting,
      state: 'running',
      startedAt: clock.now(),
      attempts: waiting.attempts + 1,
      error: null,
    };
    if (!record(begun, null).ok) return;
    const ended = await outcomeOf(begun);
    // The console ends: the run stays as it is, and the next session makes it.
    if (isStopped) return;
    if (!record(ended, null).ok) log.error({ runId: ended.runId }, 'what became of a report cannot be recorded; it is made anew');
  }

  async function outcomeOf(run: ReportRun): Promise<ReportRun> {
    const definition = definitionOf(run.reportId);
    if (definition === null)
      return failed(run, 'Its definition was removed, or has problems now. Mend it and have the report made again.');
    const made = await make(run, definition);
    if (made.ok) {
      const { file, period, notes } = made.value;
      return { ...run, state: 'made', endedAt: clock.now(), file, period, notes: [...notes] };
    }
    const wait = WAITS_MS[run.attempts - 1];
    if (run.attempts >= MOST_ATTEMPTS || wait === undefined) return failed(run, made.error);
    waitsUntilMs.set(run.runId, clock.nowMs() + wait);
    return { ...run, state: 'waiting', error: made.error };
  }

  const failed = (run: ReportRun, error: string): ReportRun => ({ ...run, state: 'failed', endedAt: clock.now(), error });

  return {
    ask(definition, wish, actor) {
      const there = tables.read(wish.runId);
      if (there !== null) return ok(there);
      const run = wanted(definition, wish, actor, clock.now());
      const recorded = record(run, actor);
      return recorded.ok ? ok(run) : recorded;
    },
    look() {
      if (making !== null || isStopped) return;
      const next = tables.unfinished().find(({ runId }) => (waitsUntilMs.get(runId) ?? 0) <= clock.nowMs());
      if (next === undefined) return;
      making = attempt(next)
        .catch((error: unknown) => log.error({ error, runId: next.runId }, 'a report could not be made'))
        .finally(() => {
          making = null;
        });
    },
    async idle() {
      await making;
    },
    async stop() {
      isStopped = true;
      await making;
    },
  };
}

function wanted(definition: ReportConfiguration, wish: RunWish, actor: Actor | null, now: Instant): ReportRun {
  const { runId, because, dueAt, asOf, language } = wish;
  return {
    runId,
    reportId: definition.ReportId,
    name: definition.Name,
    framework: definition.Framework ?? null,
    format: wish.format ?? definition.Distribution?.Format ?? 'PDF',
    because,
    dueAt,
    requestedBy: actor?.id ?? 'schedule',
    requestedAt: now,
    asOf,
    language,
    startedAt: null,
    endedAt: null,
    state: 'waiting',
    attempts: 0,
    error: null,
    period: null,
    file: null,
    notes: [],
    deliveries: wish.deliver ? planReportDeliveries(definition) : [],
  };
}

/** The id of the run that a schedule asks for at a moment: the same moment is the same run. */
export function scheduledRunId(reportId: string, at: Instant): string {
  return `sch-${reportId}-${instantOf(Date.parse(at)).replace(/[-:.]/g, '')}`;
}
