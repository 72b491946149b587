import { z } from 'zod';
import { type Drs, notFound } from '../models/drs';
import { PIT_POLICY, snapshotsOf } from '../models/drs-snapshots';
import type { DrsRegion, SourceServer } from '../models/drs-types';
import { instanceView, jobLogView, jobView, serverView } from '../models/drs-view';
import { pageOf } from '../models/page';
import { AwsFault, type Call, RestReply, type RestRoute, type Service } from '../service';
import type { SimulatedTime } from '../world';
import { launchConfiguration, launchTemplate, replicationConfiguration, replicationTemplate } from './drs-configuration';
import { operations } from './operation';

const operation = operations(
  (field, problem) =>
    new AwsFault('ValidationException', `Value at '${field}' ${problem}`, 400, {
      reason: 'fieldValidationFailed',
      fieldList: [{ name: field, message: problem }],
    }),
);

const Paging = { maxResults: z.number().int().min(1).optional(), nextToken: z.string().max(2048).optional() };
/** AWS keeps its own ceiling on pages whatever a client asks for. */
const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;
const ServerId = z.string().regex(/^s-[0-9a-zA-Z]{17}$/);
const JobId = z.string().regex(/^drsjob-[0-9a-zA-Z]{17}$/);
const DateText = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'failed to satisfy constraint: ISO 8601 date and time')
  .transform((text) => Date.parse(text));
const InstanceId = z.string().regex(/^i-[0-9a-fA-F]{8,17}$/);

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
  const { time } = options;
  const regionOf = (call: Call): DrsRegion =>
    options.drs.region(call.caller.known ? call.caller.accountId : options.defaultAccount, call.region);
  const principal = (call: Call) => ({ arn: call.caller.arn, accountId: call.caller.accountId });

  return {
    id: 'drs',
    signingName: 'drs',
    iamPrefix: 'drs',
    protocol: { kind: 'rest-json', routes: ROUTES },
    operations: {
      DescribeJobs: operation(
        z.object({
          filters: z
            .object({ jobIDs: z.array(JobId).max(1000).optional(), fromDate: DateText.optional(), toDate: DateText.optional() })
            .default({}),
          ...Paging,
        }),
        ({ filters, ...paging }, call) => {
          const { jobIDs, fromDate = Number.NEGATIVE_INFINITY, toDate = Number.POSITIVE_INFINITY } = filters;
          const jobs = [...regionOf(call).jobs.values()]
            .reverse()
            .filter((job) => job.createdAt >= fromDate && job.createdAt <= toDate && isAmong(jobIDs, job.id));
          return listed(jobs, paging, { scope: `jobs ${JSON.stringify(filters)}`, key: ({ id }) => id }, jobView);
        },
      ),
      DescribeJobLogItems: operation(z.object({ jobID: JobId, ...Paging }), ({ jobID, ...paging }, call) => {
        const job = regionOf(call).jobs.get(jobID);
        if (job === undefined) throw notFound('Job', jobID);
        const items = jobLogView(job).map((item, index) => ({ item, index }));
        return listed(items, paging, { scope: `log ${jobID}`, key: ({ index }) => String(index) }, ({ item }) => item);
      }),
      DescribeSourceServers: operation(
        z.object({
          filters: z
            .object({
              sourceServerIDs: z.array(ServerId).max(200).optional(),
              stagingAccountIDs: z.array(z.string()).max(200).optional(),
              hardwareId: z.string().optional(),
            })
            .default({}),
          ...Paging,
        }),
        ({ filters, ...paging }, call) => {
          const region = regionOf(call);
          const isSeen = filters.hardwareId === undefined && isAmong(filters.stagingAccountIDs, region.account);
          const servers = isSeen
            ? [...region.servers.values()].filter((server) => isAmong(filters.sourceServerIDs, server.spec.id))
            : [];
          return listed(servers, paging, { scope: `servers ${JSON.stringify(filters)}`, key: ({ spec }) => spec.id }, (server) =>
            serverView(region, server, time.now()),
          );
        },
      ),
      DescribeRecoveryInstances: operation(
        z.object({
          filters: z
            .object({
              recoveryInstanceIDs: z.array(InstanceId).max(200).optional(),
              sourceServerIDs: z.array(ServerId).optional(),
            })
            .default({}),
          ...Paging,
        }),
        ({ filters, ...paging }, call) => {
          const region = regionOf(call);
          const instances = [...region.instances.values()].filter(
            (each) => isAmong(filters.recoveryInstanceIDs, each.id) && isAmong(filters.sourceServerIDs, each.serverId),
          );
          return listed(instances, paging, { scope: `instances ${JSON.stringify(filters)}`, key: ({ id }) => id }, (each) =>
            instanceView(region, each),
          );
        },
      ),
      DescribeRecoverySnapshots: operation(
        z.object({
          sourceServerID: ServerId,
          order: z.enum(['ASC', 'DESC']).default('DESC'),
          filters: z.object({ fromDateTime: DateText.optional(), toDateTime: DateText.optional() }).default({}),
          ...Paging,
        }),
        ({ sourceServerID, order, filters, ...paging }, call) => {
          const { fromDateTime = Number.NEGATIVE_INFINITY, toDateTime = Number.POSITIVE_INFINITY } = filters;
          const all = snapshotsOf(serverOf(regionOf(call), sourceServerID), time.now()).filter((each) => {
            const at = Date.parse(each.expectedTimestamp);
            return at >= fromDateTime && at <= toDateTime;
          });
          const ordered = order === 'ASC' ? all.reverse() : all;
          return listed(
            ordered,
            paging,
            { scope: `snapshots ${sourceServerID} ${order}`, key: ({ snapshotID }) => snapshotID },
            (each) => each,
          );
        },
      ),
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

function isAmong(wanted: readonly string[] | undefined, id: string): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(id);
}

function serverOf(region: DrsRegion, id: string): SourceServer {
  const server = region.servers.get(id);
  if (server === undefined) throw notFound('SourceServer', id);
  return server;
}

function tagsOf(region: DrsRegion, arn: string): Record<string, string> {
  const id = arn.split('/').at(-1) ?? '';
  const found = region.servers.get(id) ?? region.jobs.get(id) ?? region.instances.get(id);
  if (found?.arn !== arn) throw notFound('Resource', arn);
  return found.tags;
}

function listed<T>(
  all: readonly T[],
  paging: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  about: { readonly scope: string; readonly key: (item: T) => string },
  view: (item: T) => unknown,
): { readonly items: readonly unknown[]; readonly nextToken?: string } {
  const limit = Math.min(paging.maxResults ?? DEFAULT_PAGE, MAX_PAGE);
  const page = pageOf(all, { token: paging.nextToken, limit, ...about });
  if (!page.ok) throw new AwsFault('ValidationException', 'Invalid pagination token', 400, { reason: 'other' });
  const { items, nextToken } = page.value;
  return { items: items.map(view), ...(nextToken === null ? {} : { nextToken }) };
}
