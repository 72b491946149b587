import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Execution, JobView } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { EmptyState } from '../../../ui/empty-state';
import { Scroll } from '../../../ui/scroll';
import { ShortId } from '../../../ui/short-id';
import { StateMark } from '../../../ui/state-mark';
import { ClockTime, Elapsed } from '../../../ui/time';
import { type Spoken, sentenceCase } from '../../../ui/tone';
import { jobsOf } from './by-execution';
import { JobLog } from './job-log';
import classes from './panels.module.css';

/** The DRS jobs of the execution as they stand, each with its log. */
export function JobsPanel({ execution }: { execution: Execution }): ReactNode {
  const jobs = useView((view) => jobsOf(view, execution.executionId), []);
  const [open, setOpen] = useState<string | null>(null);
  if (jobs.length === 0) return <EmptyState text={t('live.noJobs')} next={t('live.noJobsNext')} />;
  const opened = open ?? [...jobs].reverse().find((job) => job.endedAt === null)?.jobId ?? jobs.at(-1)?.jobId ?? null;
  return (
    <Scroll as="section" className={classes.scroll} aria-label={t('live.tabJobs')}>
      {jobs.map((job) => (
        <JobRow
          key={job.jobId}
          job={job}
          wave={waveOf(execution, job)}
          open={opened === job.jobId}
          onToggle={() => setOpen(opened === job.jobId ? '' : job.jobId)}
        />
      ))}
    </Scroll>
  );
}

interface JobRowProps {
  readonly job: JobView;
  readonly wave: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function JobRow({ job, wave, open, onToggle }: JobRowProps): ReactNode {
  const wanted = job.type === 'TERMINATE' ? 'TERMINATED' : 'LAUNCHED';
  const done = job.servers.filter((one) => one.launchStatus === wanted).length;
  const last = job.lastLog;
  return (
    <div className={classes.job}>
      <button type="button" className={classes.jobHead} aria-expanded={open} onClick={onToggle}>
        {open ? <IconChevronDown size={14} aria-hidden="true" /> : <IconChevronRight size={14} aria-hidden="true" />}
        <StateMark spoken={spokenOf(job)} />
        <span>{wave}</span>
        <span className={classes.right}>
          {done}/{job.servers.length}
        </span>
        <span>{job.createdAt === null ? '–' : <ClockTime at={job.createdAt} />}</span>
        <span className={classes.right}>
          {job.createdAt === null ? '–' : <Elapsed since={job.createdAt} until={job.endedAt} />}
        </span>
        <span className={classes.dim}>{last === null ? t('live.noLogYet') : sentenceCase(last.event)}</span>
      </button>
      <div className={classes.jobId}>
        <ShortId id={job.jobId} head={24} /> {sentenceCase(job.type)}
        {job.initiatedBy === null ? null : <span>{sentenceCase(job.initiatedBy)}</span>}
        <span>{job.region}</span>
      </div>
      {open ? <JobLog job={job} /> : null}
    </div>
  );
}

/** DRS calls a job with failed servers completed as well; the servers tell. */
function spokenOf(job: JobView): Spoken {
  const word = sentenceCase(job.status);
  if (job.servers.some((one) => one.launchStatus === 'FAILED')) return { tone: 'failed', word };
  if (job.status === 'COMPLETED') return { tone: 'succeeded', word };
  return { tone: job.status === 'STARTED' ? 'running' : 'quiet', word };
}

function waveOf(execution: Execution, job: JobView): string {
  const wave = execution.waves.find((one) => one.jobId === job.jobId || one.waveNumber === job.waveNumber);
  return wave?.label ?? sentenceCase(job.type);
}
