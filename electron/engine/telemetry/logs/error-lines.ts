import { type CloudWatchLogsClient, type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { errorFilter, isErrorLine } from '../../../../shared/domain/logs/error-line';

/** Lines arrive late: what is this old is asked for again, and counted if it was not seen before. */
export const lateMs = 300_000;
/** The first reading of a group looks this far back. */
const firstWindowMs = 3_600_000;
const linesPerPage = 1_000;
/** Read of one group at a time; what is left waits for the next reading. */
const mostPages = 5;
/** Ids remembered of one group. Beyond, what is older than the oldest of them is not asked for again. */
const mostSeen = 20_000;

export interface NewLine {
  readonly atMs: number;
  readonly text: string;
}

/** Reads the error lines of one log group, each of them once. */
export interface ErrorTail {
  /** Lines not seen before, up to `nowMs` (engine clock). `isBehind` where there are more than could be read now. */
  read(
    logs: Pick<CloudWatchLogsClient, 'send'>,
    nowMs: number,
    abortSignal: AbortSignal,
  ): Promise<{ lines: NewLine[]; isBehind: boolean }>;
}

/** A request that was answered in part. */
interface Pending {
  readonly startTime: number;
  readonly endTime: number;
  /** Null for its beginning. Pages may be empty: only the token says how far the service has looked. */
  readonly nextToken: string | null;
}

export function createErrorTail(logGroupName: string): ErrorTail {
  /** Ids of lines that may come again, with their times. */
  const seen = new Map<string, number>();
  let readToMs: number | null = null;
  let pending: Pending | null = null;
  /** Lines up to here were read, and their ids may be forgotten. */
  let forgottenToMs = Number.NEGATIVE_INFINITY;

  function begun(nowMs: number): Pending {
    const fromMs = readToMs === null ? nowMs - firstWindowMs : Math.max(readToMs - lateMs, forgottenToMs + 1);
    // A clock that was set back must not make the end come before the start.
    return { startTime: Math.min(Math.max(0, fromMs), nowMs), endTime: nowMs, nextToken: null };
  }

  function take(events: readonly FilteredLogEvent[]): NewLine[] {
    return events.flatMap(({ eventId = '', timestamp, message = '' }): NewLine[] => {
      if (timestamp === undefined || timestamp <= forgottenToMs || seen.has(eventId)) return [];
      seen.set(eventId, timestamp);
      return isErrorLine(message) ? [{ atMs: timestamp, text: message }] : [];
    });
  }

  function forget(beforeMs: number): void {
    for (const [id, at] of seen) {
      if (at < beforeMs) seen.delete(id);
      else if (seen.size > mostSeen) {
        seen.delete(id);
        forgottenToMs = Math.max(forgottenToMs, at);
      }
    }
  }

  return {
    async read(logs, nowMs, abortSignal) {
      const { startTime, endTime, nextToken } = pending ?? begun(nowMs);
      const asked = { logGroupName, startTime, endTime, filterPattern: errorFilter, limit: linesPerPage };
      const events: FilteredLogEvent[] = [];
      let next: string | null = nextToken;
      // What fails half way is begun anew: the token may be the reason, and what was seen is known.
      pending = null;
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await logs.send(new FilterLogEventsCommand(next === null ? asked : { ...asked, nextToken: next }), {
          abortSignal,
        });
        events.push(...(answer.events ?? []));
        next = answer.nextToken ?? null;
        if (next === null) break;
      }
      const lines = take(events);
      if (next === null) readToMs = endTime;
      else pending = { startTime, endTime, nextToken: next };
      forget(next === null ? endTime - lateMs : startTime);
      return { lines, isBehind: next !== null };
    },
  };
}
