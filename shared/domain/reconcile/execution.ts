import { type InstanceId, type Instant, instantOf, msOf, type Sighting, type SourceId, secondsBetween } from '../primitives';
import type { ExecutionFacts } from '../state';
import type { Execution, ExecutionDetail, ExecutionStatus, Participant, Wave } from '../view';
import { actionsFor } from './actions';
import { evidenceOf, pausedSince, runningJobs } from './evidence';
import type { Lookup } from './lookup';
import { earliestOf, latestOf } from './moments';
import { participantOf } from './participant';
import { type Standing, standingOf } from './status';
import { summaryOf } from './summary';
import { addCounts, knownWaves, serversOf, waveOf } from './waves';
import { upper } from './words';

export interface Reconciled {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  /** When time alone will change what is shown; null when only a new fact can. */
  readonly validUntil: Instant | null;
}

/** What an execution stands at while it has not ended. */
export const goingOn: readonly ExecutionStatus[] = ['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING', 'UNKNOWN'];
/** A source that has been silent this long makes what it said about a running execution old. */
const STALE_AFTER_MS = 120_000;
const goneStates = new Set(['TERMINATED', 'SHUTTING-DOWN', 'NOT_FOUND']);

/**
 * One execution from all that is known of it (aws-contracts 9 and 10, rest 3). Null while it is known by name only.
 */
export function reconcileExecution(facts: ExecutionFacts, lookup: Lookup, now: Instant): Reconciled | null {
  const item = facts.item?.fact ?? null;
  const run = facts.run?.fact ?? null;
  const said = facts.item ?? facts.run;
  if (said === null) return null;

  const pairs = knownWaves(facts, lookup).map((wave) => {
    const members = serversOf(wave, lookup).map((id) => participantOf(facts.executionId, wave, said, id, lookup));
    return { wave: waveOf(wave, members, lookup), members };
  });
  const participants = pairs.flatMap(({ members }) => members);
  const instancesRunning = runningInstances(
    pairs.map(({ wave }) => wave),
    lookup,
  );
  const evidence = evidenceOf(
    facts,
    pairs.map(({ wave }) => wave),
    instancesRunning.length > 0,
    lookup,
  );
  const standing = standingOf(evidence, now);
  const waves = pairs.map(({ wave }) => neverStarted(wave, standing.status));
  const counts = addCounts(waves);
  const stale = staleness(facts, standing, lookup, now);
  const detail = stale.isStale ? [...standing.detail, 'stale' as const] : [...standing.detail];
  const pausedBeforeWave =
    standing.status === 'PAUSED' || detail.includes('cancelled-by-token') ? (item?.pausedBeforeWave ?? null) : null;
  const startedAt = item?.startedAt ?? run?.startedAt ?? null;
  const endedAt = goingOn.includes(standing.status) ? null : (item?.endedAt ?? run?.stoppedAt ?? null);

  const execution: Execution = {
    ...sightingOf(facts, said),
    executionId: facts.executionId,
    contextId: said.contextId,
    planId: item?.planId ?? null,
    planName: nameOf(item?.planName ?? '', facts.executionId),
    executionType: upper(item?.executionType ?? ''),
    status: standing.status,
    detail,
    summary: summaryOf({
      status: standing.status,
      detail,
      waves,
      counts,
      failed: participants.filter(({ phase }) => phase === 'FAILED' || phase === 'TERMINATED'),
      pausedBeforeWave,
      instances: instancesRunning.length,
      errorMessage: item?.errorMessage ?? null,
      runError: run?.error ?? null,
      runCause: run?.cause ?? null,
    }),
    accountId: item?.accountId ?? null,
    region: waves.find(({ region }) => region !== null)?.region ?? lookup.state.contexts[said.contextId]?.region ?? null,
    initiatedBy: item?.initiatedBy ?? null,
    startedAt,
    endedAt,
    durationSeconds: startedAt === null || endedAt === null ? null : secondsBetween(startedAt, endedAt),
    totalWaves: Math.max(item?.totalWaves ?? 0, waves.length),
    currentWave: currentWave(standing.status, waves, pausedBeforeWave),
    pausedBeforeWave,
    pausedSince: standing.status === 'PAUSED' ? pausedSince(facts) : null,
    errorMessage: item?.errorMessage ?? run?.cause ?? null,
    errorCode: item?.errorCode ?? run?.error ?? null,
    runArn: run?.runArn ?? item?.runArn ?? null,
    runStatus: run?.status ?? null,
    itemStatus: item?.status ?? null,
    waves,
    counts,
    instancesRunning,
    actions: actionsFor({
      status: standing.status,
      detail,
      instances: instancesRunning.length,
      jobRuns: runningJobs(waves, lookup).length > 0,
      terminatingBy: (item?.terminateJobIds ?? []).find((id) => isRunning(id, lookup)) ?? null,
      runArn: run?.runArn ?? item?.runArn ?? null,
      itemHasActiveWave: Object.values(facts.waves).some(({ status }) => !endedWaves.has(upper(status))),
    }),
  };
  return { execution, participants, validUntil: earliestOf([standing.validUntil, stale.validUntil]) };
}

