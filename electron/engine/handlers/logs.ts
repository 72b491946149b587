import type { LogGroup, LogQuery } from '../../../shared/contract/logs';
import type { LogPreset } from '../../../shared/domain/logs/presets';
import { type ContextId, type Instant, instantOf } from '../../../shared/domain/primitives';
import type { Result } from '../../../shared/lib/result';
import type { AwsContext } from '../aws/aws-context';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { findGroups, functionGroups, isFunctionGroup } from '../telemetry/logs/log-groups';
import { queryRefusal } from '../telemetry/logs/query-refusal';
import { askAws, awsAsked, contextAsked } from './aws-calls';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { conflict, impossible, invalid, notFound, unavailable } from './problems';

/** How far back a query looks when nobody says from when. */
const usualMinutes = 60;
/** Under way at once; each of them costs by what it reads. */
const mostRunning = 10;

interface Asked {
  readonly context?: ContextId | undefined;
  readonly preset?: string | undefined;
  readonly query?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly minutes?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
}

/** Log groups, queries over them, and what their error lines have in common. */
export function logHandlers(os: Implementer, engine: Engine) {
  const { logs } = os;
  const { book, queries, patterns } = engine.inside.telemetry.logs;
  const { clock } = engine.ports;
  const ask = <T>(aws: AwsContext, call: () => Promise<T>): Promise<T> => askAws(engine, aws, call, queryRefusal);
  const found = (queryId: string): LogQuery => {
    const query = queries.find(queryId);
    if (query === null) throw notFound('query', queryId);
    return query;
  };
  const watchedIn = async (aws: AwsContext, name: string): Promise<(group: string) => boolean> => {
    const picked = kept(await book.watched(aws.spec.contextId), name);
    return (group) => picked?.includes(group) ?? isFunctionGroup(aws.platform, group);
  };
  return {
    groups: logs.groups.handler(async ({ input }) => {
      const aws = awsAsked(engine, input.context);
      const groups = await ask(aws, () => findGroups(aws, input.match === '' ? null : (input.match ?? null)));
      const isWatched = await watchedIn(aws, 'logs.groups');
      const items = groups.flatMap((group): LogGroup[] => {
        const { logGroupName: name, retentionInDays: retentionDays = null, storedBytes = null } = group;
        if (name === undefined) return [];
        const { contextId } = aws.spec;
        const isPlatform = isFunctionGroup(aws.platform, name);
        return [{ contextId, name, retentionDays, storedBytes, isPlatform, isWatched: isWatched(name) }];
      });
      return pageOf(items, input, ({ name }) => name, 'ascending');
    }),
    watch: logs.watch.handler(({ input, context: { actor } }) => {
      const contextId = contextAsked(engine, input.context);
      const note = input.names === null ? 'functions of the orchestrator' : input.names.join(', ').slice(0, 500);
      return runCommand(engine, { command: 'logs.watch', need: 'admin', actor, contextId, note }, async () => {
        kept(await book.watch(contextId, input.names), 'logs.watch');
        engine.inside.nudge(contextId, 'log-errors');
        return done('Error lines of the log groups named are counted.', { names: input.names });
      });
    }),
    presets: logs.presets.handler(async ({ input }) => {
      const all = kept(await book.presets(), 'logs.presets').map((preset, index) => ({
        preset,
        key: String(index).padStart(4, '0'),
      }));
      const { items, nextToken } = pageOf(all, input, ({ key }) => key, 'ascending');
      return { items: items.map(({ preset }) => preset), nextToken };
    }),
    savePreset: logs.savePreset.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'logs.savePreset', need: 'act', actor, note: input.id }, async () => {
        const { text = '', groupsWith = null, ...given } = input;
        const saved = kept(await book.savePreset({ ...given, text, groupsWith }), input.id);
        return done(`The query “${saved.title}” was kept.`, saved);
      }),
    ),
    removePreset: logs.removePreset.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'logs.removePreset', need: 'act', actor, note: input.id }, async (commandId) => {
        kept(await book.removePreset(input.id), input.id);
        const message = `The query ${input.id} was deleted.`;
        return done(message, { commandId, outcome: 'accepted' as const, message });
      }),
    ),
    start: logs.start.handler(async ({ input, context: { actor } }) => {
      const preset = await presetAsked(input);
      const query = input.query ?? preset?.query;
      if (query === undefined) throw invalid('logs.no-query', 'query', 'write a query, or name a preset');
      return startQuery(engine, actor, input, {
        title: input.query === undefined ? (preset?.title ?? '') : 'Own query',
        query,
        groupsWith: preset?.groupsWith ?? null,
      });
    }),
    queries: logs.queries.handler(({ input }) => {
      const all = queries.list().filter(({ contextId }) => input.context === undefined || contextId === input.context);
      const page = pageOf(all, input, ({ startedAt, queryId }) => `${startedAt} ${queryId}`, 'descending');
      return { ...page, items: page.items.map(({ rows: _, ...query }) => query) };
    }),
    query: logs.query.handler(({ input }) => found(input.queryId)),
    cancel: logs.cancel.handler(({ input, context: { actor } }) => {
      const { contextId, title } = found(input.queryId);
      return runCommand(engine, { command: 'logs.cancel', need: 'act', actor, contextId, note: title }, async () => {
        const aws = awsAsked(engine, contextId);
        const query = (await ask(aws, () => queries.cancel(input.queryId))) ?? found(input.queryId);
        return done(query.state === 'cancelled' ? 'The query was stopped.' : 'The query had already ended.', query);
      });
    }),
    patterns: logs.patterns.handler(({ input }) => {
      const all = patterns.list(input.context ?? null, clock.nowMs());
      return pageOf(
        all,
        input,
        ({ lastAt, contextId, logGroup, pattern }) => `${lastAt} ${contextId} ${logGroup} ${pattern}`,
        'descending',
      );
    }),
  };

  async function presetAsked({ preset }: Asked): Promise<LogPreset | null> {
    if (preset === undefined) return null;
    const found = kept(await book.presets(), preset).find(({ id }) => id === preset);
    if (found === undefined) throw notFound('preset', preset);
    return found;
  }
}

