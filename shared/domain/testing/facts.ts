import type { ConsoleEvent, EventOf } from '../events';
import type { ExecutionItem, ItemServer, ItemWave, Job, JobLogItem, Plan, RecoveryInstance, Run, SourceServer } from '../facts';
import { ContextId, ExecutionId, InstanceId, Instant, JobId, PlanId, ServerId } from '../primitives';

/** Builders of facts and events around the plan "Payroll DR" of the contract reference, for tests. */

export const context = ContextId.parse('rehearsal:payroll@us-east-1');
export const planId = PlanId.parse('7c1d2e3f-4a5b-4c6d-8e7f-901234567890');
export const e1 = ExecutionId.parse('0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60');
export const e2 = ExecutionId.parse('5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31');

/** A moment of 2026-03-14, from `09:25:11` or `09:25:11.482`. */
export function t(time: string): Instant {
  return Instant.parse(new Date(`2026-03-14T${time}Z`).toISOString());
}

/** `d01` to the server's whole id. */
export function server(short: string): ServerId {
  return ServerId.parse(`s-0a1b2c3d4e5f60${short}`);
}

/** `e1` to the job's whole id. */
export function job(short: string): JobId {
  return JobId.parse(`drsjob-5e10aa01bb02cc0${short}`);
}

export function instance(short: string): InstanceId {
  return InstanceId.parse(`i-0f1e2d3c4b5a6${short}`);
}

const names: Readonly<Record<string, string>> = { d: 'db', a: 'app', w: 'web' };

export function nameOf(short: string): string {
  return `${names[short.charAt(0)] ?? short}-${short.slice(1)}`;
}

export const tiers = [
  { waveName: 'Database', servers: ['d01', 'd02', 'd03'], pauseBeforeWave: false },
  { waveName: 'Application', servers: ['a01', 'a02', 'a03', 'a04', 'a05'], pauseBeforeWave: false },
  { waveName: 'Web', servers: ['w01', 'w02', 'w03', 'w04'], pauseBeforeWave: true },
] as const;

/** A wave as the item has it before it starts. */
export function pendingWave(waveNumber: number): ItemWave {
  const tier = tiers[waveNumber] ?? tiers[0];
  return {
    waveNumber,
    waveName: tier.waveName,
    status: 'PENDING',
    jobId: null,
    region: null,
    startedAt: null,
    endedAt: null,
    pauseBeforeWave: tier.pauseBeforeWave,
    protectionGroupId: `group-${waveNumber}`,
    serverIds: tier.servers.map(server),
    servers: [],
  };
}

/** A wave once it has started: the element is replaced and drops its gate and group. */
export function startedWave(
  waveNumber: number,
  jobId: JobId,
  at: string,
  status = 'STARTED',
  launchStatus = 'PENDING',
): ItemWave {
  const tier = tiers[waveNumber] ?? tiers[0];
  return {
    ...pendingWave(waveNumber),
    status,
    jobId,
    region: 'us-east-1',
    startedAt: t(at),
    pauseBeforeWave: null,
    protectionGroupId: null,
    servers: tier.servers.map((short) => itemServer(short, launchStatus)),
  };
}

function itemServer(short: string, launchStatus: string): ItemServer {
  return {
    sourceServerId: server(short),
    serverName: nameOf(short),
    launchStatus,
    recoveryInstanceId: launchStatus === 'LAUNCHED' ? instance(short) : null,
    instanceType: launchStatus === 'LAUNCHED' ? 'm6i.large' : null,
    privateIp: launchStatus === 'LAUNCHED' ? '10.9.20.41' : null,
  };
}

