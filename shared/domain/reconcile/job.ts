import type { ConsoleState } from '../state';
import type { InstanceView, JobView } from '../view';
import type { Lookup } from './lookup';

/** A DRS job with the execution and wave it belongs to; a job started outside the orchestrator has neither. */
export function jobOf(id: string, lookup: Lookup): JobView | null {
  const facts = lookup.state.jobs[id];
  if (facts === undefined) return null;
  const { fact, contextId, observedAt, source } = facts.job;
  const owner = lookup.owner(fact.jobId);
  return {
    ...fact,
    contextId,
    executionId: owner?.executionId ?? null,
    waveNumber: owner?.waveNumber ?? null,
    lastLog: facts.log.at(-1) ?? null,
    observedAt,
    source,
  };
}

/** A recovery instance with the execution that launched it. */
export function instanceOf(id: string, state: ConsoleState, lookup: Lookup): InstanceView | null {
  const known = state.instances[id];
  if (known === undefined) return null;
  const { fact, contextId, observedAt, source } = known;
  return {
    ...fact,
    contextId,
    executionId: fact.jobId === null ? null : (lookup.owner(fact.jobId)?.executionId ?? null),
    serverName: fact.sourceServerId === null ? null : lookup.serverName(fact.sourceServerId),
    observedAt,
    source,
  };
}
