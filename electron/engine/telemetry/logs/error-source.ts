import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type ContextId, msOf } from '../../../../shared/domain/primitives';
import { isMissing } from '../../aws/errors';
import { isBusy } from '../../sources/activity';
import type { Unreadable } from '../../sources/normalise/normalised';
import { defineSource, type Reading, type Source } from '../../sources/source';
import { createErrorTail, type ErrorTail } from './error-lines';
import type { LogBook } from './log-book';
import { functionGroups, logsOf } from './log-groups';
import type { PatternBook } from './pattern-book';

/** Which log groups the orchestrator has is asked anew after this long (engine clock). */
const groupsForMs = 3_600_000;
const mostGroups = 20;
const seconds = { behind: 10, found: 60, busy: 120, idle: 900 } as const;

/**
 * Reads the error lines of the orchestrator's functions (or of the log groups picked) and tells of new patterns and bursts. One call
 * per log group and reading: every minute while errors come, every two while something runs, else every quarter of an hour.
 */
export function errorSource(patterns: PatternBook, book: LogBook): Source {
  const tails = new Map<string, ErrorTail>();
  const discovered = new Map<ContextId, { readonly atMs: number; readonly names: readonly string[] }>();

  function tailOf(contextId: ContextId, name: string): ErrorTail {
    const key = `${contextId}\n${name}`;
    const tail = tails.get(key) ?? createErrorTail(name);
    tails.set(key, tail);
    return tail;
  }

  async function groupsIn({ aws, contextId, at, signal }: Reading): Promise<readonly string[]> {
    const picked = await book.watched(contextId);
    if (picked.ok && picked.value !== null) return picked.value;
    const known = discovered.get(contextId);
    if (known !== undefined && msOf(at) - known.atMs < groupsForMs) return known.names;
    const names = (await functionGroups(aws, signal)).slice(0, mostGroups);
    discovered.set(contextId, { atMs: msOf(at), names });
    return names;
  }

  /** Counts what is new in one group; the number of lines, and whether there are more. */
  async function readGroup(logs: CloudWatchLogsClient, logGroup: string, { contextId, at, signal }: Reading): Promise<GroupRead> {
    try {
      const { lines, isBehind } = await tailOf(contextId, logGroup).read(logs, msOf(at), signal);
      for (const { atMs, text } of lines) patterns.count({ contextId, logGroup, atMs, text });
      return { kind: 'read', lines: lines.length, isBehind };
    } catch (error) {
      // A function that was removed takes its log group with it.
      return isMissing(error) ? { kind: 'read', lines: 0, isBehind: false } : { kind: 'failed', logGroup, error };
    }
  }

  return defineSource({
    id: 'log-errors',
    title: 'Error lines',
    chip: 'CW',
    restsBecause: (core) =>
      core.settings().features['log-analysis'] ? null : 'Counting error lines is switched off in the settings.',
    everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? seconds.busy : seconds.idle),
    async read(reading) {
      const logs = await logsOf(reading.aws);
      const results: GroupRead[] = [];
      for (const name of await groupsIn(reading)) results.push(await readGroup(logs, name, reading));
      const failed = results.filter((result) => result.kind === 'failed');
      const [first] = failed;
      // With nothing read at all the source failed; with a part of it, the rest is told and the part named.
      if (first !== undefined && failed.length === results.length) throw first.error;
      const read = results.filter((result) => result.kind === 'read');
      const events = patterns.news(reading.contextId, reading.at);
      return {
        events,
        unreadable: failed.map(({ logGroup, error }): Unreadable => ({ subject: logGroup, reason: String(error) })),
        ...soonerAfter(read),
        recorded: async () => patterns.told(events),
      };
    },
  });
}

type GroupRead =
  | { readonly kind: 'read'; readonly lines: number; readonly isBehind: boolean }
  | { readonly kind: 'failed'; readonly logGroup: string; readonly error: unknown };

function soonerAfter(read: readonly { readonly lines: number; readonly isBehind: boolean }[]): { nextSeconds?: number } {
  if (read.some(({ isBehind }) => isBehind)) return { nextSeconds: seconds.behind };
  return read.some(({ lines }) => lines > 0) ? { nextSeconds: seconds.found } : {};
}