export function anItem(executionId: ExecutionId, change: Partial<ExecutionItem> = {}): ExecutionItem {
  return {
    executionId,
    planId,
    planName: 'Payroll DR',
    executionType: 'DRILL',
    status: 'RUNNING',
    startedAt: t('09:00:00'),
    endedAt: null,
    initiatedBy: 'dana@example.com',
    totalWaves: 3,
    accountId: '444455556666',
    runArn: null,
    pausedBeforeWave: null,
    errorMessage: null,
    errorCode: null,
    terminateJobIds: [],
    terminationInitiatedAt: null,
    waves: [pendingWave(0), pendingWave(1), pendingWave(2)],
    ...change,
  };
}

export function itemSeen(at: string, item: ExecutionItem): EventOf<'execution-item.observed'> {
  return { at: t(at), type: 'execution-item.observed', contextId: context, source: 'dynamodb-executions', item };
}

export function aRun(executionId: ExecutionId, change: Partial<Run> = {}): Run {
  return {
    executionId,
    runArn: `arn:aws:states:us-east-1:111122223333:execution:aws-drs-orchestration-orchestration-dev:${executionId}`,
    stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev',
    status: 'RUNNING',
    startedAt: t('09:00:01'),
    stoppedAt: null,
    error: null,
    cause: null,
    ...change,
  };
}

export function runSeen(at: string, run: Run): EventOf<'run.observed'> {
  return { at: t(at), type: 'run.observed', contextId: context, source: 'sfn-runs', run };
}

export function runTold(at: string, run: Run): EventOf<'message.run-status'> {
  return {
    at: t(at),
    type: 'message.run-status',
    contextId: context,
    source: 'sqs-messages',
    messageId: `run-${run.executionId}-${run.status}`,
    occurredAt: t(at),
    run,
  };
}

export function waitsForToken(at: string, executionId: ExecutionId): EventOf<'run-steps.observed'> {
  const steps = [
    { id: 300, at: t(at), type: 'TaskStateEntered', stateName: 'WaitForResume', error: null },
    { id: 303, at: t(at), type: 'TaskSubmitted', stateName: null, error: null },
  ];
  return { at: t(at), type: 'run-steps.observed', contextId: context, source: 'sfn-runs', executionId, steps };
}

/** `launched` and `failed` name servers by their short id; the others stand at `rest`. */
export interface JobStanding {
  readonly id: string;
  readonly servers: readonly string[];
  readonly status: string;
  readonly rest?: string;
  readonly launched?: readonly string[];
  readonly failed?: readonly string[];
  readonly createdAt: string;
  readonly endedAt?: string;
  readonly type?: string;
}

export function aJob({
  id,
  servers,
  status,
  rest = 'PENDING',
  launched = [],
  failed = [],
  createdAt,
  endedAt,
  type = 'LAUNCH',
}: JobStanding): Job {
  return {
    jobId: job(id),
    accountId: '444455556666',
    region: 'us-east-1',
    type,
    status,
    initiatedBy: type === 'LAUNCH' ? 'START_DRILL' : 'TERMINATE_RECOVERY_INSTANCES',
    createdAt: t(createdAt),
    endedAt: endedAt === undefined ? null : t(endedAt),
    servers: servers.map((short) => ({
      sourceServerId: server(short),
      launchStatus: launched.includes(short) ? 'LAUNCHED' : failed.includes(short) ? 'FAILED' : rest,
      recoveryInstanceId: launched.includes(short) ? instance(short) : null,
    })),
  };
}

export function jobSeen(at: string, standing: JobStanding): EventOf<'job.observed'> {
  return { at: t(at), type: 'job.observed', contextId: context, source: 'drs-jobs', job: aJob(standing) };
}

export function line(at: string, event: string, short: string | null, change: Partial<JobLogItem> = {}): JobLogItem {
  return {
    at: t(at),
    event,
    sourceServerId: short === null ? null : server(short),
    instanceId: null,
    error: null,
    attempt: null,
    maxAttempts: null,
    ...change,
  };
}

/** The same events for each of several servers. */
export function lines(at: string, events: readonly string[], shorts: readonly string[]): JobLogItem[] {
  return shorts.flatMap((short) => events.map((event) => line(at, event, short)));
}

