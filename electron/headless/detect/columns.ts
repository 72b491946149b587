import { err, ok, type Result } from '../../../shared/lib/result';
import { namesSaid } from './say';
import { bare, fieldsOf } from './table';

/** Where the two columns stand, and what of the table does not come out as it went in. */
export interface Columns {
  readonly timeAt: number;
  readonly valueAt: number;
  readonly count: number;
  /** Sentences. */
  readonly notes: readonly string[];
}

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/**
 * Reads the first line of a table.
 *
 * @param line one character for each byte, without its end
 */
export function columnsOf(line: string): Result<Columns, string> {
  if (line.includes('\r')) return err('its lines end with CR alone: they must end with LF or CR LF');
  const isMarked = line.startsWith(BYTE_ORDER_MARK);
  const written = fieldsOf(isMarked ? line.slice(BYTE_ORDER_MARK.length) : line).map(bare);
  const names = written.map((name) => name.toLowerCase());
  const [timeAt, valueAt] = [names.indexOf('timestamp'), names.indexOf('value')];
  if (timeAt < 0 || valueAt < 0) return err('its first line does not name the columns timestamp and value');
  const isScore = (at: number) => names[at] === 'anomaly_score';
  const others = written.filter((_, at) => at !== timeAt && at !== valueAt && !isScore(at));
  const notes = [
    ...(others.length > 0 ? [`not copied: ${others.length === 1 ? 'column' : 'columns'} ${namesSaid(others)}.`] : []),
    ...(names.some((_, at) => isScore(at)) ? ['its column anomaly_score is replaced.'] : []),
    ...(valueAt < timeAt ? ['value stands before timestamp; it is written behind it.'] : []),
    ...(isMarked ? ['the byte order mark is not copied.'] : []),
  ];
  return ok({ timeAt, valueAt, count: names.length, notes });
}
