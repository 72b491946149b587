import type { JobId } from '../primitives';
import type { ExecutionFacts } from '../state';
import type { Wave } from '../view';
import type { Lookup } from './lookup';
import type { Evidence } from './status';
import { addCounts } from './waves';
import { itemStanding, runStanding, upper } from './words';

/** Gathers what `standingOf` judges by. */
export function evidenceOf(facts: ExecutionFacts, waves: readonly Wave[], instancesExist: boolean, lookup: Lookup): Evidence {
  const item = facts.item?.fact ?? null;
  const run = facts.run?.fact ?? null;
  return {
    item: item === null ? null : itemStanding(item.status),
    itemStartedAt: item?.startedAt ?? null,
    itemEndedAt: item?.endedAt ?? null,
    itemSeenAt: facts.item?.observedAt ?? null,
    itemSilent: Object.values(lookup.state.troubles).some(
      ({ contextId, source }) => contextId === facts.contextId && source === 'dynamodb-executions',
    ),
    run: run === null ? null : runStanding(run.status),
    runError: run?.error ?? null,
    runStoppedAt: run?.stoppedAt ?? null,
    runWaits: waitsForToken(facts),
    servers: serversStand(waves),
    hasCancelledWave: Object.values(facts.waves).some(({ status }) => upper(status) === 'CANCELLED'),
    jobRuns: runningJobs(waves, lookup).length > 0,
    instancesExist,
    firstSeenAt: facts.firstSeenAt,
  };
}

function serversStand(waves: readonly Wave[]): Evidence['servers'] {
  const { total, launched, failed, terminated } = addCounts(waves);
  if (failed + terminated > 0) return 'some-failed';
  return total > 0 && launched === total ? 'all-launched' : 'undecided';
}

/** Launch jobs of these waves that have not ended, as far as they can be read. */
export function runningJobs(waves: readonly Wave[], lookup: Lookup): readonly JobId[] {
  return waves.flatMap(({ jobId }) => {
    const job = lookup.job(jobId)?.job.fact;
    return job !== undefined && upper(job.status) !== 'COMPLETED' ? [job.jobId] : [];
  });
}

/** States of the machine that wait for a person's answer. */
const waitingStates = new Set(['WaitForResume', 'PauseForApproval']);

function waitsForToken(facts: ExecutionFacts): boolean {
  const newest = facts.steps.at(-1);
  if (newest === undefined) return false;
  if (newest.type === 'TaskSubmitted') return true;
  return newest.type === 'TaskStateEntered' && newest.stateName !== null && waitingStates.has(newest.stateName);
}

/** When the machine began to wait for approval: entering the state, else the first sight of the paused item. */
export function pausedSince(facts: ExecutionFacts): Evidence['itemSeenAt'] {
  const entered = facts.steps
    .filter(({ type, stateName }) => type === 'TaskStateEntered' && stateName !== null && waitingStates.has(stateName))
    .at(-1);
  return entered?.at ?? facts.item?.observedAt ?? null;
}
