import { agentWasSeen } from './agent-was-seen';
import { alertsAreOver } from './alerts-are-over';
import type { RunbookCheck } from './check';
import { credentialsWork } from './credentials-work';
import { executionGoesOn } from './execution-goes-on';
import { jobIsOver } from './job-is-over';
import { lagIsWithin } from './lag-is-within';
import { noInstancesLeftRunning } from './no-instances-left-running';
import { nothingIsDenied } from './nothing-is-denied';
import { orchestrationIsAlive } from './orchestration-is-alive';
import { planCanStart } from './plan-can-start';
import { quotaHasHeadroom } from './quota-has-headroom';
import { serverReplicates } from './server-replicates';
import { serverWasLaunched } from './server-was-launched';
import { sourceAnswers } from './source-answers';
import { subnetHasFreeAddresses } from './subnet-has-free-addresses';

/** Every check a runbook can name. */
export const runbookChecks: readonly RunbookCheck[] = [
  agentWasSeen,
  alertsAreOver,
  credentialsWork,
  executionGoesOn,
  jobIsOver,
  lagIsWithin,
  noInstancesLeftRunning,
  nothingIsDenied,
  orchestrationIsAlive,
  planCanStart,
  quotaHasHeadroom,
  serverReplicates,
  serverWasLaunched,
  sourceAnswers,
  subnetHasFreeAddresses,
];

/** The check of that name, or null. */
export function runbookCheck(name: string): RunbookCheck | null {
  return runbookChecks.find((check) => check.name === name) ?? null;
}
