import { z } from 'zod';
import { SourceError } from '../domain/health';
import { ErrorPattern } from '../domain/logs/error-pattern';
import { LogPreset } from '../domain/logs/presets';
import { ContextId, Instant } from '../domain/primitives';
import { Accepted, ListInput, method, page } from './base';

const where = z.object({ context: ContextId.optional() });
const list = ListInput.extend(where.shape);
const GroupName = z.string().regex(/^[.\-_/#A-Za-z0-9]{1,512}$/, 'this is not the name of a log group');
/** Logs Insights takes no more at once. */
const groups = z.array(GroupName).max(50);

export const LogGroup = z.object({
  contextId: ContextId,
  name: z.string(),
  /** Null where the group keeps its lines for ever. */
  retentionDays: z.number().nullable(),
  storedBytes: z.number().nullable(),
  /** One of the orchestrator's own functions: these are searched unless others are picked. */
  isPlatform: z.boolean(),
  /** Whether its error lines are read and counted while log analysis is on. */
  isWatched: z.boolean(),
});
export type LogGroup = z.infer<typeof LogGroup>;

/** A Logs Insights query, under way or ended. Everything in `rows` is redacted. The newest thirty are remembered. */
export const LogQuery = z.object({
  queryId: z.string(),
  contextId: ContextId,
  title: z.string(),
  query: z.string(),
  groups: z.array(z.string()),
  from: Instant,
  to: Instant,
  state: z.enum(['running', 'complete', 'failed', 'cancelled', 'timed-out']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  columns: z.array(z.string()),
  /** One text per column. */
  rows: z.array(z.array(z.string())),
  /** True where there were more rows than the query may bring. */
  isCut: z.boolean(),
  recordsMatched: z.number().nullable(),
  recordsScanned: z.number().nullable(),
  bytesScanned: z.number().nullable(),
  error: SourceError.nullable(),
});
export type LogQuery = z.infer<typeof LogQuery>;

const byId = z.object({ id: LogPreset.shape.id });
const byQuery = z.object({ queryId: z.string().min(1).max(100) });

/** CloudWatch Logs: queries under a name, and what the error lines have in common. */
export const logs = {
  groups: method
    .route({ method: 'GET', path: '/logs/groups', summary: 'Log groups of the account; `match` is a part of the name' })
    .input(list.extend({ match: z.string().max(200).optional() }))
    .output(page(LogGroup)),
  watch: method
    .route({
      method: 'PUT',
      path: '/logs/groups',
      summary: 'Whose error lines are counted; without names, those of the orchestrator’s functions',
    })
    .input(where.extend({ names: z.array(GroupName).max(20).nullable() }))
    .output(z.object({ names: z.array(z.string()).nullable() })),
  presets: method
    .route({
      method: 'GET',
      path: '/logs/presets',
      summary: 'Queries under a name: those that came with the console and your own',
    })
    .input(ListInput)
    .output(page(LogPreset)),
  savePreset: method
    .route({ method: 'PUT', path: '/logs/presets/{id}', summary: 'Keep a query under a name, or change it' })
    .input(byId.extend(LogPreset.omit({ id: true, shipped: true }).partial({ text: true, groupsWith: true }).shape))
    .output(LogPreset),
  removePreset: method
    .route({ method: 'DELETE', path: '/logs/presets/{id}', summary: 'Delete a query of your own' })
    .input(byId)
    .output(Accepted),
  start: method
    .route({
      method: 'POST',
      path: '/logs/queries',
      summary:
        'Run a query: a preset by its id, or one written out; the last hour unless `minutes`, or `from` and `to`, say otherwise',
    })
    .input(
      where.extend({
        preset: LogPreset.shape.id.optional(),
        query: LogPreset.shape.query.optional(),
        groups: groups.optional(),
        /** How far back from now, or from `to`. */
        minutes: z.number().int().min(1).max(44_640).optional(),
        from: z.string().optional(),
        to: z.string().optional(),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(LogQuery),
  queries: method
    .route({ method: 'GET', path: '/logs/queries', summary: 'Queries run lately, newest first, without their rows' })
    .input(list)
    .output(page(LogQuery.omit({ rows: true }))),
  query: method
    .route({ method: 'GET', path: '/logs/queries/{queryId}', summary: 'A query with what it has brought' })
    .input(byQuery)
    .output(LogQuery),
  cancel: method
    .route({ method: 'POST', path: '/logs/queries/{queryId}/cancel', summary: 'Stop a query that is under way' })
    .input(byQuery)
    .output(LogQuery),
  patterns: method
    .route({ method: 'GET', path: '/logs/patterns', summary: 'What error lines have in common, newest first' })
    .input(list)
    .output(page(ErrorPattern)),
};
