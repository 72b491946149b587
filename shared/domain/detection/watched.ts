import type { MetricInfo } from '../capacity/metric-list';
import type { Labels } from '../metrics/labels';
import type { Severity } from '../notice';
import type { FindingFamily } from './finding';

/**
 * How the values of a watched series come to its detector.
 * `held`: a state; the newest value of a turn, and the one before where none came. A turn is the time from one sample of the console to
 * the next, about a minute of the engine's clock.
 * `counted`: how many a minute, 0 where nothing was counted, so that silence is seen.
 * `mean`: of what was measured in a turn; nothing where nothing was.
 * `told`: each value as it came, with its own moment: AWS tells every five minutes.
 */
export type Values = 'held' | 'counted' | 'mean' | 'told';

/** A metric whose series are watched, one detector each. */
export interface WatchedMetric {
  readonly metric: string;
  readonly family: FindingFamily;
  readonly values: Values;
  /** Labels that tell series apart; series that agree in them are put together. */
  readonly by: readonly string[];
  /** Which way is worth telling: more lag is, less is not. */
  readonly direction: 'up' | 'down' | 'both';
  /** Whether it is worth telling that no values come although its source answers. */
  readonly isSilenceTold: boolean;
  /** A value nearer than this to where it was expected is never told, however seldom it comes: nobody could act upon it. */
  readonly least: number;
  readonly unit: MetricInfo['unit'] | 'Per minute';
  readonly severity: Severity;
  /** In the words of a sentence: `the replication lag of …`. */
  readonly what: string;
  /** What to do first. */
  readonly next: string;
}

type Line = Omit<WatchedMetric, 'isSilenceTold' | 'direction' | 'severity'> &
  Partial<Pick<WatchedMetric, 'isSilenceTold' | 'direction' | 'severity'>>;

const MIB = 1024 * 1024;

const replicationNext =
  'Open the server: look at its replication state, the network to the staging subnet, and the load on its disks.';
const apiNext = 'Look at the health of AWS in that region and at what else calls it with the same credentials.';
const launchNext = 'Open the execution: look at the launch errors and what the failed servers share.';
const carrierNext = 'Look at the channel in Messages: what the other side replied, and whether it is slow for others too.';

