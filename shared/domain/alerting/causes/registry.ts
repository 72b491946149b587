import type { CauseRule } from './cause-rule';
import { endedExecutions } from './ended-executions';
import { failedLaunches } from './failed-launches';
import { failingDeliveries, nearLimits } from './limits-and-deliveries';
import { findingsThatLast, rulesThatHold, scriptsThatSay } from './said-by-others';
import { securityDeeds } from './security-deeds';
import { ownTroubles, silentSources } from './silent-sources';
import { stalledReplication } from './stalled-replication';
import { waitingAndCancelled } from './waiting-and-cancelled';

/** Whoever looks for causes. To add one: a file, and its line here. */
export const causeRules: readonly CauseRule[] = [
  failedLaunches,
  stalledReplication,
  endedExecutions,
  waitingAndCancelled,
  silentSources,
  ownTroubles,
  nearLimits,
  failingDeliveries,
  securityDeeds,
  rulesThatHold,
  scriptsThatSay,
  findingsThatLast,
];
