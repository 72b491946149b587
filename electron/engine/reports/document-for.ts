import type { Instant } from '../../../shared/domain/primitives';
import { everySection } from '../../../shared/domain/reports/build-sections';
import type { ReportConfiguration } from '../../../shared/domain/reports/report-configuration';
import type { ReportDocument, ReportSection } from '../../../shared/domain/reports/report-document';
import { frameworkIn } from '../frameworks/evaluate-in';
import { personalDataIn } from '../frameworks/personal-data-in';
import { buildDocument } from './build-report';
import type { OpenReportSources } from './sources/open-sources';
import type { ReportLanguage } from './words';

export interface DocumentWish {
  readonly runId: string;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly language: ReportLanguage;
  readonly programVersion: string;
}

/** Sections that say nothing without their framework. */
const OF_FRAMEWORK: ReadonlySet<string> = new Set(['CONTROL_EVIDENCE', 'RISKS']);

/**
 * The report of a definition over a data directory that is open, with its framework and its register. A framework that cannot be used
 * is said in the sections that need it; the others are made.
 */
export function documentFor(opened: OpenReportSources, definition: ReportConfiguration, wish: DocumentWish): ReportDocument {
  const { sources, place, checkpoint } = opened;
  const framework = definition.Framework === undefined ? null : frameworkIn(place.dir, definition.Framework);
  const wantsRegister = everySection(definition.Sections).some(({ Type }) => Type === 'PERSONAL_DATA');
  const document = buildDocument(definition, sources, {
    ...wish,
    asOf: sources.asOf,
    since: opened.oldestAt(),
    rehearsal: place.rehearsal,
    checkpoint,
    framework: framework?.ok === true ? framework.value : null,
    register: wantsRegister ? personalDataIn(place.dir, sources) : null,
  });
  if (framework === null || framework.ok) return document;
  return { ...document, sections: withTrouble(document.sections, framework.error.message) };
}

function withTrouble(sections: readonly ReportSection[], trouble: string): readonly ReportSection[] {
  return sections.map((section) => ({
    ...section,
    troubles: OF_FRAMEWORK.has(section.type) ? [...section.troubles, trouble] : section.troubles,
    sections: withTrouble(section.sections, trouble),
  }));
}
