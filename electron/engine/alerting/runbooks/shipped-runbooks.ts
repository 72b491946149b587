/// <reference path="./raw.d.ts" />
import agentDisconnected from '../../../../resources/runbooks/agent-disconnected.md?raw';
import conversionFailed from '../../../../resources/runbooks/conversion-failed.md?raw';
import credentialsExpired from '../../../../resources/runbooks/credentials-expired.md?raw';
import deliveryFailing from '../../../../resources/runbooks/delivery-failing.md?raw';
import drsJobLimits from '../../../../resources/runbooks/drs-job-limits.md?raw';
import executionPausedTooLong from '../../../../resources/runbooks/execution-paused-too-long.md?raw';
import iamDenied from '../../../../resources/runbooks/iam-denied.md?raw';
import instancesLeftRunning from '../../../../resources/runbooks/instances-left-running.md?raw';
import insufficientInstanceCapacity from '../../../../resources/runbooks/insufficient-instance-capacity.md?raw';
import kmsKeyUnusable from '../../../../resources/runbooks/kms-key-unusable.md?raw';
import launchTemplate from '../../../../resources/runbooks/launch-template.md?raw';
import objectiveMissed from '../../../../resources/runbooks/objective-missed.md?raw';
import orchestrationDied from '../../../../resources/runbooks/orchestration-died.md?raw';
import replicationDisks from '../../../../resources/runbooks/replication-disks.md?raw';
import replicationNetwork from '../../../../resources/runbooks/replication-network.md?raw';
import replicationServerMissing from '../../../../resources/runbooks/replication-server-missing.md?raw';
import replicationStalled from '../../../../resources/runbooks/replication-stalled.md?raw';
import securityEvent from '../../../../resources/runbooks/security-event.md?raw';
import snapshotFailed from '../../../../resources/runbooks/snapshot-failed.md?raw';
import sourceSilent from '../../../../resources/runbooks/source-silent.md?raw';
import subnetOutOfAddresses from '../../../../resources/runbooks/subnet-out-of-addresses.md?raw';
import vcpuQuota from '../../../../resources/runbooks/vcpu-quota.md?raw';

/** Runbooks that are part of the program, as they were written. To add one: a file in `resources/runbooks`, and its line here. */
export const shippedRunbooks: readonly string[] = [
  agentDisconnected,
  conversionFailed,
  credentialsExpired,
  deliveryFailing,
  drsJobLimits,
  executionPausedTooLong,
  iamDenied,
  instancesLeftRunning,
  insufficientInstanceCapacity,
  kmsKeyUnusable,
  launchTemplate,
  objectiveMissed,
  orchestrationDied,
  replicationDisks,
  replicationNetwork,
  replicationServerMissing,
  replicationStalled,
  securityEvent,
  snapshotFailed,
  sourceSilent,
  subnetOutOfAddresses,
  vcpuQuota,
];
