import { z } from 'zod';
import { compileLogFilter } from '../models/log-filter';
import { compileLogQuery, type Row } from '../models/log-query';
import type { LogStore, LogStream } from '../models/logs';
import { AwsFault, type Call, type Operation } from '../service';
import type { Chance, SimulatedTime } from '../world';
import { findGroup, groupArn, listed, operation, refuse } from './logs-access';

const Source = z.object({ logGroupName: z.string().optional(), logGroupIdentifier: z.string().optional() });
const ofSource = {
  resources: (input: z.output<typeof Source>, call: Call) => [groupArn(call, sourceOf(input))],
};

interface Query {
  readonly rows: readonly Row[];
  readonly statistics: { readonly recordsMatched: number; readonly recordsScanned: number; readonly bytesScanned: number };
  state: 'running' | 'complete' | 'cancelled';
  /** Simulated epoch milliseconds. */
  readonly startedAt: number;
}
/** As many are remembered. */
const MAX_QUERIES = 1_000;
/** As many may run at once; one that nobody asks about any more has ended after a while. */
const MAX_RUNNING = 100;
const LONGEST_MS = 900_000;

export function logReadOperations(logs: LogStore, time: SimulatedTime, chance: Chance): Readonly<Record<string, Operation>> {
  const queries = new Map<string, Query>();
  const findQuery = (id: string): Query => {
    const query = queries.get(id);
    if (query === undefined) throw new AwsFault('ResourceNotFoundException', `Query with id ${id} does not exist.`);
    return query;
  };
  return {
    DescribeLogStreams: operation(
      Source.extend({
        logStreamNamePrefix: z.string().default(''),
        orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
        descending: z.boolean().default(false),
        limit: z.number().int().min(1).max(50).default(50),
        nextToken: z.string().optional(),
      }),
      (input, call) => {
        const group = findGroup(logs, call, sourceOf(input));
        const found = [...group.streams.values()].filter(({ name }) => name.startsWith(input.logStreamNamePrefix));
        const all = found.sort(input.orderBy === 'LogStreamName' ? byName : byLastEvent);
        if (input.descending) all.reverse();
        const scope = `streams ${group.arn} ${input.orderBy} ${input.descending}`;
        const { items, ...rest } = listed(all, input.nextToken, input.limit, scope, ({ name }) => name);
        return { logStreams: items.map((stream) => shownStream(group.arn, stream)), ...rest };
      },
      ofSource,
    ),
    FilterLogEvents: operation(
      Source.extend({
        logStreamNames: z.array(z.string()).max(100).optional(),
        logStreamNamePrefix: z.string().default(''),
        startTime: z.number().default(0),
        endTime: z.number().default(Number.MAX_SAFE_INTEGER),
        filterPattern: z.string().default(''),
        limit: z.number().int().min(1).max(10_000).default(10_000),
        nextToken: z.string().optional(),
      }),
      (input, call) => {
        const group = findGroup(logs, call, sourceOf(input));
        const filter = compileLogFilter(input.filterPattern);
        if (!filter.ok) throw refuse('Invalid filter pattern');
        const all = logs
          .events(group, input.startTime, input.endTime + 1)
          .filter(({ stream }) => input.logStreamNames?.includes(stream) ?? stream.startsWith(input.logStreamNamePrefix))
          .filter(({ message }) => filter.value(message));
        const scope = `events ${group.arn} ${input.filterPattern}`;
        const { items, ...rest } = listed(all, input.nextToken, input.limit, scope, ({ id }) => id);
        const events = items.map(({ id, stream, at, message }) => ({
          logStreamName: stream,
          timestamp: at,
          message,
          ingestionTime: at,
          eventId: id,
        }));
        return { events, searchedLogStreams: [], ...rest };
      },
      ofSource,
    ),
    StartQuery: operation(
      z.object({
        logGroupName: z.string().optional(),
        logGroupNames: z.array(z.string()).max(50).optional(),
        logGroupIdentifiers: z.array(z.string()).max(50).optional(),
        startTime: z.number(),
        endTime: z.number(),
        queryString: z.string().max(10_000),
        limit: z.number().int().min(1).max(100_000).optional(),
      }),
      (input, call) => {
        const since = time.now() - LONGEST_MS;
        const running = [...queries.values()].filter(({ state, startedAt }) => state === 'running' && startedAt > since);
        if (running.length >= MAX_RUNNING)
          throw new AwsFault('LimitExceededException', 'Account maximum query concurrency limit reached.');
        const query = compileLogQuery(input.queryString);
        if (!query.ok) throw new AwsFault('MalformedQueryException', query.error);
        // Seconds here, milliseconds everywhere else in this service.
        const [from, to] = [input.startTime * 1000, input.endTime * 1000 + 1000];
        const groups = groupsOf(input).map((name) => findGroup(logs, call, name));
        if (groups.length === 0) throw refuse('At least one log group must be named.');
        const events = groups.flatMap((group) =>
          logs.events(group, from, to).map((event) => ({ ...event, group: `${group.account}:${group.name}` })),
        );
        const { rows, matched } = query.value.run(events.sort((a, b) => a.at - b.at));
        const bytesScanned = events.reduce((sum, { message }) => sum + message.length, 0);
        const statistics = { recordsMatched: matched, recordsScanned: events.length, bytesScanned };
        const queryId = chance.uuid();
        queries.set(queryId, {
          rows: rows.slice(0, input.limit ?? rows.length),
          statistics,
          state: 'running',
          startedAt: time.now(),
        });
        const [oldest] = queries.keys();
        if (queries.size > MAX_QUERIES && oldest !== undefined) queries.delete(oldest);
        return { queryId };
      },
      { resources: (input, call) => groupsOf(input).map((name) => groupArn(call, name)) },
    ),
    GetQueryResults: operation(z.object({ queryId: z.string() }), ({ queryId }) => {
      const query = findQuery(queryId);
      if (query.state === 'cancelled') return { status: 'Cancelled', results: [], statistics: query.statistics };
      // The first look comes too early, as it does in reality.
      if (query.state === 'running') {
        query.state = 'complete';
        return { status: 'Running', results: [], statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 } };
      }
      const results = query.rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value })));
      return { queryLanguage: 'CWLI', status: 'Complete', results, statistics: query.statistics };
    }),
    StopQuery: operation(z.object({ queryId: z.string() }), ({ queryId }) => {
      const query = findQuery(queryId);
      if (query.state !== 'running') throw refuse('Query has already ended and cannot be stopped.');
      query.state = 'cancelled';
      return { success: true };
    }),
  };
}

function sourceOf({ logGroupName, logGroupIdentifier }: z.output<typeof Source>): string {
  const name = logGroupName ?? logGroupIdentifier;
  if (name === undefined) throw refuse('Log group name or identifier must be specified.');
  return name;
}

function groupsOf(input: {
  readonly logGroupName?: string | undefined;
  readonly logGroupNames?: readonly string[] | undefined;
  readonly logGroupIdentifiers?: readonly string[] | undefined;
}): readonly string[] {
  return [
    ...(input.logGroupName === undefined ? [] : [input.logGroupName]),
    ...(input.logGroupNames ?? []),
    ...(input.logGroupIdentifiers ?? []),
  ];
}

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1;
}

function byLastEvent(a: LogStream, b: LogStream): number {
  return (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0);
}

function shownStream(groupArnText: string, { name, createdAt, firstEventAt, lastEventAt }: LogStream) {
  return {
    logStreamName: name,
    creationTime: createdAt,
    ...(firstEventAt !== null && { firstEventTimestamp: firstEventAt }),
    ...(lastEventAt !== null && { lastEventTimestamp: lastEventAt, lastIngestionTime: lastEventAt }),
    arn: `${groupArnText}:log-stream:${name}`,
    storedBytes: 0,
  };
}
