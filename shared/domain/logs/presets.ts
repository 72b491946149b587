import { z } from 'zod';

/** A Logs Insights query under a name. */
export const LogPreset = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens, at most 64'),
  title: z.string().min(1).max(100),
  text: z.string().max(500),
  query: z.string().min(1).max(10_000),
  /** Only log groups whose name contains this are searched, unless some are picked; null for all functions of the orchestrator. */
  groupsWith: z.string().max(200).nullable(),
  /** Whether it came with the console; those of operators can be changed and deleted. */
  shipped: z.boolean(),
});
export type LogPreset = z.infer<typeof LogPreset>;

const shipped = (preset: Omit<LogPreset, 'shipped' | 'groupsWith'> & { readonly groupsWith?: string }): LogPreset => ({
  groupsWith: null,
  ...preset,
  shipped: true,
});

const errorLines = String.raw`/\[ERROR\]|Exception|Traceback|❌/`;

/** What came with the console, for the orchestrator's functions and the state machine that calls them. */
export const shippedPresets: readonly LogPreset[] = [
  shipped({
    id: 'errors-per-function',
    title: 'Errors per function',
    text: 'How many error lines each function wrote.',
    query: `filter @message like ${errorLines} and @message not like "Received event"
| stats count(*) as errors by @log
| sort errors desc`,
  }),
  shipped({
    id: 'newest-errors',
    title: 'Newest error lines',
    text: 'The last hundred error lines of all functions, newest first.',
    query: `fields @timestamp, @log, @message
| filter @message like ${errorLines} and @message not like "Received event"
| sort @timestamp desc
| limit 100`,
  }),
  shipped({
    id: 'slow-calls',
    title: 'Slow calls',
    text: 'Longest, usual and 95th percentile duration of each function’s calls, in milliseconds.',
    query: `filter @type = "REPORT"
| stats count(*) as calls, max(@duration) as slowest, pct(@duration, 95) as p95, avg(@duration) as average by @log
| sort slowest desc`,
  }),
  shipped({
    id: 'throttles',
    title: 'Throttled calls',
    text: 'Lines in which AWS said that calls came too often.',
    query: `fields @timestamp, @log, @message
| filter @message like /(?i)throttl|rate exceeded|too many requests/ and @message not like "Received event"
| sort @timestamp desc
| limit 100`,
  }),
  shipped({
    id: 'timeouts',
    title: 'Timeouts',
    text: 'Calls of functions that were cut off, and waits that ran out.',
    query: `fields @timestamp, @log, @message
| filter @message like /Task timed out|Status: timeout|TimeoutError|States\\.Timeout/
| sort @timestamp desc
| limit 100`,
  }),
  shipped({
    id: 'task-failures',
    title: 'Task failures of the state machine',
    text: 'Error lines of the function behind the state machine’s tasks, and what the task had to do.',
    groupsWith: 'dr-orch-sf',
    query: `fields @timestamp, @logStream, @message
| filter @message like ${errorLines} and @message not like "Received event"
| sort @timestamp desc
| limit 100`,
  }),
];
