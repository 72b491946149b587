import { z } from 'zod';
import { SourceServer } from '../../../../shared/domain/facts';
import { err, type Result } from '../../../../shared/lib/result';
import type { DrsPlace } from '../../aws/aws-context';
import { checked, type Unreadable } from './normalised';
import { durationSeconds } from './time';
import { flag, id, listOf, moment, statusOr, text, tolerant, whole } from './tolerant';

const Tags = z.record(z.string(), z.string()).nullish().catch(null);

const Replication = tolerant({
  dataReplicationState: statusOr('UNKNOWN'),
  dataReplicationError: z
    .union([z.string(), tolerant({ error: text, rawError: text }).transform((value) => value.error ?? value.rawError)])
    .nullish()
    .catch(null),
  lagDuration: z.unknown().transform(durationSeconds),
  replicatedDisks: listOf(tolerant({ backloggedStorageBytes: whole })),
});

const Properties = tolerant({
  identificationHints: tolerant({ hostname: text, fqdn: text, awsInstanceId: text }).nullish().catch(null),
  os: tolerant({ fullString: text }).nullish().catch(null),
  networkInterfaces: listOf(tolerant({ ips: listOf(id), isPrimary: flag })),
});

const LifeCycle = tolerant({
  lastSeenByServiceDateTime: moment,
  lastLaunch: tolerant({ initiated: tolerant({ jobId: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
});

const ServerShape = tolerant({
  sourceServerId: id,
  tags: Tags,
  recoveryInstanceId: text,
  lastLaunchResult: text,
  dataReplicationInfo: Replication.nullish().catch(null),
  lifeCycle: LifeCycle.nullish().catch(null),
  sourceProperties: Properties.nullish().catch(null),
});

/** A DRS source server (DescribeSourceServers) read in `place`. Source: aws-contracts 6.3. */
export function sourceServer(raw: unknown, place: DrsPlace): Result<SourceServer, Unreadable> {
  const parsed = ServerShape.safeParse(raw);
  if (!parsed.success) return err({ subject: 'DRS source server', reason: z.prettifyError(parsed.error) });
  const shape = parsed.data;
  const hints = shape.sourceProperties?.identificationHints ?? null;
  const replication = shape.dataReplicationInfo ?? null;
  return checked(SourceServer, `DRS source server ${shape.sourceServerId}`, {
    sourceServerId: shape.sourceServerId,
    accountId: place.accountId,
    region: place.region,
    name: shape.tags?.Name || hints?.hostname || hints?.fqdn || shape.sourceServerId,
    hostname: hints?.hostname ?? hints?.fqdn ?? null,
    sourceIp: primaryIp(shape.sourceProperties?.networkInterfaces ?? []),
    os: shape.sourceProperties?.os?.fullString ?? null,
    replicationState: replication?.dataReplicationState ?? 'UNKNOWN',
    replicationError: replication?.dataReplicationError ?? null,
    lagSeconds: replication?.lagDuration ?? null,
    backlogBytes: backlog(replication?.replicatedDisks ?? []),
    lastSeenAt: shape.lifeCycle?.lastSeenByServiceDateTime ?? null,
    lastLaunchResult: shape.lastLaunchResult,
    lastLaunchJobId: shape.lifeCycle?.lastLaunch?.initiated?.jobId ?? null,
    recoveryInstanceId: shape.recoveryInstanceId,
    tags: shape.tags ?? {},
  });
}

function primaryIp(interfaces: readonly { ips: readonly string[]; isPrimary: boolean | null }[]): string | null {
  const primary = interfaces.find((entry) => entry.isPrimary === true) ?? interfaces[0];
  return primary?.ips[0] ?? null;
}

function backlog(disks: readonly { backloggedStorageBytes: number | null }[]): number | null {
  const known = disks.flatMap((disk) => (disk.backloggedStorageBytes === null ? [] : [disk.backloggedStorageBytes]));
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}
