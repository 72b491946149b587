import type { PreviewBlock, PreviewSection } from '../../../../shared/contract/reports';
import type { Instant } from '../../../../shared/domain/primitives';
import type { Block, TableBlock } from '../../../../shared/domain/reports/blocks';
import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import type { ReportSection } from '../../../../shared/domain/reports/report-document';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { documentFor } from '../document-for';
import { openReportSources } from '../sources/open-sources';
import type { ReportLanguage } from '../words';

export interface PreviewWish {
  readonly definition: ReportConfiguration;
  readonly asOf: Instant;
  readonly language: ReportLanguage;
}

/** Of a table that is only looked at. */
const PREVIEW_ROWS = 20;

/** The sections of a definition as they would be now. The error is a sentence and the next step. */
export function previewIn(dataDir: string, version: string, wish: PreviewWish): Result<PreviewSection[], string> {
  const { definition, asOf, language } = wish;
  const opened = openReportSources(dataDir, version, asOf, { language });
  if (!opened.ok) return err(`${opened.error.message} ${opened.error.next}`);
  try {
    const about = { runId: 'preview', madeAt: asOf, madeBy: 'preview', language, programVersion: version };
    return ok(documentFor(opened.value, definition, about).sections.map(shownSection));
  } finally {
    opened.value.close();
  }
}

function shownSection({ number, title, type, period, blocks, troubles, sections }: ReportSection): PreviewSection {
  return {
    number,
    title,
    type,
    period,
    blocks: blocks.map(shownBlock),
    troubles: [...troubles],
    sections: sections.map(shownSection),
  };
}

function shownBlock(block: Block): PreviewBlock {
  switch (block.kind) {
    case 'text':
      return { ...block, paragraphs: block.paragraphs.map((one) => (typeof one === 'string' ? one : { list: [...one.list] })) };
    case 'figures':
      return { ...block, figures: [...block.figures] };
    case 'chart':
      return { ...block, labels: [...block.labels], series: block.series.map((one) => ({ ...one, values: [...one.values] })) };
    case 'table':
      return { ...block, columns: [...block.columns], rows: firstRows(block) };
  }
}

function firstRows(table: TableBlock): PreviewTableRows {
  const rows: PreviewTableRows = [];
  for (const row of table.rows()) {
    rows.push([...row]);
    if (rows.length === PREVIEW_ROWS) break;
  }
  return rows;
}

type PreviewTableRows = Extract<PreviewBlock, { kind: 'table' }>['rows'];
