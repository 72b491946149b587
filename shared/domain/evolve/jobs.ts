import type { EventOf } from '../events';
import type { JobLogItem } from '../facts';
import type { ConsoleState, JobFacts, Known } from '../state';
import { earliest, known, newer } from './newest';
import { copying, type Records } from './records';

const MOST_LINES = 5000;
const ENDED = new Set(['LAUNCHED', 'FAILED', 'TERMINATED']);

export function putJob(state: ConsoleState, event: EventOf<'job.observed'>, records: Records): ConsoleState {
  const { jobId } = event.job;
  const held = state.jobs[jobId];
  const stray = state.strayLogs[jobId];
  const job = newer<Known<typeof event.job>>(held?.job, known(event, event.job));
  const log = held?.log ?? stray ?? [];
  const endedServers = noteEnds(held?.endedServers ?? {}, event);
  if (held !== undefined && held.job === job && held.endedServers === endedServers) return state;
  return {
    ...state,
    jobs: records.put<JobFacts>(state.jobs, jobId, { job, log, endedServers }),
    strayLogs: records.remove(state.strayLogs, jobId),
  };
}

export function putJobLog(state: ConsoleState, event: EventOf<'job-log.observed'>, records: Records): ConsoleState {
  const held = state.jobs[event.jobId];
  const before = held?.log ?? state.strayLogs[event.jobId] ?? [];
  const log = mergeLog(before, event.items);
  if (log === before) return state;
  return held === undefined
    ? { ...state, strayLogs: records.put(state.strayLogs, event.jobId, log) }
    : { ...state, jobs: records.put<JobFacts>(state.jobs, event.jobId, { ...held, log }) };
}

/** Also an old observation that arrives late may be the first that saw a server's end. */
function noteEnds(held: JobFacts['endedServers'], event: EventOf<'job.observed'>): JobFacts['endedServers'] {
  return event.job.servers
    .filter((server) => ENDED.has(server.launchStatus.toUpperCase()))
    .reduce((ended, { sourceServerId }) => copying.put(ended, sourceServerId, earliest(ended[sourceServerId], event.at)), held);
}

function mergeLog(held: readonly JobLogItem[], added: readonly JobLogItem[]): readonly JobLogItem[] {
  const byKey = new Map(held.map((item) => [keyOf(item), item]));
  const size = byKey.size;
  for (const item of added) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  if (byKey.size === size) return held;
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item)
    .slice(-MOST_LINES);
}

/** Sorting by key sorts by time; within one moment what ends comes before what starts. */
function keyOf(item: JobLogItem): string {
  return `${item.at} ${rankOf(item.event)} ${item.event} ${item.sourceServerId ?? ''}`;
}

function rankOf(event: string): number {
  if (event === 'JOB_START') return 0;
  if (event === 'JOB_END') return 3;
  return /_(END|FAIL|FAILED)$/.test(event) ? 1 : 2;
}
