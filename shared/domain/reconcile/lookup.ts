import type { JobId, ServerId } from '../primitives';
import type { ConsoleState, JobFacts } from '../state';
import { indexInstances, indexJobs, type JobOwner } from './indexes';

/** How reconciling asks for the facts around an execution; `ConsoleState` answers. */
export interface Lookup {
  readonly state: ConsoleState;
  job(id: JobId | null): JobFacts | null;
  owner(id: JobId): JobOwner | null;
  /** What EventBridge told about a server's launch in a job. */
  told(job: JobId | null, server: ServerId): ConsoleState['launchesTold'][string] | null;
  serverName(server: ServerId): string | null;
  /** Recovery instances that exist, by the job that launched them. */
  instancesOfJob(job: JobId): readonly string[];
}

export function lookupIn(state: ConsoleState): Lookup {
  return {
    state,
    job: (id) => (id === null ? null : (state.jobs[id] ?? null)),
    owner: (id) => indexJobs(state.executions).get(id) ?? null,
    told: (job, server) => (job === null ? null : (state.launchesTold[`${job}/${server}`] ?? null)),
    serverName: (server) => state.servers[server]?.fact.name ?? null,
    instancesOfJob: (job) => indexInstances(state.instances).get(job) ?? [],
  };
}
