import { z } from 'zod';
import agentSilent from '../../../../resources/alert-rules/agent-silent.json';
import apiThrottled from '../../../../resources/alert-rules/api-throttled.json';
import awsRefused from '../../../../resources/alert-rules/aws-refused.json';
import capacityNear from '../../../../resources/alert-rules/capacity-near.json';
import deliveryFailing from '../../../../resources/alert-rules/delivery-failing.json';
import deliverySlow from '../../../../resources/alert-rules/delivery-slow.json';
import drillOverdue from '../../../../resources/alert-rules/drill-overdue.json';
import executionDuration from '../../../../resources/alert-rules/execution-duration.json';
import executionFailureRate from '../../../../resources/alert-rules/execution-failure-rate.json';
import executionNearObjective from '../../../../resources/alert-rules/execution-near-objective.json';
import executionOverObjective from '../../../../resources/alert-rules/execution-over-objective.json';
import instancesLeftRunning from '../../../../resources/alert-rules/instances-left-running.json';
import lagHigh from '../../../../resources/alert-rules/lag-high.json';
import lagOverObjective from '../../../../resources/alert-rules/lag-over-objective.json';
import nothingReplicates from '../../../../resources/alert-rules/nothing-replicates.json';
import pauseUnanswered from '../../../../resources/alert-rules/pause-unanswered.json';
import performanceDegraded from '../../../../resources/alert-rules/performance-degraded.json';
import planNotReady from '../../../../resources/alert-rules/plan-not-ready.json';
import queueBehind from '../../../../resources/alert-rules/queue-behind.json';
import refusedAccess from '../../../../resources/alert-rules/refused-access.json';
import replicationDisconnected from '../../../../resources/alert-rules/replication-disconnected.json';
import replicationStalledLong from '../../../../resources/alert-rules/replication-stalled-long.json';
import securityEvents from '../../../../resources/alert-rules/security-events.json';
import serverStuck from '../../../../resources/alert-rules/server-stuck.json';
import sourceSilent from '../../../../resources/alert-rules/source-silent.json';
import waveStuck from '../../../../resources/alert-rules/wave-stuck.json';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { LibraryRule } from '../../../../shared/domain/alerting/rules/report';

/** Ready rules that ship as data. To add one: a file in `resources/alert-rules`, and its line here. */
export const ruleLibrary: readonly LibraryRule[] = z
  .array(LibraryRule)
  .parse([
    executionOverObjective,
    executionNearObjective,
    executionDuration,
    executionFailureRate,
    pauseUnanswered,
    waveStuck,
    serverStuck,
    performanceDegraded,
    lagOverObjective,
    lagHigh,
    replicationDisconnected,
    replicationStalledLong,
    agentSilent,
    nothingReplicates,
    sourceSilent,
    apiThrottled,
    awsRefused,
    queueBehind,
    capacityNear,
    deliveryFailing,
    deliverySlow,
    securityEvents,
    refusedAccess,
    instancesLeftRunning,
    drillOverdue,
    planNotReady,
  ]);

/** Those a console has from its first start: what no built-in alert tells already. */
export const defaultRules: readonly AlertConfiguration[] = ruleLibrary.flatMap((one) => (one.default ? [one.rule] : []));
