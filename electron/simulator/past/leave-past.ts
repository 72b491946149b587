import type { Platform } from '../platform/platform';
import { lastLaunchOf } from './play-past';

/**
 * Puts what earlier drills left behind into a platform that has none yet: execution items, ended runs, DRS jobs with their logs, and
 * what servers remember. Nobody is told of it, and executions of the trace still count from one.
 */
export function leavePast(past: Platform, platform: Platform): void {
  const { context } = past;
  for (const id of context.executions.ids()) {
    const item = context.executions.item(id);
    if (item !== null) platform.context.executions.adopt(item);
  }
  for (const run of past.runs.runsOf(context.names.machineArn)) if (run.status !== 'RUNNING') platform.runs.adopt(run);
  for (const { account, region: name, jobs, servers } of past.drs.regions()) {
    const region = platform.drs.region(account, name);
    for (const job of jobs.values()) region.jobs.set(job.id, job);
    for (const server of servers.values()) {
      const own = region.servers.get(server.spec.id);
      if (own !== undefined) Object.assign(own, lastLaunchOf(server));
    }
  }
}
