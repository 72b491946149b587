import type { DrsRegion, RecoveryInstance } from '../models/drs-types';
import { serverView } from '../models/drs-view';
import type { PlatformContext } from './context';
import { type Plain, type PlainObject, toItem } from './marshal';

/** Tables the platform fills by copying DRS from time to time (aws-contracts 2.3). */

/** recovery-instances, every 5 min: rows are added and overwritten; H4 leaves the rows of terminated instances standing. */
export function syncInstances(context: PlatformContext): void {
  const { account, region } = context.names;
  const table = context.names.table('recovery-instances');
  for (const drs of context.drs.regions()) {
    for (const instance of drs.instances.values()) {
      context.tables.put(account, region, table, toItem(instanceRow(context, drs, instance)));
    }
    if (!context.faults.isOn('H4')) removeStale(context, drs, table);
  }
}

function removeStale(context: PlatformContext, drs: DrsRegion, table: string): void {
  const { account, region } = context.names;
  const live = new Set([...drs.instances.values()].map((each) => each.serverId));
  for (const id of drs.servers.keys())
    if (!live.has(id)) context.tables.remove(account, region, table, { sourceServerId: { S: id } });
}

function instanceRow(context: PlatformContext, drs: DrsRegion, instance: RecoveryInstance): PlainObject {
  const server = drs.servers.get(instance.serverId);
  return {
    sourceServerId: instance.serverId,
    recoveryInstanceId: instance.id,
    ec2InstanceId: instance.id,
    ec2InstanceState: instance.state,
    name: server?.tags.Name ?? instance.serverId,
    privateIp: instance.privateIp,
    publicIp: '',
    instanceType: instance.instanceType,
    region: drs.region,
    accountId: drs.account,
    lastSyncTime: new Date(context.time.now()).toISOString(),
    replicationStagingAccountId: drs.account,
    sourceVpcId: '',
    sourceSubnetId: instance.subnetId,
    sourceSecurityGroupIds: [],
    sourceInstanceProfile: '',
    // Read from fields that DRS does not have.
    sourceServerName: null,
    launchTime: null,
    sourceExecutionId: null,
    sourcePlanName: null,
  };
}

/** source-server-inventory and drs-region-status, every 15 min. `seen` remembers what was written: unchanged rows are left alone. */
export function syncInventory(context: PlatformContext, seen: Map<string, string>): void {
  const { account, region } = context.names;
  const now = context.time.now();
  const lastUpdated = new Date(now).toISOString();
  for (const drs of context.drs.regions()) {
    for (const server of drs.servers.values()) {
      const mark = `${server.replication.state} ${server.lastLaunch?.jobId} ${server.lastLaunch?.status}`;
      if (seen.get(server.arn) === mark) continue;
      seen.set(server.arn, mark);
      const row = {
        ...plainOf(serverView(drs, server, now)),
        sourceServerArn: server.arn,
        stagingAccountId: drs.account,
        sourceAccountId: drs.account,
        replicationRegion: drs.region,
        lastUpdated,
        _queryRegion: drs.region,
        _queryAccount: drs.account,
        _inventoryMetadata: { syncedBy: context.names.functionName('query-handler') },
      };
      context.tables.put(account, region, context.names.table('source-server-inventory'), toItem(row));
    }
    const status = { region: drs.region, accountId: drs.account, status: 'ACTIVE', serverCount: drs.servers.size, lastUpdated };
    context.tables.put(account, region, context.names.table('drs-region-status'), toItem(status));
  }
}

/** A view is plain JSON by construction; what is not is dropped rather than trusted. */
function plainOf(view: Readonly<Record<string, unknown>>): PlainObject {
  return Object.fromEntries(Object.entries(view).flatMap(([key, value]) => (isPlain(value) ? [[key, value]] : [])));
}

function isPlain(value: unknown): value is Plain {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value === 'object' && value !== null && Object.values(value).every(isPlain);
}
