import type { FrameworkEvaluation } from '../frameworks/evaluation';
import type { Instant } from '../primitives';
import type { Block, Period } from './blocks';
import type { ReportConfiguration } from './report-configuration';

/** One section as it was built. */
export interface ReportSection {
  /** `2`, `2.1`. */
  readonly number: string;
  readonly title: string;
  readonly type: string;
  /** Of sections that have one. */
  readonly period: Period | null;
  readonly blocks: readonly Block[];
  /** Why it is empty or incomplete, in words for the reader; a section that failed is in the report and says so. */
  readonly troubles: readonly string[];
  readonly sections: readonly ReportSection[];
}

/** Where the figures come from, and how fresh that was. */
export interface ReportSource {
  readonly name: string;
  readonly what: string;
  /** Newest record that was read; null where there was none. */
  readonly freshAt: Instant | null;
  readonly records: number | null;
  /** What was amiss with it (`failing since …`); null when nothing was. */
  readonly trouble: string | null;
}

/** A report, ready to be written in any format. */
export interface ReportDocument {
  readonly runId: string;
  readonly definition: ReportConfiguration;
  /** SHA-256, hex, of the definition's canonical JSON. */
  readonly definitionHash: string;
  /** From the beginning of the earliest to the end of the latest period of its sections; null where no section has one. */
  readonly period: Period | null;
  /** What "last month" was counted from. */
  readonly asOf: Instant;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly language: 'en' | 'de';
  /** Then REHEARSAL stands on every page and sheet. */
  readonly rehearsal: boolean;
  readonly programVersion: string;
  readonly sources: readonly ReportSource[];
  /** The newest signed checkpoint of the audit log when the data was read; null where none was signed yet. */
  readonly checkpoint: { readonly note: string; readonly size: number; readonly rootHex: string } | null;
  readonly sections: readonly ReportSection[];
  /** Of the definition's framework; null without one. */
  readonly evaluation: FrameworkEvaluation | null;
}
