import type { DrsRegion, SourceServer } from '../models/drs-types';

/** Configurations as DRS answers them. Only the launch configuration changes in a drill; the rest is what a setup leaves behind. */

type PitPolicy = readonly Readonly<Record<string, unknown>>[];

function replicationDefaults(pitPolicy: PitPolicy): Record<string, unknown> {
  return {
    associateDefaultSecurityGroup: true,
    autoReplicateNewDisks: true,
    bandwidthThrottling: 0,
    createPublicIP: false,
    dataPlaneRouting: 'PRIVATE_IP',
    defaultLargeStagingDiskType: 'GP3',
    ebsEncryption: 'DEFAULT',
    pitPolicy,
    replicationServerInstanceType: 't3.small',
    replicationServersSecurityGroupsIDs: [],
    stagingAreaSubnetId: 'subnet-0aa00123456789abc',
    stagingAreaTags: {},
    useDedicatedReplicationServer: false,
  };
}

export function replicationConfiguration(server: SourceServer, pitPolicy: PitPolicy): Record<string, unknown> {
  return {
    ...replicationDefaults(pitPolicy),
    sourceServerID: server.spec.id,
    name: server.spec.hostname,
    replicatedDisks: [
      {
        deviceName: '/dev/nvme0n1',
        iops: 3000,
        throughput: 125,
        isBootDisk: true,
        optimizedStagingDiskType: 'GP3',
        stagingDiskType: 'AUTO',
      },
    ],
  };
}

export function launchConfiguration(server: SourceServer): Record<string, unknown> {
  return {
    sourceServerID: server.spec.id,
    name: server.spec.hostname,
    ec2LaunchTemplateID: `lt-${server.spec.id.slice(2)}`,
    ...launchDefaults(),
  };
}

function launchDefaults(): Record<string, unknown> {
  return {
    launchDisposition: 'STARTED',
    copyPrivateIp: false,
    copyTags: true,
    targetInstanceTypeRightSizingMethod: 'NONE',
    licensing: { osByol: false },
    postLaunchEnabled: false,
  };
}

export function replicationTemplate(region: DrsRegion, pitPolicy: PitPolicy): Record<string, unknown> {
  const id = `rct-${region.account}${region.account.slice(0, 5)}`;
  return {
    replicationConfigurationTemplateID: id,
    arn: `arn:aws:drs:${region.region}:${region.account}:replication-configuration-template/${id}`,
    tags: {},
    ...replicationDefaults(pitPolicy),
  };
}

export function launchTemplate(region: DrsRegion): Record<string, unknown> {
  const id = `lct-${region.account}${region.account.slice(0, 5)}`;
  return {
    launchConfigurationTemplateID: id,
    arn: `arn:aws:drs:${region.region}:${region.account}:launch-configuration-template/${id}`,
    tags: {},
    ...launchDefaults(),
  };
}
