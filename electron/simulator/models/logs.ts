import { err, ok, type Result } from '../../../shared/lib/result';
import type { Place } from './metrics';

export interface LogEvent {
  readonly id: string;
  readonly stream: string;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  readonly message: string;
}

/** Long lines are only written out when somebody reads them. */
export type LogLine = string | (() => string);

export interface LogGroup extends Place {
  readonly name: string;
  /** Without the `:*` that stands for its streams. */
  readonly arn: string;
  readonly createdAt: number;
  retentionDays: number | null;
  readonly tags: Map<string, string>;
  readonly streams: ReadonlyMap<string, LogStream>;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  firstEventAt: number | null;
  lastEventAt: number | null;
}

/** CloudWatch Logs. */
export interface LogStore {
  create(place: Place, name: string, at: number): Result<LogGroup, 'exists'>;
  find(place: Place, name: string): LogGroup | null;
  list(place: Place): readonly LogGroup[];
  remove(group: LogGroup): void;
  createStream(group: LogGroup, name: string, at: number): Result<LogStream, 'exists'>;
  /** Adds lines to a stream, which is made if it does not exist. Events must come in order of time. */
  write(group: LogGroup, stream: string, at: number, lines: readonly LogLine[]): void;
  /** Events with `from` ≤ instant < `to`, oldest first. */
  events(group: LogGroup, from: number, to: number): readonly LogEvent[];
}

/** Older events of a group are forgotten. */
const KEPT_EVENTS = 20_000;
/** CloudWatch Logs takes no longer events. */
const MAX_CHARACTERS = 262_144;

interface Kept {
  readonly stream: string;
  readonly at: number;
  readonly line: LogLine;
  readonly number: number;
}
interface Mutable extends LogGroup {
  readonly streams: Map<string, LogStream>;
  kept: Kept[];
}

export function createLogs(): LogStore {
  const groups = new Map<string, Mutable>();
  let number = 0;
  const arnOf = ({ account, region }: Place, name: string) => `arn:aws:logs:${region}:${account}:log-group:${name}`;
  const createStream = (group: Mutable, name: string, at: number): LogStream => {
    const stream: LogStream = { name, createdAt: at, firstEventAt: null, lastEventAt: null };
    group.streams.set(name, stream);
    return stream;
  };
  const known = (group: LogGroup) => groups.get(group.arn);

  return {
    create: ({ account, region }, name, at) => {
      const arn = arnOf({ account, region }, name);
      if (groups.has(arn)) return err('exists');
      const group: Mutable = {
        account,
        region,
        name,
        arn,
        createdAt: at,
        retentionDays: null,
        tags: new Map(),
        streams: new Map(),
        kept: [],
      };
      groups.set(arn, group);
      return ok(group);
    },
    find: (place, name) => groups.get(arnOf(place, name)) ?? null,
    list: (place) =>
      [...groups.values()]
        .filter((group) => group.account === place.account && group.region === place.region)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove: (group) => void groups.delete(group.arn),
    createStream: (group, name, at) => {
      const own = known(group);
      if (own === undefined || own.streams.has(name)) return err('exists');
      return ok(createStream(own, name, at));
    },
    write: (group, streamName, at, lines) => {
      const own = known(group);
      if (own === undefined) return; // deleted meanwhile
      const stream = own.streams.get(streamName) ?? createStream(own, streamName, at);
      stream.firstEventAt ??= at;
      stream.lastEventAt = at;
      for (const line of lines) own.kept.push({ stream: streamName, at, line, number: ++number });
      // Cutting now and then costs less than moving everything at every line.
      if (own.kept.length > KEPT_EVENTS * 1.25) own.kept = own.kept.slice(-KEPT_EVENTS);
    },
    events: (group, from, to) =>
      (known(group)?.kept ?? [])
        .filter(({ at }) => at >= from && at < to)
        .sort((a, b) => a.at - b.at || a.number - b.number)
        .map(shown),
  };
}

function shown({ stream, at, line, number }: Kept): LogEvent {
  const message = typeof line === 'string' ? line : line();
  return { id: String(number).padStart(56, '3'), stream, at, message: message.slice(0, MAX_CHARACTERS) };
}
