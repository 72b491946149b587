import { DescribeJobsCommand } from '@aws-sdk/client-drs';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Job } from '../../../shared/domain/facts';
import { instantOf, msOf } from '../../../shared/domain/primitives';
import { isLaunching, openJobs } from './activity';
import { newLogLines } from './drs-job-log';
import { allPages } from './drs-pages';
import { type DrsReading, isOfPlace, readDrs } from './drs-reading';
import { isNews } from './news';
import { job } from './normalise/job';
import type { Unreadable } from './normalise/normalised';
import { rawOf } from './raw';
import { type Answer, defineSource } from './source';

const dayMs = 86_400_000;
/** How far back jobs are listed when the console starts, and afterwards. The latter allows for a clock that is hours wrong. */
const firstWindowMs = 30 * dayMs;
const windowMs = dayMs / 4;
/** Above this many open jobs their logs alone would use up the budget at the usual pace. */
const manyJobs = 8;
/** Jobs DRS returns per page at most. */
const pageSize = 200;

/** DRS jobs and their logs: authoritative for every server's launch. */
export const drsJobs = defineSource({
  id: 'drs-jobs',
  title: 'DRS jobs',
  chip: 'DRS',
  perPlace: true,
  everySeconds({ view, contextId, place }) {
    if (!isLaunching(view, contextId, place)) return 60;
    return openJobs(view, place) > manyJobs ? 30 : 15;
  },
  read: (reading) => readDrs(reading, readJobs),
});

async function readJobs(reading: DrsReading): Promise<Answer> {
  const { core, contextId, at, place } = reading;
  const events: ConsoleEvent[] = [];
  const unreadable: Unreadable[] = [];
  const jobs: Job[] = [];
  for (const raw of await listJobs(reading)) {
    const read = job(raw, place);
    if (!read.ok) {
      unreadable.push(read.error);
      continue;
    }
    jobs.push(read.value);
    if (isNews(core.state().jobs[read.value.jobId]?.job, read.value)) {
      events.push({ type: 'job.observed', at, contextId, source: 'drs-jobs', job: read.value, raw: rawOf(raw) });
    }
  }
  return { events: [...events, ...(await newLogLines(reading, jobs))], unreadable };
}

/** Jobs created since the oldest one that is still open (or within the window), and any that an execution names besides. */
async function listJobs({ drs, signal, ...reading }: DrsReading) {
  const fromDate = windowStart(reading);
  const listed = await allPages((page) =>
    drs.send(new DescribeJobsCommand({ filters: { fromDate }, maxResults: pageSize, ...page }), { abortSignal: signal }),
  );
  const seen = new Set(listed.map((entry) => entry.jobID));
  const missing = unknownJobs(reading).filter((jobId) => !seen.has(jobId));
  if (missing.length === 0) return listed;
  const named = await allPages((page) =>
    drs.send(new DescribeJobsCommand({ filters: { jobIDs: missing }, ...page }), { abortSignal: signal }),
  );
  return [...listed, ...named];
}

type Asked = Omit<DrsReading, 'drs' | 'signal'>;

function windowStart(reading: Asked): string {
  const now = msOf(reading.at);
  const open = Object.values(reading.core.state().jobs)
    .filter(({ job: known }) => isOfPlace(known, reading) && known.fact.status !== 'COMPLETED' && known.fact.createdAt !== null)
    .map(({ job: known }) => msOf(known.fact.createdAt ?? reading.at));
  const window = reading.since === null ? firstWindowMs : Math.max(windowMs, now - msOf(reading.since) + windowMs);
  return instantOf(Math.min(now - window, ...open.map((created) => created - 1000)));
}

/**
 * Jobs that executions of this place name and DRS has not told about: at most a page of them. DRS forgets jobs, so those of old
 * executions are asked for only when the console starts.
 */
function unknownJobs({ core, contextId, place, aws, at, first }: Asked): readonly string[] {
  const state = core.state();
  const named = Object.values(state.executions).flatMap((facts) => {
    const item = facts.contextId === contextId ? facts.item?.fact : undefined;
    if (item === undefined || (item.accountId ?? place.accountId) !== place.accountId) return [];
    if (!first && msOf(at) - msOf(item.startedAt ?? facts.firstSeenAt) > dayMs) return [];
    const waves = item.waves.filter((wave) => (wave.region ?? aws.spec.region) === place.region);
    return waves.flatMap((wave) => (wave.jobId === null ? [] : [wave.jobId]));
  });
  return named.filter((jobId) => state.jobs[jobId] === undefined).slice(0, pageSize);
}
