import type { ItemWave } from '../facts';
import type { ServerId } from '../primitives';
import type { ExecutionFacts } from '../state';
import type { Participant, ServerCounts, Wave, WaveStatus } from '../view';
import type { Lookup } from './lookup';
import { latestOf } from './moments';
import { upper, waveLabel } from './words';

/**
 * The waves of an execution, in order. After a resume the item lists started waves only: what is remembered, and then the plan, fill in.
 */
export function knownWaves(facts: ExecutionFacts, lookup: Lookup): readonly ItemWave[] {
  const item = facts.item?.fact;
  const plan = item === undefined ? undefined : lookup.state.plans[item.planId]?.fact;
  const total = item?.totalWaves ?? null;
  const byNumber = new Map(Object.values(facts.waves).map((wave) => [wave.waveNumber, wave]));
  for (const wave of plan?.waves ?? []) {
    const isOfThisRun = total === null ? byNumber.size === 0 : wave.waveNumber < total;
    const held = byNumber.get(wave.waveNumber);
    if (held !== undefined) {
      // A started wave drops its gate from the item; who never saw it waiting asks the plan.
      byNumber.set(wave.waveNumber, { ...held, pauseBeforeWave: held.pauseBeforeWave ?? wave.pauseBeforeWave });
      continue;
    }
    if (!isOfThisRun) continue;
    byNumber.set(wave.waveNumber, {
      ...wave,
      status: 'PENDING',
      jobId: null,
      region: null,
      startedAt: null,
      endedAt: null,
      servers: [],
    });
  }
  return [...byNumber.values()].sort((a, b) => a.waveNumber - b.waveNumber);
}

/** Servers of a wave: those of its job, of the item, else of its protection group. */
export function serversOf(wave: ItemWave, lookup: Lookup): readonly ServerId[] {
  const ids = new Set<ServerId>(wave.serverIds);
  for (const { sourceServerId } of wave.servers) ids.add(sourceServerId);
  for (const { sourceServerId } of lookup.job(wave.jobId)?.job.fact.servers ?? []) ids.add(sourceServerId);
  if (ids.size > 0 || wave.protectionGroupId === null) return [...ids];
  return lookup.state.groups[wave.protectionGroupId]?.fact.sourceServerIds ?? [];
}

/** One wave as shown. DRS decides; the item's word counts while nothing was started, or where the job cannot be read. */
export function waveOf(wave: ItemWave, participants: readonly Participant[], lookup: Lookup): Wave {
  const job = lookup.job(wave.jobId)?.job.fact ?? null;
  const counts = countServers(participants);
  const status = waveStatus(wave, counts, job === null ? null : upper(job.status));
  return {
    waveNumber: wave.waveNumber,
    waveName: wave.waveName,
    label: waveLabel(wave.waveNumber, wave.waveName),
    status,
    pauseBeforeWave: wave.pauseBeforeWave ?? false,
    startedAt: wave.startedAt ?? job?.createdAt ?? null,
    endedAt: status === 'PENDING' || status === 'RUNNING' ? null : endOf(wave, participants, lookup),
    jobId: wave.jobId,
    jobStatus: job?.status ?? null,
    region: wave.region ?? job?.region ?? null,
    counts,
  };
}

function waveStatus(wave: ItemWave, counts: ServerCounts, jobStatus: string | null): WaveStatus {
  if (counts.failed + counts.terminated > 0) return 'FAILED';
  if (counts.total > 0 && counts.launched === counts.total) return 'COMPLETED';
  if (jobStatus !== null) return jobStatus === 'COMPLETED' ? 'FAILED' : 'RUNNING';
  switch (upper(wave.status)) {
    case 'COMPLETED':
      return 'COMPLETED';
    case 'CANCELLED':
      return 'CANCELLED';
    case 'FAILED':
    case 'ERROR':
    case 'TIMEOUT':
    case 'TERMINATED':
      return 'FAILED';
    default:
      return wave.jobId === null ? 'PENDING' : 'RUNNING';
  }
}

/** The item seldom has an end; the job's is the true one, and before that, its last server's. */
function endOf(wave: ItemWave, participants: readonly Participant[], lookup: Lookup): Wave['endedAt'] {
  const job = lookup.job(wave.jobId)?.job.fact ?? null;
  return job?.endedAt ?? wave.endedAt ?? latestOf(participants.map(({ phaseSince }) => phaseSince));
}

/** Servers by where they stand. */
export function countServers(participants: readonly Participant[]): ServerCounts {
  const counts = { total: participants.length, waiting: 0, inProgress: 0, launched: 0, failed: 0, terminated: 0 };
  for (const { phase } of participants) counts[countOf[phase]] += 1;
  return counts;
}

const countOf = {
  WAITING: 'waiting',
  SNAPSHOT: 'inProgress',
  CONVERSION: 'inProgress',
  LAUNCH: 'inProgress',
  LAUNCHED: 'launched',
  FAILED: 'failed',
  TERMINATED: 'terminated',
} as const satisfies Record<Participant['phase'], keyof ServerCounts>;

/** The sum over waves. */
export function addCounts(waves: readonly Wave[]): ServerCounts {
  const sum = { total: 0, waiting: 0, inProgress: 0, launched: 0, failed: 0, terminated: 0 };
  for (const { counts } of waves) {
    sum.total += counts.total;
    sum.waiting += counts.waiting;
    sum.inProgress += counts.inProgress;
    sum.launched += counts.launched;
    sum.failed += counts.failed;
    sum.terminated += counts.terminated;
  }
  return sum;
}
