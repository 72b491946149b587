import type { Instant } from '../../primitives';
import type { Execution, Participant, ServerView } from '../../view';
import type { Forecast, ForecastWarning } from '../forecast';
import type { Futures } from '../futures';
import type { History } from '../history';
import type { ExecutionCourse } from '../past';

/** What a warning is judged from. */
export interface Judged {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly servers: Readonly<Record<string, ServerView>>;
  readonly course: ExecutionCourse;
  /** Null where too little is known for numbers. */
  readonly foreseen: { readonly history: History; readonly futures: Futures } | null;
  readonly rto: Forecast['rto'];
  readonly rpo: Forecast['rpo'];
  /** Servers in DRS jobs under way in the account and region of the execution, and how many jobs; null where that is not known. */
  readonly load: { readonly jobs: number; readonly servers: number } | null;
  readonly now: Instant;
  /** The same warnings as they stood in the forecast before, by id: what was told is taken back later than it was told. */
  readonly before: ReadonlyMap<string, ForecastWarning>;
}

/** One kind of warning: everything it has to say now. */
export type Warn = (judged: Judged) => readonly ForecastWarning[];

/** A warning with what most of them have alike; it keeps the moment at which it was told first. */
export function aWarning(
  { before, now }: Pick<Judged, 'before' | 'now'>,
  said: Omit<ForecastWarning, 'since' | 'waveNumber' | 'sourceServerId' | 'serverName'> &
    Partial<Pick<ForecastWarning, 'waveNumber' | 'sourceServerId' | 'serverName'>>,
): ForecastWarning {
  return { waveNumber: null, sourceServerId: null, serverName: null, ...said, since: before.get(said.id)?.since ?? now };
}

/** Whether to tell of a probability: from `on`, and once told, until it falls below `off`. */
export function isTold(
  probability: number,
  wasTold: boolean,
  { on, off }: { readonly on: number; readonly off: number },
): boolean {
  return probability >= (wasTold ? off : on);
}

/** `12 min`, `1 h 5 min`; below a minute in seconds. */
export function lasting(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A probability in whole percent, never 0 % or 100 %: neither is ever foreseen. */
export function percent(probability: number): string {
  if (probability < 0.01) return 'less than 1 %';
  if (probability > 0.99) return 'more than 99 %';
  return `${Math.round(probability * 100)} %`;
}
