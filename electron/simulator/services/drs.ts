import { z } from 'zod';
import type { Drs } from '../models/drs';
import { jobView } from '../models/drs-view';
import { type Call, RestReply, type RestRoute, type Service } from '../service';
import type { SimulatedTime } from '../world';
import { drsReadOperations } from './drs-reads';
import { InstanceId, operation, type RegionOf, ServerId } from './drs-request';
import { drsSettingsOperations } from './drs-settings';

const ROUTES: readonly RestRoute[] = [
  ...[
    'DescribeJobs',
    'DescribeJobLogItems',
    'DescribeSourceServers',
    'DescribeRecoveryInstances',
    'DescribeRecoverySnapshots',
    'GetReplicationConfiguration',
    'GetLaunchConfiguration',
    'GetFailbackReplicationConfiguration',
    'DescribeReplicationConfigurationTemplates',
    'DescribeLaunchConfigurationTemplates',
    'DescribeSourceNetworks',
    'StartRecovery',
    'TerminateRecoveryInstances',
  ].map((name) => ({ method: 'POST', path: `/${name}`, operation: name })),
  { method: 'GET', path: '/ListStagingAccounts', operation: 'ListStagingAccounts' },
  { method: 'GET', path: '/tags/{resourceArn}', operation: 'ListTagsForResource' },
];

/**
 * DRS of the simulated accounts. A caller sees its own account's; a key that the simulator never issued sees
 * `defaultAccount`, the scenario's target, so that a bare AWS CLI shows the drill without assuming a role.
 */
export function drsService(options: {
  readonly drs: Drs;
  readonly time: SimulatedTime;
  readonly defaultAccount: string;
}): Service {
  const regionOf: RegionOf = (call) =>
    options.drs.region(call.caller.known ? call.caller.accountId : options.defaultAccount, call.region);
  const principal = (call: Call) => ({ arn: call.caller.arn, accountId: call.caller.accountId });

  return {
    id: 'drs',
    signingName: 'drs',
    iamPrefix: 'drs',
    protocol: { kind: 'rest-json', routes: ROUTES },
    operations: {
      ...drsReadOperations(regionOf, options.time),
      ...drsSettingsOperations(regionOf),
      StartRecovery: operation(
        z.object({
          sourceServers: z
            .array(z.object({ sourceServerID: ServerId, recoverySnapshotID: z.string().optional() }))
            .min(1)
            .max(200),
          isDrill: z.boolean().default(false),
          tags: z.record(z.string(), z.string()).default({}),
        }),
        ({ sourceServers, isDrill, tags }, call) => {
          const serverIds = sourceServers.map((each) => each.sourceServerID);
          const job = options.drs.startRecovery(regionOf(call), { serverIds, isDrill, tags }, principal(call));
          return new RestReply({ job: jobView(job) }, 202);
        },
      ),
      TerminateRecoveryInstances: operation(
        z.object({ recoveryInstanceIDs: z.array(InstanceId).min(1).max(200) }),
        ({ recoveryInstanceIDs }, call) => ({
          job: jobView(options.drs.terminate(regionOf(call), recoveryInstanceIDs, principal(call))),
        }),
      ),
    },
  };
}
