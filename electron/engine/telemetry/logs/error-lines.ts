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

export function createErrorTail(logGroupName: string): ErrorTail {
  /** Ids of lines that may come again, with their times. */
  const seen = new Map<string, number>();
  let readToMs: number | null = null;
  let wasBehind = false;
  /** Lines up to here were read, and their ids may be forgotten. */
  let forgottenToMs = Number.NEGATIVE_INFINITY;

  function fromMs(nowMs: number): number {
    if (readToMs === null) return nowMs - firstWindowMs;
    // While catching up nothing is asked for twice, or a flood of lines would never be left behind.
    return wasBehind ? readToMs : Math.max(readToMs - lateMs, forgottenToMs + 1);
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
      const startTime = Math.max(0, fromMs(nowMs));
      const asked = { logGroupName, startTime, endTime: nowMs, filterPattern: errorFilter, limit: linesPerPage };
      const events: FilteredLogEvent[] = [];
      let next: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await logs.send(new FilterLogEventsCommand(next === undefined ? asked : { ...asked, nextToken: next }), {
          abortSignal,
        });
        events.push(...(answer.events ?? []));
        next = answer.nextToken;
        if (next === undefined) break;
      }
      const newest = events.reduce((latest, { timestamp = 0 }) => Math.max(latest, timestamp), startTime);
      // Only what was read to its end moves on: a reading that fails half way is repeated as a whole.
      const lines = take(events);
      wasBehind = next !== undefined;
      // More lines of one moment than can be read at once must not hold up those after it.
      readToMs = wasBehind ? Math.max(newest, startTime + 1) : nowMs;
      forget(readToMs - lateMs);
      return { lines, isBehind: wasBehind };
    },
  };
}