/** Starts a query over the groups named, or over those the preset is meant for. */
function startQuery(engine: Engine, actor: Actor, input: Asked, what: Pick<LogPreset, 'title' | 'query' | 'groupsWith'>) {
  const contextId = contextAsked(engine, input.context);
  const { queries } = engine.inside.telemetry.logs;
  return runCommand(engine, { command: 'logs.start', need: 'act', actor, contextId, note: what.title }, async (queryId) => {
    const to = momentOf(input.to, 'to') ?? engine.ports.clock.now();
    const from = momentOf(input.from, 'from') ?? instantOf(Date.parse(to) - (input.minutes ?? usualMinutes) * 60_000);
    if (from >= to) throw invalid('logs.invalid', 'from', 'this is not before the end of the time asked for');
    if (queries.running() >= mostRunning)
      throw impossible('logs.too-many', `${mostRunning} queries are under way. Wait for one to end, or stop one.`);
    const aws = awsAsked(engine, contextId);
    const query = await askAws(
      engine,
      aws,
      async () => {
        const groups = input.groups?.length ? input.groups : await groupsFor(aws, what.groupsWith);
        return queries.start(aws, { ...what, queryId, groups, from, to, limit: input.limit });
      },
      queryRefusal,
    );
    return done(`“${what.title}” runs over ${query.groups.length} log groups.`, query);
  });
}

async function groupsFor(aws: AwsContext, groupsWith: string | null): Promise<string[]> {
  const all = await functionGroups(aws);
  const wanted = all.filter((name) => groupsWith === null || name.includes(groupsWith)).slice(0, 50);
  if (wanted.length > 0) return wanted;
  throw impossible(
    'logs.no-groups',
    `This account and region has no log group of the orchestrator${groupsWith === null ? '' : ` with “${groupsWith}” in its name`}. Pick log groups by hand, or check the names of project and environment.`,
  );
}

function momentOf(text: string | undefined, field: string): Instant | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('logs.invalid', field, 'not a moment in ISO 8601, such as 2026-03-14T09:00:00Z');
  return instantOf(ms);
}

interface BookTrouble {
  readonly code: 'not-writable' | 'shipped' | 'unknown' | 'full';
  readonly message: string;
}

/** What the book of queries answered, or its refusal in the contract's form. */
function kept<T>(result: Result<T, BookTrouble>, id: string): T {
  if (result.ok) return result.value;
  switch (result.error.code) {
    case 'not-writable':
      throw unavailable('logs.not-writable', result.error.message);
    case 'unknown':
      throw notFound('preset', id);
    case 'shipped':
      throw conflict('logs.shipped', result.error.message);
    case 'full':
      throw impossible('logs.full', result.error.message);
  }
}
