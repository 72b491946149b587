import { DescribeJobLogItemsCommand } from '@aws-sdk/client-drs';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Job, JobLogItem } from '../../../shared/domain/facts';
import { msOf } from '../../../shared/domain/primitives';
import { isMissing } from '../aws/errors';
import { allPages } from './drs-pages';
import type { DrsReading } from './drs-reading';
import { jobLogItem } from './normalise/job';

/** Minutes after a job's end in which its log may still lack the last line. */
const settlingMinutes = 10;
/** Finished jobs whose log is read for the first time in one reading, so that a long history costs little at a time. */
const maxFinished = 20;

/** Lines of the jobs' logs that are not known yet: of every job under way, and once more after its end. */
export async function newLogLines(reading: DrsReading, jobs: readonly Job[]): Promise<readonly ConsoleEvent[]> {
  const open = jobs.filter((job) => job.status !== 'COMPLETED');
  const unread = jobs.filter((job) => job.status === 'COMPLETED' && isUnfinishedLog(reading, job));
  // Launches first: what is foreseen of executions under way is learned from them.
  const isCleaning = ({ type }: Job) => type === 'TERMINATE';
  const finished = [...unread.filter((job) => !isCleaning(job)), ...unread.filter(isCleaning)].slice(0, maxFinished);
  const read = await Promise.all([...open, ...finished].map((job) => newLinesOf(reading, job)));
  return read.flat();
}

/** Whether a finished job's log may have more to say: its last line is missing and it ended lately, or it was never read. */
function isUnfinishedLog({ core, at }: DrsReading, job: Job): boolean {
  const log = core.state().jobs[job.jobId]?.log ?? [];
  if (log.some((line) => line.event === 'JOB_END' || line.event === 'JOB_CANCEL')) return false;
  const isRecent = job.endedAt === null || msOf(at) - msOf(job.endedAt) < settlingMinutes * 60_000;
  return isRecent || log.length === 0;
}

async function newLinesOf(reading: DrsReading, job: Job): Promise<readonly ConsoleEvent[]> {
  const { core, contextId, at } = reading;
  const known = new Set((core.state().jobs[job.jobId]?.log ?? []).map(lineKey));
  const items: JobLogItem[] = [];
  for (const raw of await readLog(reading, job)) {
    const line = jobLogItem(raw);
    if (line === null || known.has(lineKey(line))) continue;
    known.add(lineKey(line));
    items.push(line);
  }
  if (items.length === 0) return [];
  items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return [{ type: 'job-log.observed', at, contextId, source: 'drs-jobs', jobId: job.jobId, items }];
}

async function readLog({ drs, signal }: DrsReading, job: Job) {
  try {
    const lines = await allPages((page) =>
      drs.send(new DescribeJobLogItemsCommand({ jobID: job.jobId, ...page }), { abortSignal: signal }),
    );
    // Lines of one moment keep the order in which they were written, whichever end the listing began with.
    const isNewestFirst = (lines[0]?.logDateTime ?? '') > (lines.at(-1)?.logDateTime ?? '');
    return isNewestFirst ? [...lines].reverse() : lines;
  } catch (error) {
    // DRS forgets logs before it forgets jobs.
    if (isMissing(error)) return [];
    throw error;
  }
}

/** What makes a line itself: DRS gives lines no id. */
function lineKey(line: JobLogItem): string {
  return `${line.at} ${line.event} ${line.sourceServerId ?? ''}`;
}