/** Every metric that is watched as a stream. To add one: a line here; its family, if new, in `finding.ts`. */
export const watchedMetrics: readonly WatchedMetric[] = [
  line({
    metric: 'ServerLag',
    family: 'replication-lag',
    values: 'held',
    by: ['server'],
    least: 60,
    unit: 'Seconds',
    severity: 'MEDIUM',
    what: 'replication lag',
    next: replicationNext,
  }),
  line({
    metric: 'ServerBacklog',
    family: 'replication-backlog',
    values: 'held',
    by: ['server'],
    least: 256 * MIB,
    unit: 'Bytes',
    severity: 'MEDIUM',
    what: 'replication backlog',
    next: replicationNext,
  }),
  line({
    metric: 'ReplicationLag',
    family: 'replication-lag',
    values: 'told',
    by: ['account', 'region', 'server'],
    isSilenceTold: true,
    least: 60,
    unit: 'Seconds',
    severity: 'MEDIUM',
    what: 'replication lag by CloudWatch',
    next: replicationNext,
  }),
  line({
    metric: 'ReplicationBacklog',
    family: 'replication-backlog',
    values: 'told',
    by: ['account', 'region', 'server'],
    isSilenceTold: true,
    least: 256 * MIB,
    unit: 'Bytes',
    severity: 'MEDIUM',
    what: 'replication backlog by CloudWatch',
    next: replicationNext,
  }),
  line({
    metric: 'ServersFailed',
    family: 'launch-failures',
    values: 'counted',
    by: ['plan'],
    least: 2,
    unit: 'Per minute',
    severity: 'MEDIUM',
    what: 'rate of failed launches',
    next: launchNext,
  }),
  line({
    metric: 'LaunchRetries',
    family: 'launch-failures',
    values: 'counted',
    by: ['plan'],
    least: 2,
    unit: 'Per minute',
    what: 'rate of repeated launches',
    next: launchNext,
  }),
  line({
    metric: 'ApiLatency',
    family: 'api-latency',
    values: 'mean',
    by: ['service'],
    least: 0.5,
    unit: 'Seconds',
    what: 'time AWS takes to answer',
    next: apiNext,
  }),
  line({
    metric: 'ApiErrors',
    family: 'api-errors',
    values: 'counted',
    by: ['service'],
    least: 3,
    unit: 'Per minute',
    what: 'rate of refused calls to AWS',
    next: apiNext,
  }),
  line({
    metric: 'ApiThrottles',
    family: 'api-errors',
    values: 'counted',
    by: ['service'],
    least: 3,
    unit: 'Per minute',
    what: 'rate of throttled calls to AWS',
    next: apiNext,
  }),
  line({
    metric: 'DeliveryLatency',
    family: 'delivery-latency',
    values: 'mean',
    by: ['carrier'],
    least: 2,
    unit: 'Seconds',
    what: 'time messages take to arrive',
    next: carrierNext,
  }),
  line({
    metric: 'MessagesFailed',
    family: 'delivery-failures',
    values: 'counted',
    by: ['carrier'],
    least: 2,
    unit: 'Per minute',
    severity: 'MEDIUM',
    what: 'rate of messages that were given up',
    next: carrierNext,
  }),
  line({
    metric: 'JournalEvents',
    family: 'event-rate',
    values: 'counted',
    by: [],
    direction: 'both',
    least: 5,
    unit: 'Per minute',
    what: 'rate of recorded events',
    next: 'Look at the chips of the sources: a silent source records nothing, one that flaps records much.',
  }),
  line({
    metric: 'LogPatternLines',
    family: 'log-pattern-rate',
    values: 'counted',
    by: ['logGroup', 'pattern'],
    least: 5,
    unit: 'Per minute',
    what: 'rate of an error line',
    next: 'Open Logs and read the newest lines of this pattern.',
  }),
  line({
    metric: 'FunctionErrors',
    family: 'platform',
    values: 'told',
    by: ['account', 'region', 'function'],
    least: 2,
    unit: 'Count',
    what: 'errors of the function in five minutes',
    next: 'Open Logs and read the newest errors of this function.',
  }),
  line({
    metric: 'RunsFailed',
    family: 'platform',
    values: 'told',
    by: ['account', 'region', 'stateMachine'],
    least: 1,
    unit: 'Count',
    what: 'failed runs of the orchestrator in five minutes',
    next: 'Open the executions that failed last and look at their cause.',
  }),
  line({
    metric: 'QueueDepth',
    family: 'platform',
    values: 'told',
    by: ['account', 'region', 'queue'],
    least: 10,
    unit: 'Count',
    what: 'number of messages waiting in the queue',
    next: 'See whether whoever reads the queue still does.',
  }),
];

/** The console writes this one with each sample: it tells when the console was looking, and ends a turn. */
export const MARK = 'EngineMemory';

const byMetric: ReadonlyMap<string, WatchedMetric> = new Map(watchedMetrics.map((watched) => [watched.metric, watched]));

export function watchedBy(metric: string): WatchedMetric | null {
  return byMetric.get(metric) ?? null;
}

/** Which series of a watched metric a point belongs to: its labels without those that are put together. */
export function watchedLabels({ by }: Pick<WatchedMetric, 'by'>, labels: Labels): Labels {
  const kept: Record<string, string> = {};
  for (const label of by) {
    const value = labels[label];
    if (value !== undefined) kept[label] = value;
  }
  return kept;
}

/** One spelling per watched series; `labels` as `watchedLabels` answers them. */
export function watchedKey({ metric, by }: Pick<WatchedMetric, 'metric' | 'by'>, contextId: string, labels: Labels): string {
  let key = `${metric}\n${contextId}`;
  for (const label of by) key += `\n${labels[label] ?? ''}`;
  return key;
}

/** Subject of findings about a watched series. */
export function watchedSubject({ metric, by }: Pick<WatchedMetric, 'metric' | 'by'>, contextId: string, labels: Labels): string {
  return ['stream', metric, contextId, ...by.map((label) => labels[label] ?? '')].join(':');
}

/** The seed of a series' detector: the same for the same series, whenever and wherever it is opened. */
export function watchedSeed(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function line(of: Line): WatchedMetric {
  return { isSilenceTold: false, direction: 'up', severity: 'LOW', ...of };
}
