import type { ConsoleEvent, EventOf } from '../../../shared/domain/events';
import type { Forecast } from '../../../shared/domain/prediction/forecast';
import type { ForecastMoment } from '../../../shared/domain/prediction/forecast-events';
import { type ExecutionId, type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { Execution, Participant } from '../../../shared/domain/view';
import type { History } from '../journal/history';

type Noted = EventOf<'forecast.noted'>;

/** Notes in the journal what was foreseen at the moments that count, and what came of it. */
export interface Notes {
  /** Call with every forecast of an execution, also when it is over. */
  take(forecast: Forecast, execution: Execution, participants: readonly Participant[]): void;
}

interface Book {
  readonly moments: Set<string>;
  waitedMs: number;
  waitsSince: Instant | null;
  readonly isOver: boolean;
}

/** So many notes of one execution are looked for after a restart. */
const MOST_NOTES = 500;

export function createNotes(parts: {
  readonly history: History;
  readonly owe: (events: readonly ConsoleEvent[]) => void;
}): Notes {
  const books = new Map<ExecutionId, Book>();

  /** After a restart, what was noted before. */
  function bookOf(executionId: ExecutionId): Book {
    const held = books.get(executionId);
    if (held !== undefined) return held;
    const subjects = ['forecasts:all', `execution:${executionId}`];
    const before = parts.history
      .events({ subjects, contextId: null, before: null, limit: MOST_NOTES })
      .flatMap(({ event }) => (event.type === 'forecast.noted' ? [event] : []));
    const book: Book = {
      moments: new Set(before.flatMap((event) => keysOf(event))),
      waitedMs: 1000 * Math.max(0, ...before.map(({ waitedSeconds }) => waitedSeconds)),
      waitsSince: null,
      isOver: before.some(({ moment }) => moment === 'end'),
    };
    books.set(executionId, book);
    return book;
  }

  function count(book: Book, { status, pausedSince }: Execution, at: Instant): void {
    if (status === 'PAUSED') {
      book.waitsSince ??= pausedSince ?? at;
      return;
    }
    if (book.waitsSince !== null) book.waitedMs += Math.max(0, msOf(at) - msOf(book.waitsSince));
    book.waitsSince = null;
  }

  function note(
    forecast: Forecast,
    book: Book,
    moment: ForecastMoment,
    waveNumber: number,
    extra: Partial<Pick<Noted, 'warnings' | 'ended'>> = {},
  ): void {
    const { at, executionId, contextId, planName, finish, rto } = forecast;
    const waits = book.waitsSince === null ? 0 : Math.max(0, msOf(at) - msOf(book.waitsSince));
    const event: Noted = {
      type: 'forecast.noted',
      at,
      executionId,
      contextId,
      planName,
      moment,
      waveNumber,
      finish: moment === 'end' ? null : finish,
      missProbability: moment === 'end' ? null : (rto?.missProbability ?? null),
      deadline: rto?.deadline ?? null,
      warnings: [],
      waitedSeconds: Math.round((book.waitedMs + waits) / 1000),
      ended: null,
      ...extra,
    };
    parts.owe([event]);
  }

  return {
    take(forecast, execution, participants) {
      const book = bookOf(execution.executionId);
      if (book.isOver) return;
      count(book, execution, forecast.at);
      if (forecast.state === 'over') {
        // Asked once more it is found in the journal: what is over is not kept.
        books.delete(execution.executionId);
        if (book.moments.size > 0) note(forecast, book, 'end', waveOf(execution), { ended: endOf(execution, participants) });
        return;
      }
      if (forecast.finish === null) return;
      const wave = waveOf(execution);
      const fresh = forecast.warnings.map(({ id }) => `warning ${id}`).filter((key) => !book.moments.has(key));
      const isFirst = book.moments.size === 0;
      if (!book.moments.has(`wave ${wave}`)) {
        book.moments.add(`wave ${wave}`);
        note(forecast, book, isFirst && wave === 0 ? 'start' : 'wave', wave);
      }
      for (const key of fresh) book.moments.add(key);
      if (fresh.length > 0) note(forecast, book, 'warning', wave, { warnings: fresh.map((key) => key.slice('warning '.length)) });
    },
  };
}

function keysOf({ moment, warnings, waveNumber }: Noted): readonly string[] {
  if (moment === 'end') return [];
  return moment === 'warning' ? warnings.map((id) => `warning ${id}`) : [`wave ${waveNumber}`];
}

/** The wave that began last; the first while none did. */
function waveOf({ waves }: Execution): number {
  return Math.max(0, ...waves.flatMap(({ waveNumber, startedAt }) => (startedAt === null ? [] : [waveNumber])));
}

function endOf(execution: Execution, participants: readonly Participant[]): NonNullable<Noted['ended']> {
  const launched = participants.map(({ phase, phaseSince }) => (phase === 'LAUNCHED' ? phaseSince : null));
  const moments = launched.flatMap((moment) => (moment === null ? [] : [msOf(moment)]));
  return {
    at: execution.endedAt ?? execution.observedAt,
    isCompleted: execution.status === 'COMPLETED',
    launchedAt: moments.length === 0 || moments.length < launched.length ? null : instantOf(Math.max(...moments)),
  };
}
