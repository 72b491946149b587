import { z } from 'zod';
import { ExecutionItem } from '../../../../shared/domain/facts';
import { err, type Result } from '../../../../shared/lib/result';
import { checked, type Unreadable } from './normalised';
import { flag, id, listOf, moment, statusOr, text, tolerant, whole } from './tolerant';

const Server = tolerant({
  sourceServerId: id,
  serverName: text,
  nameTag: text,
  hostname: text,
  launchStatus: statusOr('PENDING'),
  recoveryInstanceId: text,
  instanceId: text,
  ec2InstanceId: text,
  instanceType: text,
  privateIp: text,
});

const Wave = tolerant({
  waveNumber: whole,
  waveName: text,
  status: statusOr('UNKNOWN'),
  jobId: text,
  drsJobId: text,
  region: text,
  startTime: moment,
  endTime: moment,
  pauseBeforeWave: flag,
  protectionGroupId: text,
  serverIds: listOf(id),
  serverStatuses: listOf(Server),
});

const Item = tolerant({
  executionId: id,
  planId: id,
  planName: text,
  executionType: statusOr('UNKNOWN'),
  status: statusOr('UNKNOWN'),
  startTime: moment,
  endTime: moment,
  initiatedBy: text,
  totalWaves: whole,
  accountId: text,
  accountContext: tolerant({ accountId: text }).nullish().catch(null),
  stateMachineArn: text,
  pausedBeforeWave: whole,
  errorMessage: text,
  errorCode: text,
  terminateJobs: listOf(tolerant({ jobId: id })),
  terminationInitiatedAt: moment,
  waves: listOf(Wave),
});

/** Whether an item of the table is an execution at all: start requests lock their plan in the same table. */
export function isLock(item: Readonly<Record<string, unknown>>): boolean {
  return item.status === 'LOCK' || String(item.executionId ?? '').startsWith('execution-lock-');
}

/** An item of `execution-history` (plain form) as a fact. Source: aws-contracts 2.1. */
export function executionItem(raw: Readonly<Record<string, unknown>>): Result<ExecutionItem, Unreadable> {
  const subject = `execution ${String(raw.executionId ?? 'without id')}`;
  const parsed = Item.safeParse(raw);
  if (!parsed.success) return err({ subject, reason: z.prettifyError(parsed.error) });
  const item = parsed.data;
  return checked(ExecutionItem, subject, {
    executionId: item.executionId,
    planId: item.planId,
    planName: item.planName ?? '',
    executionType: item.executionType,
    status: item.status,
    startedAt: item.startTime,
    endedAt: item.endTime,
    initiatedBy: item.initiatedBy,
    totalWaves: item.totalWaves,
    accountId: item.accountId ?? item.accountContext?.accountId ?? null,
    runArn: item.stateMachineArn,
    pausedBeforeWave: item.pausedBeforeWave,
    errorMessage: item.errorMessage,
    errorCode: item.errorCode,
    terminateJobIds: item.terminateJobs.map((job) => job.jobId),
    terminationInitiatedAt: item.terminationInitiatedAt,
    waves: item.waves.flatMap((wave) =>
      wave.waveNumber === null || wave.waveNumber < 0 ? [] : [itemWave(wave, wave.waveNumber)],
    ),
  });
}

function itemWave(wave: z.output<typeof Wave>, waveNumber: number) {
  const servers = wave.serverStatuses.map(itemServer);
  return {
    waveNumber,
    waveName: wave.waveName ?? '',
    status: wave.status,
    jobId: wave.jobId ?? wave.drsJobId,
    region: wave.region,
    startedAt: wave.startTime,
    endedAt: wave.endTime,
    pauseBeforeWave: wave.pauseBeforeWave,
    protectionGroupId: wave.protectionGroupId,
    serverIds: wave.serverIds.length > 0 ? wave.serverIds : servers.map((server) => server.sourceServerId),
    servers,
  };
}

function itemServer(server: z.output<typeof Server>) {
  return {
    sourceServerId: server.sourceServerId,
    serverName: server.serverName ?? server.nameTag ?? server.hostname,
    launchStatus: server.launchStatus,
    recoveryInstanceId: server.recoveryInstanceId ?? server.instanceId ?? server.ec2InstanceId,
    instanceType: server.instanceType,
    privateIp: server.privateIp,
  };
}
