import { z } from 'zod';
import { notFound } from '../models/drs';
import { snapshotsOf } from '../models/drs-snapshots';
import { instanceView, jobLogView, jobView, serverView } from '../models/drs-view';
import type { Operation } from '../service';
import type { SimulatedTime } from '../world';
import { DateText, InstanceId, JobId, listed, operation, Paging, type RegionOf, ServerId, serverOf } from './drs-request';

/** Jobs, servers, recovery instances and snapshots. */
export function drsReadOperations(regionOf: RegionOf, time: SimulatedTime): Readonly<Record<string, Operation>> {
  return {
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
  };
}

function isAmong(wanted: readonly string[] | undefined, id: string): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(id);
}
