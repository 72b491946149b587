import type { ReportFormat } from '../../../../shared/domain/reports/report-configuration';
import type { ReportDocument } from '../../../../shared/domain/reports/report-document';
import { err, type Result } from '../../../../shared/lib/result';
import { csvParts } from './csv';
import { jsonParts } from './json';
import { type WriteError, type Written, writeText } from './write-text';

/**
 * Writes a report as one file at `path`, which is replaced only when the whole of it was written. Rows are read while it is written: the
 * sources must be open.
 */
export async function writeReport(
  format: ReportFormat,
  document: ReportDocument,
  path: string,
): Promise<Result<Written, WriteError>> {
  switch (format) {
    case 'JSON':
      return writeText(path, jsonParts(document));
    case 'CSV':
      return writeText(path, csvParts(document));
    case 'PDF':
    case 'XLSX':
    case 'OSCAL':
      return err({ code: 'format', message: `This version does not write ${format} yet: choose JSON or CSV.` });
  }
}
