import type { ConsoleState } from '../state';
import type { Differences } from './affected';
import { itemStanding, upper } from './words';

/**
 * Whether what changed may let a plan start that could not, or the other way round: an execution or a DRS job began, ended, or
 * concerns other servers. A job that only goes on changes nothing, so a busy drill does not cost a look at every plan.
 */
export function changesCapacity({ executions, jobs }: Differences, before: ConsoleState, after: ConsoleState): boolean {
  return (
    jobs.some((id) => jobTakes(before.jobs[id]) !== jobTakes(after.jobs[id])) ||
    executions.some((id) => executionTakes(before.executions[id]) !== executionTakes(after.executions[id]))
  );
}

function jobTakes(facts: ConsoleState['jobs'][string] | undefined): string {
  if (facts === undefined) return '';
  const { status, accountId, region, servers } = facts.job.fact;
  if (upper(status) === 'COMPLETED') return '';
  return [accountId, region, ...servers.map(({ sourceServerId }) => sourceServerId)].join(' ');
}

function executionTakes(facts: ConsoleState['executions'][string] | undefined): string {
  if (facts === undefined || facts.item === null) return '';
  const { status, planId } = facts.item.fact;
  const waves = Object.values(facts.waves).flatMap((wave) => [
    ...wave.serverIds,
    ...wave.servers.map((one) => one.sourceServerId),
  ]);
  return [itemStanding(status), planId, ...new Set(waves)].join(' ');
}
