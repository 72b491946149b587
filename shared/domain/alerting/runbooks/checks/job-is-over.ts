import { fails, passes, type RunbookCheck, unknown } from './check';

/** A DRS job has ended: while it runs, its servers cannot be launched again. */
export const jobIsOver: RunbookCheck = {
  name: 'job-is-over',
  says: 'the DRS job has ended',
  parameters: [{ name: 'job' }],
  check({ job = '' }, { view }) {
    const found = view.jobs[job];
    if (found === undefined) return unknown(job === '' ? 'The incident names no job.' : `The console knows no job ${job}.`);
    const text = `${found.jobId} is ${found.status}.`;
    return found.status.toUpperCase() === 'COMPLETED' ? passes(text, found.observedAt) : fails(text, found.observedAt);
  },
};
