import { instantOf } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { Findings } from './findings-api';
import { subjectOf } from './found-series';
import type { SeriesBook } from './series-book';

interface RetireParts {
  readonly book: SeriesBook;
  readonly findings: Findings;
  readonly view: Pick<View, 'servers'>;
}

/** Ends what is said of servers that exist no more, and answers the numbers of their series, which are free from then on. */
export function retireGone({ book, findings, view }: RetireParts, atMs: number): number[] {
  const told = new Set(Object.values(view.servers).map(({ contextId }): string => contextId));
  const gone = [...book.all()].filter(
    ({ contextId, labels }) => labels.server !== undefined && told.has(contextId) && view.servers[labels.server] === undefined,
  );
  if (gone.length === 0) return [];
  const ended = gone.map((series) => ({ subject: subjectOf(series), because: 'The server exists no more.' }));
  findings.report({ found: [], ended: ended.filter(({ subject }) => findings.open().has(subject)) }, instantOf(atMs));
  for (const { index } of gone) book.remove(index);
  return gone.map(({ index }) => index);
}
