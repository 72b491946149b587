import type { Core, EngineOptions } from '../../engine-api';
import type { History } from '../../journal/history';
import type { Ports } from '../../ports';
import type { Source } from '../../sources/source';
import { errorSource } from './error-source';
import { createLogBook, type LogBook } from './log-book';
import { createLogQueries, type LogQueries } from './log-queries';
import { createPatternBook, type PatternBook } from './pattern-book';

/** Patterns of former sessions that are taken up again. */
const mostResumed = 500;

/** What the console does with CloudWatch Logs. */
export interface LogRoom {
  readonly source: Source;
  readonly book: LogBook;
  readonly queries: LogQueries;
  readonly patterns: PatternBook;
}

/** What the room needs of the engine. */
export interface RoomInside {
  readonly history: Pick<History, 'events'>;
  readonly warn: Core['warn'];
}

export function openLogRoom(
  options: Pick<EngineOptions, 'dataDir'>,
  ports: Pick<Ports, 'clock' | 'log' | 'wall'>,
  { history, warn }: RoomInside,
): LogRoom {
  const book = createLogBook(options.dataDir, ports, warn);
  const patterns = createPatternBook();
  const before = history.events({ subjects: ['logs:all'], contextId: null, before: null, limit: mostResumed });
  patterns.resume(before.flatMap(({ event }) => (event.type === 'logs.pattern' ? [event] : [])));
  return { source: errorSource(patterns, book), book, queries: createLogQueries(ports), patterns };
}
