import type { ResultField } from '@aws-sdk/client-cloudwatch-logs';
import type { LogQuery } from '../../../../shared/contract/logs';
import { redactLine } from '../../../../shared/domain/logs/redact-line';
import { redact } from '../../../../shared/domain/redact';

/** Characters of one cell: a line may have 256 kB, and nobody reads that in a table. */
const MOST_CELL = 10_000;
/** Characters of a whole table, since the newest queries are remembered. */
const MOST_TABLE = 4_000_000;
/** The pointer to the line itself is of no use outside the service. */
const hidden: ReadonlySet<string> = new Set(['@ptr']);

/** The answer's rows as a table without secrets; columns in the order in which they first appear, which is that of the query. */
export function tableOf(
  results: readonly (readonly ResultField[])[],
  limit: number,
): Pick<LogQuery, 'columns' | 'rows' | 'isCut'> {
  const kept = results.slice(0, limit).map((row) => row.filter(({ field = '' }) => !hidden.has(field)));
  const columns = [...new Set(kept.flatMap((row) => row.map(({ field = '' }) => field)))];
  const rows: string[][] = [];
  let size = 0;
  for (const row of kept) {
    const byField = new Map(row.map(({ field = '', value = '' }) => [field, value]));
    const cells = columns.map((column) => cellOf(column, byField.get(column) ?? ''));
    size += cells.reduce((sum, { length }) => sum + length, 0);
    if (size > MOST_TABLE) break;
    rows.push(cells);
  }
  return { columns: columns.map(redactLine), rows, isCut: results.length > rows.length };
}

/** A field that is named like a secret is one, whatever it looks like: `headers.Authorization`. */
function cellOf(column: string, value: string): string {
  const name = column.slice(column.lastIndexOf('.') + 1);
  const clean = redact({ [name]: value });
  const isKept = typeof clean === 'object' && clean !== null && Object.values(clean).some((one) => one !== '[redacted]');
  const text = isKept || value === '' ? redactLine(value) : '[redacted]';
  return text.length <= MOST_CELL ? text : `${text.slice(0, MOST_CELL)}… [cut, ${text.length} characters]`;
}
