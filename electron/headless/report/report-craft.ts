import type { ReportFormat } from '../../../shared/domain/reports/report-configuration';
import type { ReportDocument } from '../../../shared/domain/reports/report-document';
import type { Result } from '../../../shared/lib/result';
import type { Problem } from '../../host/problem';

/** What became of a file that was written. */
export interface WrittenReport {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly rows: number;
  /** For the reader: cut tables and the like. */
  readonly notes: readonly string[];
}

/** Writes and signs; so that this command knows neither a format nor a key. */
export interface ReportCraft {
  write(
    format: ReportFormat,
    document: ReportDocument,
    path: string,
  ): Promise<Result<WrittenReport, { readonly message: string }>>;
  /**
   * The detached signature of a file, as text; null where the data directory has no key yet. `dir`: where its secrets lie.
   */
  sign(
    facts: { readonly document: ReportDocument; readonly name: string; readonly written: WrittenReport },
    dir: string,
    passphraseFile: string | null,
  ): Promise<Result<string | null, Problem>>;
}