const endedWaves = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT', 'TERMINATED']);

/** Waves that will never start: a cancelled execution cancels them, any other end leaves them pending as the platform does. */
function neverStarted(wave: Wave, status: ExecutionStatus): Wave {
  return wave.status === 'PENDING' && status === 'CANCELLED' ? { ...wave, status: 'CANCELLED' } : wave;
}

function currentWave(status: ExecutionStatus, waves: readonly Wave[], pausedBeforeWave: number | null): number | null {
  if (status === 'PAUSED') return pausedBeforeWave;
  const wave = waves.find((each) => each.status === 'RUNNING') ?? waves.find((each) => each.status === 'FAILED');
  return wave?.waveNumber ?? null;
}

/** Instances of these waves that exist now. An instance whose row DRS has dropped is gone. */
function runningInstances(waves: readonly Wave[], lookup: Lookup): InstanceId[] {
  return waves
    .flatMap(({ jobId }) => (jobId === null ? [] : lookup.instancesOfJob(jobId)))
    .flatMap((id) => {
      const instance = lookup.state.instances[id]?.fact;
      return instance !== undefined && !goneStates.has(upper(instance.ec2State)) ? [instance.recoveryInstanceId] : [];
    })
    .sort();
}

function isRunning(jobId: string, lookup: Lookup): boolean {
  const job = lookup.state.jobs[jobId]?.job.fact;
  return job !== undefined && upper(job.status) !== 'COMPLETED';
}

function sightingOf(facts: ExecutionFacts, said: Sighting): Sighting {
  const newest = latestOf([facts.item?.observedAt, facts.run?.observedAt]);
  const bearer = facts.run !== null && facts.run.observedAt === newest ? facts.run : said;
  return { observedAt: bearer.observedAt, source: bearer.source };
}

/** Stale: it goes on, and a source it was read from has not answered for a while. */
function staleness(
  facts: ExecutionFacts,
  standing: Standing,
  lookup: Lookup,
  now: Instant,
): { readonly isStale: boolean; readonly validUntil: Instant | null } {
  if (!goingOn.includes(standing.status)) return { isStale: false, validUntil: null };
  const hasJobs = Object.values(facts.waves).some(({ jobId }) => lookup.job(jobId) !== null);
  const uses: Partial<Record<SourceId, boolean>> = {
    'dynamodb-executions': facts.item !== null,
    'sfn-runs': facts.run !== null,
    'drs-jobs': hasJobs,
  };
  let validUntil: Instant | null = null;
  for (const trouble of Object.values(lookup.state.troubles)) {
    if (trouble.contextId !== facts.contextId || uses[trouble.source] !== true) continue;
    const staleAt = instantOf(msOf(trouble.since) + STALE_AFTER_MS);
    if (now > staleAt) return { isStale: true, validUntil: null };
    validUntil = earliestOf([validUntil, staleAt]);
  }
  return { isStale: false, validUntil };
}

/** Detail that says how fresh we are, not how the execution stands. */
export function withoutFreshness(detail: readonly ExecutionDetail[]): readonly ExecutionDetail[] {
  return detail.includes('stale') ? detail.filter((word) => word !== 'stale') : detail;
}

/** What an execution is called: its plan, and while only its run is known, its id. */
function nameOf(planName: string, executionId: string): string {
  return planName === '' ? `Execution ${executionId.slice(0, 8)}` : planName;
}
