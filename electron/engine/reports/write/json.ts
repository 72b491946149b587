import type { Block, TableBlock } from '../../../../shared/domain/reports/blocks';
import type { ReportDocument, ReportSection } from '../../../../shared/domain/reports/report-document';
import { aboutOf } from './about';
import type { Part } from './write-text';

/** The report as one JSON object: numbers as numbers, rows as arrays in the order of their columns. Long tables are never held as a whole. */
export function* jsonParts(document: ReportDocument): Iterable<Part> {
  const about = JSON.stringify({ ...aboutOf(document), evaluation: document.evaluation });
  yield { text: `${about.slice(0, -1)},"sections":`, rows: 0 };
  yield* listed(document.sections, sectionParts);
  yield { text: '}\n', rows: 0 };
}

function* sectionParts({ blocks, sections, ...about }: ReportSection): Iterable<Part> {
  yield { text: `${JSON.stringify(about).slice(0, -1)},"blocks":`, rows: 0 };
  yield* listed(blocks, blockParts);
  yield { text: ',"sections":', rows: 0 };
  yield* listed(sections, sectionParts);
  yield { text: '}', rows: 0 };
}

function* blockParts(block: Block): Iterable<Part> {
  if (block.kind !== 'table') yield { text: JSON.stringify(block), rows: 0 };
  else yield* tableParts(block);
}

function* tableParts({ rows, ...about }: TableBlock): Iterable<Part> {
  yield { text: `${JSON.stringify(about).slice(0, -1)},"rows":[`, rows: 0 };
  let isFirst = true;
  for (const row of rows()) {
    yield { text: `${isFirst ? '' : ','}\n${JSON.stringify(row)}`, rows: 1 };
    isFirst = false;
  }
  yield { text: ']}', rows: 0 };
}

function* listed<T>(items: readonly T[], partsOf: (item: T) => Iterable<Part>): Iterable<Part> {
  yield { text: '[', rows: 0 };
  for (const [index, item] of items.entries()) {
    if (index > 0) yield { text: ',', rows: 0 };
    yield* partsOf(item);
  }
  yield { text: ']', rows: 0 };
}
