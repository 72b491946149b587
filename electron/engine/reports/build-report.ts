import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { evaluateFramework } from '../../../shared/domain/frameworks/evaluate';
import type { FrameworkEvaluation } from '../../../shared/domain/frameworks/evaluation';
import type { Framework } from '../../../shared/domain/frameworks/framework';
import type { Instant } from '../../../shared/domain/primitives';
import { buildSections, evaluationPeriodOf, periodOfSections } from '../../../shared/domain/reports/build-sections';
import type { ReportConfiguration } from '../../../shared/domain/reports/report-configuration';
import type { ReportDocument } from '../../../shared/domain/reports/report-document';
import type { PersonalDataRecord } from '../../../shared/domain/reports/section-kind';
import type { ReportSources } from '../../../shared/domain/reports/sources';
import { type ReportLanguage, wordsIn } from './words';

export interface BuildOptions {
  readonly runId: string;
  /** When the record begins; null where nobody knows. */
  readonly since: Instant | null;
  /** What "last month" is counted from. */
  readonly asOf: Instant;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly language: ReportLanguage;
  readonly rehearsal: boolean;
  readonly programVersion: string;
  readonly checkpoint: ReportDocument['checkpoint'];
  /** The definition's framework; null without one, or where it cannot be read. */
  readonly framework: Framework | null;
  /** Personal data that this console holds; null where nobody gives it. */
  readonly register: readonly PersonalDataRecord[] | null;
}

const USUAL_ZONE = 'UTC';

/** The zone in which a definition counts its days: that of its schedule. */
export function zoneOf({ Schedule }: Pick<ReportConfiguration, 'Schedule'>): string {
  return Schedule?.TimeZone ?? USUAL_ZONE;
}

/**
 * A report, ready to be written in any format. Rows of its tables are read from `sources` while it is written: keep them open until
 * then. A section that fails is in it with its trouble.
 */
export function buildDocument(definition: ReportConfiguration, sources: ReportSources, options: BuildOptions): ReportDocument {
  const { language, framework, register, asOf, since, runId, madeAt, madeBy, rehearsal, programVersion, checkpoint } = options;
  const evaluation = evaluated(definition, sources, framework, { asOf, since, zone: zoneOf(definition) });
  const sections = buildSections(definition, {
    sources,
    asOf,
    zone: zoneOf(definition),
    since,
    evaluation,
    framework,
    register,
    words: wordsIn(language),
  });
  return {
    runId,
    definition,
    definitionHash: definitionHash(definition),
    period: periodOfSections(sections),
    asOf,
    madeAt,
    madeBy,
    language,
    rehearsal,
    programVersion,
    sources: sources.read(),
    checkpoint,
    sections,
    evaluation,
  };
}

/** Null where there is nothing to evaluate, or where that failed: its section then says why, and the others are made. */
function evaluated(
  definition: ReportConfiguration,
  sources: ReportSources,
  framework: Framework | null,
  counted: Parameters<typeof evaluationPeriodOf>[1],
): FrameworkEvaluation | null {
  const period = framework === null ? null : evaluationPeriodOf(definition, counted);
  if (framework === null || period === null) return null;
  try {
    return evaluateFramework(framework, sources, period);
  } catch {
    return null;
  }
}

/** SHA-256, hex, of a definition's canonical JSON: the same however its fields are ordered. */
export function definitionHash(definition: ReportConfiguration): string {
  return createHash('sha256')
    .update(canonicalize(definition) ?? '')
    .digest('hex');
}
