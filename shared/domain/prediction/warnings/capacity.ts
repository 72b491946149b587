import { platformLimits } from '../../capacity/pre-start';
import { counted } from '../../reconcile/words';
import { aWarning, type Judged, type Warn } from './warning';

/** Limits of DRS that the next waves will run into: what is refused then fails the execution. */
export const capacity: Warn = (judged) => [...tooLarge(judged), ...tooMany(judged)];

function tooLarge(judged: Judged) {
  return waiting(judged).flatMap(({ waveNumber, label, servers }) => {
    if (servers <= platformLimits.serversInWave) return [];
    return [
      aWarning(judged, {
        id: `capacity/wave-${waveNumber}`,
        kind: 'capacity',
        severity: 'HIGH',
        probability: 0.95,
        waveNumber,
        title: `${label} is too large to start`,
        summary: `${label} has ${counted(servers, 'server')}; one DRS job takes at most ${platformLimits.serversInWave}. DRS will refuse it and the execution will fail there.`,
        nextStep: 'Split the wave in the platform before it starts, or stop here in good order.',
        evidence: [`${servers} servers in the wave, ${platformLimits.serversInWave} allowed in a job.`],
      }),
    ];
  });
}

function tooMany(judged: Judged) {
  const { load, execution } = judged;
  const next = waiting(judged)[0];
  if (load === null || next === undefined) return [];
  // Its own job will have ended by then.
  const own = execution.waves.find(({ status }) => status === 'RUNNING');
  const jobs = load.jobs - (own === undefined ? 0 : 1);
  const servers = load.servers - (own?.counts.total ?? 0);
  const isJobs = jobs >= platformLimits.activeJobs;
  if (!isJobs && servers + next.servers <= platformLimits.serversInActiveJobs) return [];
  const limit = isJobs
    ? `${counted(jobs, 'DRS job')} of others are active there; at most ${platformLimits.activeJobs} may be`
    : `${counted(servers, 'server')} of others are in DRS jobs there; with its ${next.servers} that is more than ${platformLimits.serversInActiveJobs}`;
  return [
    aWarning(judged, {
      id: 'capacity/jobs',
      kind: 'capacity',
      severity: 'HIGH',
      probability: 0.6,
      waveNumber: next.waveNumber,
      title: `${next.label} may be refused`,
      summary: `${limit}. If they have not ended when ${next.label} starts, DRS refuses it and the execution fails.`,
      nextStep: 'Let the other executions end first, or hold this one at its next pause.',
      evidence: [
        `${counted(load.jobs, 'job')} and ${counted(load.servers, 'server')} under way in the account and region; ${next.label} brings ${next.servers} more. At most ${platformLimits.activeJobs} jobs and ${platformLimits.serversInActiveJobs} servers may be.`,
      ],
    }),
  ];
}

function waiting({ execution, course }: Judged) {
  return execution.waves.flatMap(({ waveNumber, label, status, jobId }) => {
    if (status !== 'PENDING' || jobId !== null) return [];
    return [{ waveNumber, label, servers: course.servers.filter((server) => server.waveNumber === waveNumber).length }];
  });
}
