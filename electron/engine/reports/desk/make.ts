import type { Instant } from '../../../../shared/domain/primitives';
import type { ReportConfiguration, ReportFormat } from '../../../../shared/domain/reports/report-configuration';
import type { ReportDocument, ReportSection } from '../../../../shared/domain/reports/report-document';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { documentFor } from '../document-for';
import { type SignatureFacts, signatureFactsOf } from '../sign/signature-text';
import { openReportSources } from '../sources/open-sources';
import type { ReportLanguage } from '../words';
import { writeReport } from '../write/write-report';

export interface MakeWish {
  readonly definition: ReportConfiguration;
  readonly runId: string;
  readonly asOf: Instant;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly language: ReportLanguage;
  readonly format: ReportFormat;
  /** Where the file is written. */
  readonly path: string;
  /** What the file is called. */
  readonly name: string;
}

/** A file that was written, and what its signature is to say. */
export interface MadeFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly period: ReportDocument['period'];
  /** For the reader: cut tables, sections that failed. */
  readonly notes: readonly string[];
  readonly signature: SignatureFacts;
}

const NEXT = {
  'disk-full': 'Free space and have it made again.',
  'not-writable': 'Give the console write access to its data directory and have it made again.',
  format: '',
} as const;

/** Makes a report of a data directory and writes its file. The error is a sentence and the next step. */
export async function makeIn(dataDir: string, version: string, wish: MakeWish): Promise<Result<MadeFile, string>> {
  const { definition, format, path, name, asOf, language } = wish;
  const opened = openReportSources(dataDir, version, asOf, { language });
  if (!opened.ok) return err(`${opened.error.message} ${opened.error.next}`);
  try {
    const document = documentFor(opened.value, definition, { ...wish, programVersion: version });
    const written = await writeReport(format, document, path);
    if (!written.ok) return err(`${written.error.message} ${NEXT[written.error.code]}`.trim());
    const { bytes, sha256, rows, notes } = written.value;
    const signature = signatureFactsOf(document, name, written.value);
    return ok({ bytes, sha256, rows, period: document.period, notes: [...notes, ...troublesIn(document.sections)], signature });
  } finally {
    opened.value.close();
  }
}

function troublesIn(sections: readonly ReportSection[]): string[] {
  return sections.flatMap(({ number, title, troubles, sections: inner }) => [
    ...troubles.map((trouble) => `Section ${number} ${title}: ${trouble}`),
    ...troublesIn(inner),
  ]);
}
