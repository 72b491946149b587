import { openDetector } from '../../../shared/domain/detection/open-detector';
import { err, ok, type Result } from '../../../shared/lib/result';
import { fieldsOf, momentOf, numberOf } from './table';

export interface ScoredTable {
  /** Columns `timestamp,value,anomaly_score`; one row for each of the input, in its order. */
  readonly text: string;
  readonly rows: number;
  /** Rows whose value is no finite number; they score 0 and are not learned from. */
  readonly unread: number;
  /** Rows whose time cannot be read; they count as coming with the row before. */
  readonly undated: number;
}

/**
 * Reads a table as a stream, one row at a time, and writes down how unusual each row is: from 0, and worth telling from `DEFAULT_THRESHOLD`. Times and values
 * come out as they are. Empty lines are no rows.
 *
 * @param text one character for each byte, so that bytes come out as they went in
 * @returns why it cannot be read, a sentence
 */
export function scoreTable(text: string): Result<ScoredTable, string> {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const names = fieldsOf(withoutMark(lines[0] ?? '')).map((name) => bare(name).toLowerCase());
  const [timeAt, valueAt] = [names.indexOf('timestamp'), names.indexOf('value')];
  if (timeAt < 0 || valueAt < 0) return err('its first line does not name the columns timestamp and value');
  const detector = openDetector();
  const out = ['timestamp,value,anomaly_score'];
  let [unread, undated] = [0, 0];
  for (const line of lines.slice(1)) {
    if (line === '') continue;
    const fields = fieldsOf(line);
    const [time, written] = [fields[timeAt] ?? '', fields[valueAt] ?? ''];
    const [atMs, value] = [momentOf(bare(time)), numberOf(bare(written))];
    if (Number.isNaN(atMs)) undated += 1;
    if (!Number.isFinite(value)) unread += 1;
    out.push(`${time},${written},${detector.observe(atMs, value).score}`);
  }
  return ok({ text: `${out.join('\n')}\n`, rows: out.length - 1, unread, undated });
}

/** Without the mark of byte order, read as three bytes. */
function withoutMark(line: string): string {
  return line.startsWith('\u00ef\u00bb\u00bf') ? line.slice(3) : line;
}

function bare(field: string): string {
  return field
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
}
