import type { DrsRegion, SourceServer } from '../models/drs-types';
import { isHealthy } from '../models/drs-view';
import { type MetricKey, type Metrics, samePlace } from '../models/metrics';
import type { Run } from '../models/runs';
import type { Platform } from './platform';

const DRS = 'AWS/DRS';
const STATES = 'AWS/States';
/** Servers were added three weeks before the trace; nothing had been launched then. */
const NEVER_LAUNCHED_SECONDS = 21 * 86_400;

/** CloudWatch's view of DRS and Step Functions (aws-contracts 7). Server metrics are read when asked for, not stored. */
export function measure(platform: Platform, metrics: Metrics): void {
  for (const region of platform.drs.regions()) {
    metrics.provide({
      namespace: DRS,
      covers: (place) => samePlace(place, region),
      list: () => listOf(region),
      read: (metric, at) => readOf(region, metric, at),
    });
  }
  platform.runs.onStatus((run) => countRun(platform, metrics, run));
}

const SERVER_METRICS = [
  'LagDuration',
  'Backlog',
  'DurationSinceLastSuccessfulRecoveryLaunch',
  'ElapsedReplicationDuration',
] as const;
const TOTALS = ['TotalSourceServerCount', 'ActiveSourceServerCount', 'ProtectedSourceServerCount'] as const;

function listOf(region: DrsRegion): MetricKey[] {
  const perServer = [...region.servers.keys()].flatMap((id) =>
    SERVER_METRICS.map((name) => ({ namespace: DRS, name, dimensions: { SourceServerID: id } })),
  );
  return [...TOTALS.map((name) => ({ namespace: DRS, name, dimensions: {} })), ...perServer];
}

function readOf(region: DrsRegion, metric: MetricKey, at: number): number | null {
  const id = metric.dimensions.SourceServerID;
  if (id === undefined) return TOTALS.some((name) => name === metric.name) ? region.servers.size : null;
  const server = region.servers.get(id);
  return server === undefined ? null : readServer(server, metric.name, at);
}

function readServer(server: SourceServer, name: string, at: number): number | null {
  const lag = isHealthy(server) ? 0 : Math.max(0, (at - server.replication.since) / 1000);
  switch (name) {
    case 'LagDuration':
      return lag;
    case 'Backlog':
      return Math.round(lag * 2 * 2 ** 20);
    case 'DurationSinceLastSuccessfulRecoveryLaunch':
      return server.lastSucceededAt === null ? NEVER_LAUNCHED_SECONDS : Math.max(0, (at - server.lastSucceededAt) / 1000);
    case 'ElapsedReplicationDuration':
      return NEVER_LAUNCHED_SECONDS;
    default:
      return null;
  }
}

const ENDED = {
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const;

function countRun(platform: Platform, metrics: Metrics, run: Run): void {
  const { account, region } = platform.context.names;
  const add = (name: string, value: number) =>
    metrics.add(
      { account, region },
      { namespace: STATES, name, dimensions: { StateMachineArn: run.machineArn } },
      run.stoppedAt ?? run.startedAt,
      value,
    );
  if (run.status === 'RUNNING') {
    add('ExecutionsStarted', 1);
    return;
  }
  add(ENDED[run.status], 1);
  add('ExecutionTime', (run.stoppedAt ?? run.startedAt) - run.startedAt);
}
