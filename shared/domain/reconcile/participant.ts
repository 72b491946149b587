import type { ItemWave, JobServer } from '../facts';
import type { ExecutionId, Instant, ServerId, Sighting } from '../primitives';
import type { JobFacts, Known, LaunchTold } from '../state';
import type { Participant, Phase } from '../view';
import { launchErrorOf } from './launch-error';
import type { Lookup } from './lookup';
import { earliestOf } from './moments';
import { closed, noProgress, type Progress, progressByServer } from './progress';
import { upper } from './words';

/** Everything said about one server's part in one wave. */
interface Sayings {
  readonly wave: ItemWave;
  readonly item: Known<unknown>;
  readonly serverId: ServerId;
  readonly job: JobFacts | null;
  readonly row: JobServer | null;
  readonly told: LaunchTold | null;
  readonly said: ItemWave['servers'][number] | null;
}

interface Verdict {
  readonly launchStatus: string;
  /** When the launch ended, as far as known. */
  readonly endedAt: Instant | null;
  readonly sighting: Sighting;
}

/**
 * A server's part in one wave. DRS decides how its launch stands; EventBridge may tell an end before the next poll sees it; the
 * execution item, which lags DRS by minutes, is believed only where the job cannot be read.
 */
export function participantOf(
  executionId: ExecutionId,
  wave: ItemWave,
  item: Known<unknown>,
  serverId: ServerId,
  lookup: Lookup,
): Participant {
  const job = lookup.job(wave.jobId);
  const row = job?.job.fact.servers.find((server) => server.sourceServerId === serverId) ?? null;
  const said = wave.servers.find((server) => server.sourceServerId === serverId) ?? null;
  const verdict = judgeLaunch({ wave, item, serverId, job, row, told: lookup.told(wave.jobId, serverId), said });
  const progress = (job === null ? null : progressByServer(job.log).get(serverId)) ?? noProgress;
  const phase = phaseOf(verdict.launchStatus, progress);
  const rawError = phase === 'FAILED' ? progress.error : null;
  return {
    ...verdict.sighting,
    id: `${executionId}/${serverId}`,
    executionId,
    waveNumber: wave.waveNumber,
    sourceServerId: serverId,
    serverName: lookup.serverName(serverId) ?? said?.serverName ?? serverId,
    launchStatus: verdict.launchStatus,
    phase,
    phases: verdict.endedAt === null ? [...progress.spans] : [...closed(progress.spans, verdict.endedAt)],
    phaseSince: isEnd(phase) ? endOf(phase, verdict, progress) : progress.since,
    attempt: progress.attempt,
    recoveryInstanceId: row?.recoveryInstanceId ?? said?.recoveryInstanceId ?? null,
    instanceType: said?.instanceType ?? null,
    privateIp: said?.privateIp ?? null,
    error: rawError === null ? null : launchErrorOf(rawError).text,
    rawError,
    lastEvent: progress.lastEvent,
  };
}

function judgeLaunch(sayings: Sayings): Verdict {
  const { job, row, told, said, item } = sayings;
  const byJob: Sighting | null = job === null ? null : { observedAt: job.job.observedAt, source: job.job.source };
  if (job !== null && byJob !== null && row !== null && isEnd(upper(row.launchStatus))) {
    return { launchStatus: upper(row.launchStatus), endedAt: endedByJob(job, sayings), sighting: byJob };
  }
  if (told !== null) {
    const launchStatus = told.succeeded ? 'LAUNCHED' : 'FAILED';
    return { launchStatus, endedAt: told.at, sighting: { observedAt: told.at, source: 'sqs-messages' } };
  }
  if (row !== null && byJob !== null) return { launchStatus: upper(row.launchStatus), endedAt: null, sighting: byJob };
  const byItem: Sighting = { observedAt: item.observedAt, source: item.source };
  const launchStatus = said === null ? 'PENDING' : upper(said.launchStatus);
  return { launchStatus, endedAt: isEnd(launchStatus) ? sayings.wave.endedAt : null, sighting: byItem };
}

/** DRS gives no time of its own: what EventBridge told, else the first poll that saw it, but no later than the job's end. */
function endedByJob(job: JobFacts, { told, serverId }: Sayings): Instant | null {
  if (told !== null) return told.at;
  return earliestOf([job.endedServers[serverId], job.job.fact.endedAt]);
}

/** `launchStatus` stays PENDING through snapshot and conversion, so the phase comes from the log; without one, IN_PROGRESS means launch. */
function phaseOf(launchStatus: string, progress: Progress): Phase {
  if (isEnd(launchStatus)) return launchStatus;
  if (progress.phase !== 'WAITING') return progress.phase;
  return launchStatus === 'IN_PROGRESS' ? 'LAUNCH' : 'WAITING';
}

function endOf(phase: Phase, verdict: Verdict, progress: Progress): Instant | null {
  const failure = progress.failures.at(-1);
  return phase === 'FAILED' && failure !== undefined ? failure.at : verdict.endedAt;
}

function isEnd(status: string): status is 'LAUNCHED' | 'FAILED' | 'TERMINATED' {
  return status === 'LAUNCHED' || status === 'FAILED' || status === 'TERMINATED';
}
