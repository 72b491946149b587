import type { PreviewSection } from '../../../shared/contract/reports';
import type { Instant } from '../../../shared/domain/primitives';
import type { ReportConfiguration, ReportFormat } from '../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../shared/domain/reports/report-run';
import type { Result } from '../../../shared/lib/result';
import type { CommitError } from '../engine-api';
import type { Actor } from '../ports';
import type { Definitions, KeptDefinition } from './definitions/definition-store';
import type { RunTables } from './runs/run-tables';
import type { ReportLanguage } from './words';

export interface MakeNow {
  readonly format: ReportFormat | null;
  /** What "last month" is counted from; null for now. */
  readonly asOf: Instant | null;
  readonly deliver: boolean;
  readonly language: ReportLanguage | null;
}

/** Where the files of a run lie. */
export interface RunFiles {
  readonly file: string;
  /** Null where it was not signed. */
  readonly signature: string | null;
}

/** Reports as handlers see them: `engine.inside.reports`. */
export interface Reports {
  readonly definitions: Definitions;
  readonly runs: Pick<RunTables, 'list' | 'read' | 'newestOf'>;
  /** The next moment at which its schedule has it made; null without one. */
  nextOf(kept: Pick<KeptDefinition, 'definition'>): Instant | null;
  /** Has it made as soon as its turn comes. */
  make(definition: ReportConfiguration, wish: MakeNow, actor: Actor): Result<ReportRun, CommitError>;
  /** Null for a run that has no file. */
  filesOf(run: ReportRun): RunFiles | null;
  /** Records that somebody took the file. */
  taken(run: ReportRun, actor: Actor): void;
  /** Has what failed, or was held back, sent again. */
  redeliver(run: ReportRun, actor: Actor): Result<ReportRun, CommitError>;
  /** The sections as they would be now; the error is a sentence and the next step. */
  preview(definition: ReportConfiguration, language: ReportLanguage): Promise<Result<PreviewSection[], string>>;
}
