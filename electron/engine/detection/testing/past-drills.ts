import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { JobLogItem } from '../../../../shared/domain/facts';
import { ExecutionId, type Instant, instantOf, JobId, msOf, PlanId } from '../../../../shared/domain/primitives';
import { payroll, serverId, start } from '../../testing/events';

export const drillServers = ['app01', 'app02', 'app03', 'app04', 'app05', 'app06', 'app07', 'app08'] as const;
const WEEK_MS = 7 * 86_400_000;

export interface DrillStory {
  /** Weeks before the start of the story: 0 is the drill that runs now. */
  readonly weeksAgo: number;
  /** Servers that fail to launch. */
  readonly failed?: readonly string[];
  /** Minutes the conversion of a server takes; 5 where it is not said. */
  readonly conversion?: Readonly<Record<string, number>>;
  /** It runs, and so many minutes of it have passed; over where absent. */
  readonly minutes?: number;
}

export const drillId = (weeksAgo: number) =>
  ExecutionId.parse(`0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f${String(weeksAgo).padStart(2, '0')}`);
const jobOf = (weeksAgo: number) => JobId.parse(`drsjob-5e10aa01bb02cc0${String(weeksAgo).padStart(2, '0')}`);

/** What sources tell of a drill of one wave: snapshot two minutes, conversion five, launch three. */
export function aDrill({ weeksAgo, failed = [], conversion = {}, minutes }: DrillStory): ConsoleEvent[] {
  const beginMs = msOf(start) - weeksAgo * WEEK_MS;
  const at = (minute: number): Instant => instantOf(beginMs + minute * 60_000);
  const isOver = (minute: number) => minutes === undefined || minute <= minutes;
  const until = (name: string) => 2 + (conversion[name] ?? 5);
  const end = Math.max(...drillServers.map(until)) + 3;
  const hasEnded = isOver(end);
  const seenAt = at(minutes ?? end);
  const seen = { contextId: payroll, at: seenAt };
  const statusOf = (name: string) => (!isOver(until(name) + 3) ? 'PENDING' : failed.includes(name) ? 'FAILED' : 'LAUNCHED');
  const line = (name: string, minute: number, event: string, error: string | null = null): JobLogItem[] =>
    isOver(minute)
      ? [{ at: at(minute), event, sourceServerId: serverId(name), instanceId: null, error, attempt: null, maxAttempts: null }]
      : [];
  const log = drillServers
    .flatMap((name) => [
      ...line(name, 0, 'SNAPSHOT_START'),
      ...line(name, 2, 'SNAPSHOT_END'),
      ...line(name, 2, 'CONVERSION_START'),
      ...line(name, until(name), 'CONVERSION_END'),
      ...line(name, until(name), 'LAUNCH_START'),
      ...(failed.includes(name) ? line(name, until(name) + 3, 'LAUNCH_FAILED', 'InsufficientInstanceCapacity') : []),
    ])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const status = !hasEnded ? 'RUNNING' : failed.length > 0 ? 'FAILED' : 'COMPLETED';
  const wave = {
    waveNumber: 0,
    waveName: 'Application',
    status: hasEnded ? status : 'STARTED',
    jobId: jobOf(weeksAgo),
    region: 'us-east-1',
    startedAt: at(0),
    endedAt: hasEnded ? at(end) : null,
    pauseBeforeWave: null,
    protectionGroupId: null,
    serverIds: drillServers.map(serverId),
    servers: drillServers.map((name) => ({
      sourceServerId: serverId(name),
      serverName: name,
      launchStatus: statusOf(name),
      recoveryInstanceId: null,
      instanceType: statusOf(name) === 'LAUNCHED' ? 'm6i.large' : null,
      privateIp: statusOf(name) === 'LAUNCHED' ? `10.9.${name < 'app04' ? 20 : 30}.7` : null,
    })),
  };
  const item = {
    executionId: drillId(weeksAgo),
    planId: PlanId.parse('plan-payroll'),
    planName: 'Payroll DR',
    executionType: 'DRILL',
    status,
    startedAt: at(0),
    endedAt: hasEnded ? at(end) : null,
    initiatedBy: 'operator',
    totalWaves: 1,
    accountId: '222222222222',
    runArn: null,
    pausedBeforeWave: null,
    errorMessage: null,
    errorCode: null,
    terminateJobIds: [],
    terminationInitiatedAt: null,
    waves: [wave],
  };
  const job = {
    jobId: jobOf(weeksAgo),
    accountId: '222222222222',
    region: 'us-east-1',
    type: 'LAUNCH',
    status: hasEnded ? 'COMPLETED' : 'STARTED',
    initiatedBy: 'START_DRILL',
    createdAt: at(0),
    endedAt: hasEnded ? at(end) : null,
    servers: drillServers.map((name) => ({
      sourceServerId: serverId(name),
      launchStatus: statusOf(name),
      recoveryInstanceId: null,
    })),
  };
  return [
    { ...seen, type: 'execution-item.observed', source: 'dynamodb-executions', item },
    { ...seen, type: 'job.observed', source: 'drs-jobs', job },
    { ...seen, type: 'job-log.observed', source: 'drs-jobs', jobId: jobOf(weeksAgo), items: log },
  ];
}
