import type { Context } from '../../shared/domain/context';
import type { SourceHealth } from '../../shared/domain/health';
import type { Notice, Severity } from '../../shared/domain/notice';
import {
  ContextId,
  ExecutionId,
  InstanceId,
  instantOf,
  type JobId,
  NoticeId,
  PlanId,
  ServerId,
  type SourceId,
} from '../../shared/domain/primitives';
import type {
  EngineView,
  Execution,
  InstanceView,
  JobView,
  Participant,
  PlanView,
  ServerView,
  View,
  Wave,
} from '../../shared/domain/view';
import { idOf } from './drill';

export const contextId = ContextId.parse('rehearsal:payroll@us-east-1');
export const otherContextId = ContextId.parse('payroll-prod@eu-west-1');

export const emptyView: View = {
  engine: {},
  contexts: {},
  sources: {},
  forecasts: {},
  plans: {},
  executions: {},
  participants: {},
  jobs: {},
  servers: {},
  instances: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
};

export function anEngine(nowMs: number, wallMs: number, change: Partial<EngineView> = {}): EngineView {
  return {
    id: 'engine',
    version: '0.1.0',
    sessionId: 'ses-fixture',
    startedAt: instantOf(nowMs - 3_600_000),
    host: 'headless',
    clock: { now: instantOf(nowMs), wallNow: instantOf(wallMs), speed: 60, paused: true },
    rehearsal: { scenario: 'payroll-drill', variant: null, operator: 'human', ended: false },
    notifier: { by: 'in-app', why: 'No notification service answers on this session bus.' },
    warnings: [],
    busy: true,
    ...change,
  };
}

export function aContext(id: ContextId, name: string, change: Partial<Context> = {}): Context {
  return {
    contextId: id,
    name,
    profile: 'rehearsal',
    region: 'us-east-1',
    accountId: '123456789012',
    environment: 'test',
    colour: 'teal',
    rehearsal: true,
    ...change,
  };
}

export function aSource(
  source: SourceId,
  chip: string,
  title: string,
  nowMs: number,
  ageSeconds: number | null,
  change: Partial<SourceHealth> = {},
): SourceHealth {
  return {
    id: `${contextId}/${source}`,
    contextId,
    source,
    title,
    chip,
    state: 'live',
    lastSuccessAt: ageSeconds === null ? null : instantOf(nowMs - ageSeconds * 1000),
    lastAttemptAt: instantOf(nowMs - 1000),
    nextAttemptAt: instantOf(nowMs + 9000),
    latencyMs: 42,
    freshForSeconds: 60,
    recent: { attempts: 30, failures: 0 },
    error: null,
    ...change,
  };
}

export function allTheSources(nowMs: number): SourceHealth[] {
  return [
    aSource('sqs-messages', 'SQS', 'Messages through the queue', nowMs, 1),
    aSource('drs-jobs', 'DRS', 'DRS jobs', nowMs, 4),
    aSource('drs-source-servers', 'DRS', 'DRS source servers', nowMs, 12),
    aSource('drs-recovery-instances', 'DRS', 'DRS recovery instances', nowMs, 14),
    aSource('sfn-runs', 'SFN', 'Step Functions runs', nowMs, 6),
    aSource('dynamodb-executions', 'DDB', 'Executions table', nowMs, 9),
    aSource('dynamodb-plans', 'DDB', 'Plans and groups tables', nowMs, 31),
    aSource('sts-identity', 'STS', 'Identity', nowMs, 48),
  ];
}

