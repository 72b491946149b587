import { openDetector } from '../../../shared/domain/detection/open-detector';
import { err, ok, type Result } from '../../../shared/lib/result';
import { columnsOf } from './columns';
import { openScoredRows, type ScoredRows } from './scored-rows';

/** What came of a table. */
export interface Outcome {
  readonly rows: number;
  /** What was not read or does not come out as it went in, a sentence each. */
  readonly notes: readonly string[];
}

/** A table on its way through: pieces go in, scored rows come out; it holds on to one unfinished line. After an error nothing more may be asked. */
export interface Scoring {
  /** The rows that end within this piece, scored. */
  take(piece: string): Result<string, string>;
  /** The row that ends with the table, if any, and what came of it all. */
  end(): Result<Outcome & { readonly text: string }, string>;
}

/** A longer line is none of a table: memory stays bounded whatever is read. */
const LONGEST_LINE = 1 << 20;

/**
 * Reads a table as a stream, one row at a time, and writes down how unusual each row is: from 0, and worth telling from `DEFAULT_THRESHOLD`. Columns
 * `timestamp,value,anomaly_score`; times and values as they are; one row for every line behind the first that is not blank, and blank lines as they are. Errors say
 * why the table cannot be read, a sentence without its end.
 *
 * Text comes and goes with one character for each byte, so that bytes come out as they went in.
 */
export function openScoring(): Scoring {
  const detector = openDetector();
  let rest = '';
  let table: { readonly rows: ScoredRows; readonly notes: readonly string[]; readonly ends: string } | null = null;

  function scored(line: string, fallbackEnd: string): Result<string, string> {
    const isWindows = line.endsWith('\r');
    const bareLine = isWindows ? line.slice(0, -1) : line;
    const ends = isWindows ? '\r\n' : fallbackEnd;
    if (table !== null) return ok(table.rows.score(bareLine) + ends);
    const columns = columnsOf(bareLine);
    if (!columns.ok) return columns;
    table = { rows: openScoredRows(columns.value, detector), notes: columns.value.notes, ends };
    return ok(`timestamp,value,anomaly_score${ends}`);
  }

  function take(piece: string): Result<string, string> {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) return err(`a line is longer than ${LONGEST_LINE} bytes`);
    let out = '';
    for (const line of lines) {
      const row = scored(line, '\n');
      if (!row.ok) return row;
      out += row.value;
    }
    return ok(out);
  }

  function end(): ReturnType<Scoring['end']> {
    const last = rest === '' && table !== null ? ok('') : scored(rest, table?.ends ?? '\n');
    if (!last.ok) return last;
    return ok({
      text: last.value,
      rows: table?.rows.count() ?? 0,
      notes: [...(table?.notes ?? []), ...(table?.rows.notes() ?? [])],
    });
  }

  return { take, end };
}

/** The same for a table that is there as a whole. */
export function scoreTable(text: string): ReturnType<Scoring['end']> {
  const scoring = openScoring();
  const most = scoring.take(text);
  if (!most.ok) return most;
  const ended = scoring.end();
  return ended.ok ? ok({ ...ended.value, text: most.value + ended.value.text }) : ended;
}
