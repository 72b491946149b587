import { z } from 'zod';
import { notFound } from '../models/drs';
import { PIT_POLICY } from '../models/drs-snapshots';
import type { DrsRegion } from '../models/drs-types';
import type { Operation } from '../service';
import { launchConfiguration, launchTemplate, replicationConfiguration, replicationTemplate } from './drs-configuration';
import { InstanceId, operation, Paging, type RegionOf, ServerId, serverOf } from './drs-request';

/** Configurations, templates, staging accounts, networks and tags. */
export function drsSettingsOperations(regionOf: RegionOf): Readonly<Record<string, Operation>> {
  return {
    GetReplicationConfiguration: operation(z.object({ sourceServerID: ServerId }), ({ sourceServerID }, call) =>
      replicationConfiguration(serverOf(regionOf(call), sourceServerID), PIT_POLICY),
    ),
    GetLaunchConfiguration: operation(z.object({ sourceServerID: ServerId }), ({ sourceServerID }, call) =>
      launchConfiguration(serverOf(regionOf(call), sourceServerID)),
    ),
    GetFailbackReplicationConfiguration: operation(
      z.object({ recoveryInstanceID: InstanceId }),
      ({ recoveryInstanceID }, call) => {
        const instance = regionOf(call).instances.get(recoveryInstanceID);
        if (instance === undefined) throw notFound('RecoveryInstance', recoveryInstanceID);
        return { recoveryInstanceID, name: instance.tags.Name ?? '', bandwidthThrottling: 0, usePrivateIP: false };
      },
    ),
    DescribeReplicationConfigurationTemplates: operation(z.object(Paging), (_input, call) => ({
      items: [replicationTemplate(regionOf(call), PIT_POLICY)],
    })),
    DescribeLaunchConfigurationTemplates: operation(z.object(Paging), (_input, call) => ({
      items: [launchTemplate(regionOf(call))],
    })),
    DescribeSourceNetworks: operation(z.object(Paging), (_input, call) => {
      regionOf(call);
      return { items: [] };
    }),
    ListStagingAccounts: operation(z.object({}), (_input, call) => ({ accounts: [{ accountID: regionOf(call).account }] })),
    ListTagsForResource: operation(z.object({ resourceArn: z.string() }), ({ resourceArn }, call) => ({
      tags: tagsOf(regionOf(call), resourceArn),
    })),
  };
}

function tagsOf(region: DrsRegion, arn: string): Record<string, string> {
  const id = arn.split('/').at(-1) ?? '';
  const found = region.servers.get(id) ?? region.jobs.get(id) ?? region.instances.get(id);
  if (found?.arn !== arn) throw notFound('Resource', arn);
  return found.tags;
}
