import type { z } from 'zod';
import type { FrameworkEvaluation } from '../frameworks/evaluation';
import type { Framework } from '../frameworks/framework';
import type { Block, Period } from './blocks';
import type { ReportSources } from './sources';

/** What this console holds about people: one line of its register. */
export interface PersonalDataRecord {
  readonly what: string;
  readonly whose: string;
  readonly purpose: string;
  readonly basis: string;
  readonly where: string;
  readonly retention: string;
  readonly erasure: string;
  /** Null where it is not counted. */
  readonly records: number | null;
}

/** A text of reports in the report's language; an unknown key is a bug and is thrown. */
export type ReportWords = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a section is built from. */
export interface SectionContext<Configuration> {
  readonly configuration: Configuration;
  /** What its `Period` means; sections without one get the report's. */
  readonly period: Period;
  readonly sources: ReportSources;
  /** Of the report's framework; null without one. */
  readonly evaluation: FrameworkEvaluation | null;
  /** The framework itself, with its risks; null without one. */
  readonly framework: Framework | null;
  /** Null where whoever makes the report has no register. */
  readonly register: readonly PersonalDataRecord[] | null;
  readonly words: ReportWords;
}

/** How the builder asks for one field of a configuration. */
export interface SectionField {
  readonly name: string;
  readonly kind: 'period' | 'text' | 'long-text' | 'number' | 'boolean' | 'choice' | 'choices' | 'plans';
  /** Allowed values of `choice` and `choices`. */
  readonly values?: readonly string[];
}

/** A kind of section: one file and one line in the registry. */
export interface SectionKind<Schema extends z.ZodType = z.ZodType> {
  /** `EXECUTION_METRICS`. */
  readonly type: string;
  readonly Configuration: Schema;
  readonly fields: readonly SectionField[];
  build(context: SectionContext<z.infer<Schema>>): readonly Block[];
}
