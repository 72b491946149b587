import type { DrsRegion, Job, RecoveryInstance, SourceServer } from './drs-types';

/** The models as DRS spells them (aws-contracts 6). Built on demand: nothing is kept twice. */

const GIB = 2 ** 30;

export function jobView(job: Job): Record<string, unknown> {
  return {
    jobID: job.id,
    arn: job.arn,
    type: job.type,
    initiatedBy: job.initiatedBy,
    creationDateTime: microIso(job.createdAt),
    ...(job.endedAt === null ? {} : { endDateTime: microIso(job.endedAt) }),
    status: job.status,
    participatingServers: job.participants.map((part) => ({
      sourceServerID: part.serverId,
      launchStatus: part.launchStatus,
      ...(part.recoveryInstanceId === null ? {} : { recoveryInstanceID: part.recoveryInstanceId }),
    })),
    participatingResources: [],
    tags: job.tags,
  };
}

export function jobLogView(job: Job): Record<string, unknown>[] {
  return job.log.map((item) => ({ logDateTime: microIso(item.at), event: item.event, eventData: item.data }));
}

export function serverView(region: DrsRegion, server: SourceServer, now: number): Record<string, unknown> {
  const { spec } = server;
  const bytes = spec.diskGiB * GIB;
  return {
    sourceServerID: spec.id,
    arn: server.arn,
    tags: server.tags,
    ...(server.recoveryInstanceId === null ? {} : { recoveryInstanceId: server.recoveryInstanceId }),
    lastLaunchResult: server.lastLaunchResult,
    replicationDirection: 'FAILOVER',
    agentVersion: '7.3',
    dataReplicationInfo: replicationView(region, server, now, bytes),
    lifeCycle: lifeCycleView(server, now),
    sourceProperties: {
      lastUpdatedDateTime: iso(now - (now % 3_600_000)),
      identificationHints: {
        hostname: spec.hostname,
        fqdn: `${spec.hostname}.corp.example.com`,
        awsInstanceID: spec.originInstanceId,
      },
      os: { fullString: spec.os },
      cpus: [{ cores: spec.cores, modelName: 'Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz' }],
      ramBytes: spec.ramGiB * GIB,
      disks: [{ deviceName: '/dev/nvme0n1', bytes }],
      networkInterfaces: [{ ips: [spec.ip], isPrimary: true, macAddress: macOf(spec.ip) }],
      recommendedInstanceType: spec.instanceType,
    },
    sourceCloudProperties: { originAccountID: '777788889999', originRegion: 'us-west-2', originAvailabilityZone: 'us-west-2a' },
    stagingArea: { status: 'NOT_EXTENDED' },
  };
}

function replicationView(region: DrsRegion, server: SourceServer, now: number, bytes: number): Record<string, unknown> {
  const { state, error, since } = server.replication;
  const behindMs = isHealthy(server) ? 0 : Math.max(0, now - since);
  return {
    dataReplicationState: state,
    lagDuration: isoDuration(behindMs),
    ...(error === null ? {} : { dataReplicationError: { error } }),
    stagingAvailabilityZone: `${region.region}a`,
    replicatedDisks: [
      {
        deviceName: '/dev/nvme0n1',
        totalStorageBytes: bytes,
        replicatedStorageBytes: bytes,
        rescannedStorageBytes: 0,
        // About 2 MiB of changes a second wait while replication stands still.
        backloggedStorageBytes: Math.round((behindMs / 1000) * 2 * 2 ** 20),
        volumeStatus: 'REGULAR',
      },
    ],
    dataReplicationInitiation: {
      startDateTime: '2026-02-20T11:02:10.000Z',
      nextAttemptDateTime: '2026-02-20T11:02:10.000Z',
      steps: [
        { name: 'WAIT', status: 'SUCCEEDED' },
        { name: 'CREATE_SECURITY_GROUP', status: 'SUCCEEDED' },
        { name: 'LAUNCH_REPLICATION_SERVER', status: 'SUCCEEDED' },
        { name: 'START_DATA_TRANSFER', status: 'SUCCEEDED' },
      ],
    },
  };
}

function lifeCycleView(server: SourceServer, now: number): Record<string, unknown> {
  const { lastLaunch, replication } = server;
  const seen = replication.error === 'AGENT_NOT_SEEN' ? replication.since - 60_000 : now - (now % 20_000);
  return {
    addedToServiceDateTime: '2026-02-20T11:00:00.000Z',
    firstByteDateTime: '2026-02-20T11:03:00.000Z',
    elapsedReplicationDuration: 'P21DT22H',
    lastSeenByServiceDateTime: iso(seen),
    ...(lastLaunch === null
      ? {}
      : {
          lastLaunch: {
            initiated: { apiCallDateTime: iso(lastLaunch.at), jobID: lastLaunch.jobId, type: lastLaunch.type },
            status: lastLaunch.status,
          },
        }),
  };
}

export function instanceView(region: DrsRegion, instance: RecoveryInstance): Record<string, unknown> {
  const server = region.servers.get(instance.serverId);
  const bytes = (server?.spec.diskGiB ?? 100) * GIB;
  return {
    recoveryInstanceID: instance.id,
    arn: instance.arn,
    ec2InstanceID: instance.id,
    ec2InstanceState: instance.state,
    jobID: instance.jobId,
    sourceServerID: instance.serverId,
    isDrill: instance.isDrill,
    pointInTimeSnapshotDateTime: iso(instance.snapshotAt),
    originEnvironment: 'AWS',
    originAvailabilityZone: 'us-west-2a',
    agentVersion: '7.3',
    failback: { state: 'FAILBACK_NOT_STARTED', agentLastSeenByServiceDateTime: iso(instance.launchedAt) },
    dataReplicationInfo: {
      dataReplicationState: 'NOT_STARTED',
      replicatedDisks: [{ deviceName: '/dev/nvme0n1', totalStorageBytes: bytes }],
    },
    recoveryInstanceProperties: {
      lastUpdatedDateTime: iso(instance.launchedAt),
      identificationHints: { hostname: ec2Hostname(instance), awsInstanceID: instance.id },
      networkInterfaces: [{ ips: [instance.privateIp], isPrimary: true, macAddress: macOf(instance.privateIp) }],
      os: { fullString: server?.spec.os ?? '' },
    },
    tags: instance.tags,
  };
}

export function ec2Hostname(instance: RecoveryInstance): string {
  return `ip-${instance.privateIp.replaceAll('.', '-')}.ec2.internal`;
}

/** CONTINUOUS and what leads there keeps up; a server that stands still, or writes more than it can send, falls behind. */
export function isHealthy(server: SourceServer): boolean {
  return !['STALLED', 'DISCONNECTED', 'STOPPED', 'PAUSED', 'BACKLOG'].includes(server.replication.state);
}

export function iso(instant: number): string {
  return new Date(instant).toISOString();
}

/** Jobs carry microseconds and a numeric offset in live answers, though the model says `Z` (aws-contracts 9, item 5). */
export function microIso(instant: number): string {
  return iso(instant).replace('Z', '000+00:00');
}

/** ISO 8601 duration in whole seconds: `P0D`, `PT30S`, `PT1H2M3S`. */
export function isoDuration(ms: number): string {
  const total = Math.floor(ms / 1000);
  if (total <= 0) return 'P0D';
  const parts: [number, string][] = [
    [Math.floor(total / 3600), 'H'],
    [Math.floor((total % 3600) / 60), 'M'],
    [total % 60, 'S'],
  ];
  return `PT${parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('')}`;
}

function macOf(ip: string): string {
  const octets = ip.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'));
  return ['02', '00', ...octets].join(':');
}