export function aNotice(
  key: string,
  severity: Severity,
  title: string,
  nowMs: number,
  minutesAgo: number,
  change: Partial<Notice> = {},
): Notice {
  return {
    noticeId: NoticeId.parse(key),
    kind: 'server-launch-failed',
    severity,
    title,
    body: 'No free addresses in subnet-0123456789abcdef0.',
    nextStep: 'Free some addresses or change the launch subnet, then run the wave again.',
    contextId,
    executionId: ExecutionId.parse('7b1f6e0a-7f42-4a52-9c39-5e1f0f4e7a01'),
    sourceServerId: null,
    raisedAt: instantOf(nowMs - minutesAgo * 60_000),
    needsAnswer: true,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    resolvedAt: null,
    resolvedBecause: null,
    rehearsal: true,
    deliveries: [
      { at: instantOf(nowMs - minutesAgo * 60_000 + 400), by: 'electron-notification', outcome: 'shown', reason: null },
    ],
    ...change,
  };
}

export function aServer(name: string, nowMs: number, change: Partial<ServerView> = {}): ServerView {
  return {
    sourceServerId: ServerId.parse(`s-${idOf(name)}`),
    accountId: '123456789012',
    region: 'us-east-1',
    name,
    hostname: `${name}.payroll.example.com`,
    sourceIp: '192.168.10.11',
    os: 'Ubuntu 22.04',
    replicationState: 'CONTINUOUS',
    replicationError: null,
    lagSeconds: 0,
    backlogBytes: 0,
    lastSeenAt: instantOf(nowMs - 20_000),
    lastLaunchResult: 'SUCCEEDED',
    lastLaunchJobId: null,
    recoveryInstanceId: null,
    tags: { Plan: 'Payroll' },
    contextId,
    observedAt: instantOf(nowMs - 12_000),
    source: 'drs-source-servers',
    ...change,
  };
}

export function aPlan(name: string, serverIds: readonly ServerId[], nowMs: number, change: Partial<PlanView> = {}): PlanView {
  return {
    planId: PlanId.parse(`plan-${idOf(name)}`),
    planName: name,
    description: '',
    accountId: '123456789012',
    waves: [{ waveNumber: 0, waveName: 'Database', protectionGroupId: null, serverIds: [...serverIds], pauseBeforeWave: false }],
    contextId,
    serverCount: serverIds.length,
    ready: true,
    readiness: 'ready',
    blockingServerIds: [],
    obstacles: [],
    observedAt: instantOf(nowMs - 31_000),
    source: 'dynamodb-plans',
    ...change,
  };
}

/** Entities as a collection of the view. */
export function keyed<T>(entities: readonly T[], keyOf: (entity: T) => string): Record<string, T> {
  return Object.fromEntries(entities.map((entity) => [keyOf(entity), entity]));
}

export function aJob(
  jobId: JobId,
  { execution }: { readonly execution: Execution },
  wave: Wave,
  members: readonly Participant[],
): JobView {
  return {
    jobId,
    accountId: '123456789012',
    region: 'us-east-1',
    type: 'LAUNCH',
    status: wave.jobStatus ?? 'PENDING',
    initiatedBy: 'START_DRILL',
    createdAt: wave.startedAt,
    endedAt: wave.endedAt,
    servers: members.map((one) => ({
      sourceServerId: one.sourceServerId,
      launchStatus: one.launchStatus,
      recoveryInstanceId: one.recoveryInstanceId,
    })),
    contextId: execution.contextId,
    executionId: execution.executionId,
    waveNumber: wave.waveNumber,
    lastLog: null,
    observedAt: execution.observedAt,
    source: 'drs-jobs',
  };
}

export function anInstance(one: Participant, nowMs: number): InstanceView {
  return {
    recoveryInstanceId: InstanceId.parse(one.recoveryInstanceId),
    sourceServerId: one.sourceServerId,
    jobId: null,
    accountId: '123456789012',
    region: 'us-east-1',
    isDrill: true,
    ec2State: 'RUNNING',
    failbackState: null,
    pointInTimeAt: instantOf(nowMs - 1_200_000),
    contextId,
    executionId: one.executionId,
    serverName: one.serverName,
    observedAt: instantOf(nowMs - 14_000),
    source: 'drs-recovery-instances',
  };
}
