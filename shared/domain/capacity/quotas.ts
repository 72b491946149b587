import { z } from 'zod';
import { ContextId, Sighting } from '../primitives';
import { upper } from '../reconcile/words';

/** How near its limit a quota is. `unknown` where nobody measures its use. */
export const QuotaLevel = z.enum(['ok', 'warn', 'critical', 'unknown']);
export type QuotaLevel = z.infer<typeof QuotaLevel>;

/** One quota of one service in one account and region, with its use. Counts, not rates. */
export const QuotaView = z
  .object({
    /** `contextId/account/region/code`. */
    id: z.string(),
    contextId: ContextId,
    accountId: z.string(),
    region: z.string(),
    service: z.enum(['drs', 'states', 'sns']),
    code: z.string(),
    name: z.string(),
    limit: z.number(),
    /** `documented` is what AWS documents for new accounts, shown until Service Quotas has answered. */
    limitFrom: z.enum(['service-quotas', 'documented']),
    adjustable: z.boolean(),
    used: z.number().nullable(),
    warnAt: z.number(),
    criticalAt: z.number(),
    level: QuotaLevel,
    /** What the use counts, or why it is not known. */
    use: z.string(),
  })
  .extend(Sighting.shape);
export type QuotaView = z.infer<typeof QuotaView>;

/** What the use of a quota is counted from. All of one account and region. */
export interface QuotaWorld {
  /** Replication state of every source server. */
  readonly replicationStates: readonly string[];
  /** Servers of each DRS job that has not ended. */
  readonly activeJobs: readonly (readonly string[])[];
  /** Runs of the orchestrator that are open. */
  readonly openRuns: number;
  /** Use that AWS itself measures, by quota code. */
  readonly measured: ReadonlyMap<string, number>;
}

/** A quota that is watched. Source of codes and figures: aws-contracts 6.2, Service Quotas. */
export interface WatchedQuota {
  readonly service: QuotaView['service'];
  readonly code: string;
  readonly name: string;
  readonly documented: number;
  readonly adjustable: boolean;
  /** Shares of the limit; the platform warns of replicating servers at 250 and 280 of 300. */
  readonly warnShare?: number;
  readonly criticalShare?: number;
  readonly use: string;
  /** What an operator can do when it is nearly used up, one sentence; absent where a full use is how it should be, and nobody is told. */
  readonly relief?: string;
  readonly count: (world: QuotaWorld) => number | null;
}

/** Shares of a limit that an operator is told of, once each. It is over when the use is below the share by `quotaSlack`. */
export const quotaAlarmShares = [0.8, 0.95] as const;
/** A use that goes up and down around a share is told once. */
export const quotaSlack = 0.05;

const usualShares = { warn: quotaAlarmShares[0], critical: quotaAlarmShares[1] } as const;
/** A server in one of these does not replicate (as CloudWatch counts protected servers). */
const notReplicating = new Set(['STOPPED', 'DISCONNECTED', 'NOT_STARTED']);
const notMeasured = () => null;
const measuredAs = (code: string) => (world: QuotaWorld) => world.measured.get(code) ?? null;

/** To watch another: a line here. */
export const watchedQuotas: readonly WatchedQuota[] = [
  {
    ...drs('L-C1D14A2B', 'Replicating source servers', 300),
    warnShare: 250 / 300,
    criticalShare: 280 / 300,
    use: 'servers that replicate',
    relief:
      'Disconnect servers that need no protection any more, or replicate new ones to another account; AWS does not raise this limit.',
    count: ({ replicationStates }) => replicationStates.filter((state) => !notReplicating.has(upper(state))).length,
  },
  {
    ...drs('L-E28BE5E0', 'Total source servers', 4_000),
    adjustable: true,
    use: 'source servers of every state',
    relief: 'Remove source servers that are disconnected for good, or ask AWS for more.',
    count: ({ replicationStates }) => replicationStates.length,
  },
  {
    ...drs('L-D88FAC3A', 'Concurrent jobs in progress', 20),
    use: 'jobs that have not ended',
    relief: 'Let jobs end before another plan or wave is started: DRS refuses the next one.',
    count: ({ activeJobs }) => activeJobs.length,
  },
  {
    ...drs('L-B827C881', 'Source servers in a single job', 100),
    // One large wave may fill a job to the brim and works; waves that are too large are told before the start.
    use: 'servers of the largest active job',
    count: ({ activeJobs }) => Math.max(0, ...activeJobs.map((servers) => servers.length)),
  },
  {
    ...drs('L-05AFA8C6', 'Source servers in all jobs', 500),
    use: 'servers in active jobs',
    relief: 'Let jobs end before another plan or wave is started: DRS refuses to launch more servers.',
    count: ({ activeJobs }) => activeJobs.reduce((sum, servers) => sum + servers.length, 0),
  },
  {
    ...drs('L-DD6D028C', 'Concurrent jobs per source server', 1),
    // One job per server is how it should be; only a second one would be too many, and DRS refuses that.
    warnShare: 2,
    criticalShare: 2,
    use: 'most jobs any server is in',
    count: ({ activeJobs }) => mostOf(activeJobs.flat()),
  },
  { ...drs('L-0588D03B', 'Launch actions per resource', 200), use: 'not measured', count: notMeasured },
  { ...drs('L-1F3FAE4D', 'Launch configuration templates', 1), use: 'not measured', count: notMeasured },
  { ...drs('L-4B0323BD', 'Source networks', 100), adjustable: true, use: 'not measured', count: notMeasured },
  {
    service: 'states',
    code: 'L-B8A5B662',
    name: 'Open executions',
    documented: 1_000_000,
    adjustable: true,
    use: 'open runs of the orchestrator',
    relief: 'Stop runs that were left open, or ask AWS for more.',
    count: ({ openRuns }) => openRuns,
  },
  {
    service: 'sns',
    code: 'L-61103206',
    name: 'Topics per account',
    documented: 100_000,
    adjustable: true,
    use: 'topics, as AWS measures it',
    relief: 'Delete topics nobody uses, or ask AWS for more.',
    count: measuredAs('L-61103206'),
  },
  {
    service: 'sns',
    code: 'L-1A43D3DB',
    name: 'Pending subscriptions per account',
    documented: 5_000,
    adjustable: true,
    use: 'subscriptions nobody has confirmed, as AWS measures it',
    relief: 'Have the subscriptions confirmed, or wait until they lapse after two days.',
    count: measuredAs('L-1A43D3DB'),
  },
];

/** Where a quota stands: its use, and how near that is to `limit`. */
export function standingOf(
  quota: WatchedQuota,
  limit: number,
  world: QuotaWorld,
): Pick<QuotaView, 'used' | 'warnAt' | 'criticalAt' | 'level'> {
  const used = quota.count(world);
  // A share such as 250/300 of 300 must come out as 250 exactly.
  const warnAt = Math.round(limit * (quota.warnShare ?? usualShares.warn) * 1000) / 1000;
  const criticalAt = Math.round(limit * (quota.criticalShare ?? usualShares.critical) * 1000) / 1000;
  return { used, warnAt, criticalAt, level: levelOf(used, warnAt, criticalAt) };
}

function levelOf(used: number | null, warnAt: number, criticalAt: number): QuotaLevel {
  if (used === null) return 'unknown';
  if (used >= criticalAt) return 'critical';
  return used >= warnAt ? 'warn' : 'ok';
}

function drs(code: string, name: string, documented: number) {
  return { service: 'drs' as const, code, name, documented, adjustable: false };
}

function mostOf(ids: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