export function logSeen(at: string, id: string, items: readonly JobLogItem[]): EventOf<'job-log.observed'> {
  return { at: t(at), type: 'job-log.observed', contextId: context, source: 'drs-jobs', jobId: job(id), items: [...items] };
}

export function launchTold(at: string, id: string, short: string, succeeded: boolean): EventOf<'message.launch-result'> {
  return {
    at: t(at),
    type: 'message.launch-result',
    contextId: context,
    source: 'sqs-messages',
    messageId: `launch-${id}-${short}`,
    occurredAt: t(at),
    sourceServerId: server(short),
    jobId: job(id),
    succeeded,
    isDrill: true,
  };
}

export function aServer(short: string, change: Partial<SourceServer> = {}): SourceServer {
  return {
    sourceServerId: server(short),
    accountId: '444455556666',
    region: 'us-east-1',
    name: nameOf(short),
    hostname: nameOf(short),
    sourceIp: '10.1.20.13',
    os: 'Amazon Linux 2023',
    replicationState: 'CONTINUOUS',
    replicationError: null,
    lagSeconds: 0,
    backlogBytes: 0,
    lastSeenAt: t('08:59:58'),
    lastLaunchResult: null,
    lastLaunchJobId: null,
    recoveryInstanceId: null,
    tags: {},
    ...change,
  };
}

export function serverSeen(at: string, fact: SourceServer): EventOf<'server.observed'> {
  return { at: t(at), type: 'server.observed', contextId: context, source: 'drs-source-servers', server: fact };
}

export function replicationTold(at: string, short: string, stalled: boolean): EventOf<'message.replication'> {
  return {
    at: t(at),
    type: 'message.replication',
    contextId: context,
    source: 'sqs-messages',
    messageId: `replication-${short}-${stalled}`,
    occurredAt: t(at),
    sourceServerId: server(short),
    stalled,
  };
}

export function instanceSeen(
  at: string,
  id: string,
  short: string,
  change: Partial<RecoveryInstance> = {},
): EventOf<'instance.observed'> {
  const fact: RecoveryInstance = {
    recoveryInstanceId: instance(short),
    sourceServerId: server(short),
    jobId: job(id),
    accountId: '444455556666',
    region: 'us-east-1',
    isDrill: true,
    ec2State: 'RUNNING',
    failbackState: null,
    pointInTimeAt: null,
    ...change,
  };
  return { at: t(at), type: 'instance.observed', contextId: context, source: 'drs-recovery-instances', instance: fact };
}

export function instanceGone(at: string, short: string): EventOf<'instance.gone'> {
  return {
    at: t(at),
    type: 'instance.gone',
    contextId: context,
    source: 'drs-recovery-instances',
    recoveryInstanceId: instance(short),
  };
}

export function aPlan(): Plan {
  return {
    planId,
    planName: 'Payroll DR',
    description: '3-tier payroll',
    accountId: '444455556666',
    waves: tiers.map(({ waveName, servers, pauseBeforeWave }, waveNumber) => ({
      waveNumber,
      waveName,
      protectionGroupId: `group-${waveNumber}`,
      serverIds: servers.map(server),
      pauseBeforeWave,
    })),
  };
}

export function planSeen(at: string): EventOf<'plan.observed'> {
  return { at: t(at), type: 'plan.observed', contextId: context, source: 'dynamodb-plans', plan: aPlan() };
}

/** Session and context as an engine opens them. */
export function opening(at: string, sessionId = 'ses-1'): ConsoleEvent[] {
  return [
    { at: t(at), type: 'session.started', sessionId, version: '0.1.0', host: 'headless', previousEnd: 'none', awaySeconds: null },
    {
      at: t(at),
      type: 'context.opened',
      context: {
        contextId: context,
        name: 'payroll',
        profile: 'payroll',
        region: 'us-east-1',
        accountId: '111122223333',
        environment: 'production',
        colour: 'blue',
        rehearsal: true,
      },
    },
  ];
}
