import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogQuery } from '../../../../shared/contract/logs';
import { redactLine } from '../../../../shared/domain/logs/redact-line';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import type { AwsContext } from '../../aws/aws-context';
import { sourceErrorOf } from '../../aws/errors';
import type { Ports } from '../../ports';
import { logsOf } from './log-groups';
import { queryRefusal } from './query-refusal';
import { tableOf } from './query-table';

/** What is to be searched, and where. */
export interface QueryAsked {
  readonly queryId: string;
  readonly title: string;
  readonly query: string;
  readonly groups: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: number;
}

/** Runs Logs Insights queries and remembers the newest with their rows. */
export interface LogQueries {
  /** Resolves when AWS has taken the query, and throws what AWS refuses; what becomes of it is told by `find`. */
  start(aws: AwsContext, asked: QueryAsked): Promise<LogQuery>;
  find(queryId: string): LogQuery | null;
  /** Newest first. */
  list(): readonly LogQuery[];
  /** Stops a query that is under way; one that has ended stays as it is. Null where there is none of that id. */
  cancel(queryId: string): Promise<LogQuery | null>;
  /** How many are under way. */
  running(): number;
  close(): void;
}

const MOST_REMEMBERED = 30;
/** The first look comes soon, later ones more rarely; each takes its turn in the bucket of the service. Wall milliseconds. */
const firstLookMs = 400;
const longestLookMs = 3_000;
/** A query that takes longer is stopped: it costs by what it reads. Wall milliseconds. */
const longestMs = 10 * 60_000;
/** Looks that fail one after another before the query counts as failed: the query goes on at AWS whatever becomes of a look. */
const mostFailures = 4;

interface Held {
  shown: LogQuery;
  readonly asked: QueryAsked;
  readonly aws: AwsContext;
  /** What AWS calls it. */
  readonly awsId: string;
}

export function createLogQueries(ports: Pick<Ports, 'clock' | 'wall' | 'log'>): LogQueries {
  const held = new Map<string, Held>();
  const closing = new AbortController();

  function remember(query: Held): void {
    held.set(query.asked.queryId, query);
    for (const [id, { shown }] of held) {
      if (held.size <= MOST_REMEMBERED) break;
      if (shown.state !== 'running') held.delete(id);
    }
  }

  function end(query: Held, change: Partial<LogQuery>): void {
    if (query.shown.state === 'running') query.shown = { ...query.shown, endedAt: ports.clock.now(), ...change };
  }

  async function follow(query: Held): Promise<void> {
    const logs = await logsOf(query.aws);
    const begun = ports.wall.monoMs();
    let failures = 0;
    for (let waitMs = firstLookMs; query.shown.state === 'running'; waitMs = Math.min(longestLookMs, waitMs * 1.5)) {
      await ports.wall.sleep(waitMs, closing.signal);
      if (query.shown.state !== 'running') return;
      try {
        note(query, await logs.send(new GetQueryResultsCommand({ queryId: query.awsId }), { abortSignal: closing.signal }));
        failures = 0;
      } catch (thrown) {
        failures += 1;
        if (closing.signal.aborted || failures === mostFailures) throw thrown;
      }
      if (query.shown.state !== 'running' || ports.wall.monoMs() - begun < longestMs) continue;
      await stop(logs, query.awsId);
      end(query, { state: 'timed-out' });
    }
  }

  function note(query: Held, answer: GetQueryResultsCommandOutput): void {
    const state = stateOf(answer.status);
    const { recordsMatched = null, recordsScanned = null, bytesScanned = null } = answer.statistics ?? {};
    const table = tableOf(answer.results ?? [], query.asked.limit);
    query.shown = { ...query.shown, ...table, recordsMatched, recordsScanned, bytesScanned };
    if (state === 'failed') end(query, { state, error: failedThere });
    else if (state !== 'running') end(query, { state });
  }

  return {
    async start(aws, asked) {
      const logs = await logsOf(aws);
      const { queryId: awsId = '' } = await logs.send(
        new StartQueryCommand({
          logGroupNames: [...asked.groups],
          startTime: Math.floor(msOf(asked.from) / 1000),
          endTime: Math.ceil(msOf(asked.to) / 1000),
          queryString: asked.query,
          // One more tells whether there were more.
          limit: asked.limit + 1,
        }),
      );
      const query: Held = { asked, aws, awsId, shown: begunAs(asked, aws, ports.clock.now()) };
      remember(query);
      void follow(query).catch((thrown: unknown) => {
        if (closing.signal.aborted) return;
        const { profile, region } = aws.spec;
        const error = sourceErrorOf(thrown, { profile, region, wallNowMs: ports.wall.nowMs() });
        end(query, { state: 'failed', error: queryRefusal(error, thrown) });
      });
      return query.shown;
    },
    find: (queryId) => held.get(queryId)?.shown ?? null,
    list: () => [...held.values()].map(({ shown }) => shown).reverse(),
    async cancel(queryId) {
      const query = held.get(queryId);
      if (query === undefined) return null;
      if (query.shown.state === 'running') {
        await stop(await logsOf(query.aws), query.awsId);
        end(query, { state: 'cancelled' });
      }
      return query.shown;
    },
    running: () => [...held.values()].filter(({ shown }) => shown.state === 'running').length,
    close: () => closing.abort(new Error('the console stops')),
  };
}

function begunAs(asked: QueryAsked, aws: AwsContext, startedAt: Instant): LogQuery {
  const { queryId, title, groups, from, to } = asked;
  return {
    queryId,
    contextId: aws.spec.contextId,
    title,
    query: redactLine(asked.query),
    groups: [...groups],
    from,
    to,
    state: 'running',
    startedAt,
    endedAt: null,
    columns: [],
    rows: [],
    isCut: false,
    recordsMatched: null,
    recordsScanned: null,
    bytesScanned: null,
    error: null,
  };
}

/** A query that ended of itself in the meantime cannot be stopped, and need not be. */
async function stop(logs: CloudWatchLogsClient, queryId: string): Promise<void> {
  try {
    await logs.send(new StopQueryCommand({ queryId }));
  } catch (thrown) {
    if (thrown instanceof Error && /^(InvalidParameterException|ResourceNotFoundException)$/.test(thrown.name)) return;
    throw thrown;
  }
}

function stateOf(status: GetQueryResultsCommandOutput['status']): LogQuery['state'] {
  switch (status) {
    case 'Complete':
      return 'complete';
    case 'Cancelled':
      return 'cancelled';
    case 'Timeout':
      return 'timed-out';
    case 'Failed':
    case 'Unknown':
      return 'failed';
    default:
      return 'running';
  }
}

const failedThere: LogQuery['error'] = {
  code: 'rejected',
  message: 'CloudWatch Logs gave the query up and says nothing of why.',
  next: 'Run it again over a shorter time or fewer log groups.',
  action: null,
  resource: null,
};
