import { stringify } from 'csv-stringify/sync';
import type { Block, Cell } from '../../../../shared/domain/reports/blocks';
import type { ReportDocument, ReportSection } from '../../../../shared/domain/reports/report-document';
import { aboutOf } from './about';
import type { Part } from './write-text';

const COLUMNS = ['section', 'title', 'block', 'row', 'column', 'value'] as const;
type Line = readonly [section: string, title: string, block: string, row: number | null, column: string, value: Cell];

/**
 * The report as one table that any parser reads, one value a line: which section, which block of it, which row, which column, and the value.
 * What the report is, and what it was made of, stands first under the section `0`.
 */
export function* csvParts(document: ReportDocument): Iterable<Part> {
  yield { text: lined([COLUMNS]), rows: 0 };
  for (const [name, value] of Object.entries(aboutOf(document)))
    yield { text: lined([['0', 'about', 'about', null, name, scalar(value)]]), rows: 0 };
  for (const section of document.sections) yield* sectionParts(section);
}

function* sectionParts({ number, title, blocks, sections, period, troubles }: ReportSection): Iterable<Part> {
  const line = (block: string, row: number | null, column: string, value: Cell): Line => [
    number,
    title,
    block,
    row,
    column,
    value,
  ];
  if (period !== null)
    yield { text: lined([line('period', null, 'from', period.from), line('period', null, 'to', period.to)]), rows: 0 };
  for (const [index, trouble] of troubles.entries())
    yield { text: lined([line('trouble', index + 1, 'text', trouble)]), rows: 0 };
  for (const [index, block] of blocks.entries()) yield* blockParts(block, `${block.kind} ${index + 1}`, line);
  for (const inner of sections) yield* sectionParts(inner);
}

type MakeLine = (block: string, row: number | null, column: string, value: Cell) => Line;

function* blockParts(block: Block, name: string, line: MakeLine): Iterable<Part> {
  switch (block.kind) {
    case 'text':
      for (const [index, one] of block.paragraphs.entries())
        for (const text of typeof one === 'string' ? [one] : one.list)
          yield { text: lined([line(name, index + 1, 'text', text)]), rows: 0 };
      return;
    case 'figures':
      for (const { label, value } of block.figures) yield { text: lined([line(name, null, label, value)]), rows: 0 };
      return;
    case 'chart':
      for (const { name: series, values } of block.series)
        for (const [index, value] of values.entries())
          yield { text: lined([line(name, index + 1, `${series} ${block.labels[index] ?? ''}`.trim(), value)]), rows: 0 };
      return;
    case 'table': {
      let row = 0;
      for (const cells of block.rows()) {
        row += 1;
        yield { text: lined(cells.map((cell, at) => line(name, row, block.columns[at]?.key ?? String(at), cell))), rows: 1 };
      }
    }
  }
}

function scalar(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

/** What a spreadsheet would take for a formula is kept from being one by an apostrophe. */
const FORMULA = /^[=+\-@\t\r]/;

function lined(lines: readonly (readonly (Cell | string)[])[]): string {
  return stringify(
    lines.map((line) => line.map((cell) => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell))),
    { cast: { boolean: String } },
  );
}
