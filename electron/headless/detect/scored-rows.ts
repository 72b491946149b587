import type { Detector } from '../../../shared/domain/detection/detector';
import type { Columns } from './columns';
import { openLinesOfKind } from './say';
import { bare, fieldsOf, momentOf, numberOf } from './table';

/** The rows of one table, in their order. */
export interface ScoredRows {
  /** `timestamp,value,score` of the next line, both as they are written; a blank line is no row and stays one. */
  score(line: string): string;
  count(): number;
  /** What could not be read, a sentence each, with the first lines of its kind. */
  notes(): readonly string[];
}

/** Rows begin on the line below the names of the columns. */
const LINES_ABOVE = 1;

/** A row that cannot be read scores 0 and is not learned from; one whose time alone cannot be read counts as coming with the row before. */
export function openScoredRows({ timeAt, valueAt, count: columnCount }: Columns, detector: Detector): ScoredRows {
  const [blank, crowded, valueless] = [openLinesOfKind(), openLinesOfKind(), openLinesOfKind()];
  const [undated, backward] = [openLinesOfKind(), openLinesOfKind()];
  let rows = 0;
  let lines = 0;
  let newestMs = Number.NEGATIVE_INFINITY;

  function valueIn(line: string, fields: readonly string[], at: number): number {
    if (fields.length > columnCount) crowded.add(at);
    else {
      const value = numberOf(bare(fields[valueAt] ?? ''));
      if (!Number.isFinite(value)) valueless.add(at);
      return value;
    }
    return Number.NaN;
  }

  function score(line: string): string {
    lines += 1;
    const at = lines + LINES_ABOVE;
    if (line.trim() === '') {
      blank.add(at);
      return line;
    }
    rows += 1;
    const fields = fieldsOf(line);
    const [time, written] = [fields[timeAt] ?? '', fields[valueAt] ?? ''];
    const value = valueIn(line, fields, at);
    const atMs = momentOf(bare(time));
    if (Number.isNaN(atMs) && Number.isFinite(value)) undated.add(at);
    if (atMs < newestMs) backward.add(at);
    if (atMs > newestMs) newestMs = atMs;
    return `${time},${written},${detector.observe(atMs, value).score}`;
  }

  function notes(): readonly string[] {
    const unread = [
      ...(crowded.count() > 0 ? [`${crowded.count()} with more fields than columns (${crowded.said()})`] : []),
      ...(valueless.count() > 0 ? [`${valueless.count()} whose value is no finite number (${valueless.said()})`] : []),
    ];
    const unreadCount = crowded.count() + valueless.count();
    return [
      ...(blank.count() > 0
        ? [
            `${blank.count()} blank ${blank.count() === 1 ? 'line is no row and stays' : 'lines are no rows and stay'}: ${blank.said()}.`,
          ]
        : []),
      ...(unreadCount > 0 ? [`${unreadCount} of ${rows} rows cannot be read and score 0: ${unread.join(', ')}.`] : []),
      ...(undated.count() > 0
        ? [`${undated.count()} of ${rows} times cannot be read and count as those of the row before: ${undated.said()}.`]
        : []),
      ...(backward.count() > 0
        ? [
            `${backward.count()} of ${rows} times lie before an earlier row's; rows are read in the order of the file: ${backward.said()}.`,
          ]
        : []),
    ];
  }

  return { score, count: () => rows, notes };
}
