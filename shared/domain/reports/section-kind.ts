import type { z } from 'zod';
import type { FrameworkEvaluation } from '../frameworks/evaluation';
import type { Block, Period } from './blocks';
import type { ReportSources } from './sources';

/** What a section is built from. */
export interface SectionContext<Configuration> {
  readonly configuration: Configuration;
  /** What its `Period` means; sections without one get the report's. */
  readonly period: Period;
  readonly sources: ReportSources;
  /** Of the report's framework; null without one. */
  readonly evaluation: FrameworkEvaluation | null;
  readonly words: (key: string, values?: Readonly<Record<string, string | number>>) => string;
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
