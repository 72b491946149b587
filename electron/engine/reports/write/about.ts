import type { ReportDocument } from '../../../../shared/domain/reports/report-document';

/** What every format says of the report beside its sections. */
export function aboutOf(document: ReportDocument) {
  const { sections: _, evaluation: __, definition, ...about } = document;
  return { format: 'tocsin-report', version: 1, ...about, name: definition.Name, definition };
}
