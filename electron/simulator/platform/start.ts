import { z } from 'zod';
import { activeJobs, DRS_QUOTAS } from '../models/drs';
import type { DrsRegion } from '../models/drs-types';
import { AwsFault } from '../service';
import { type PlatformContext, stepMs } from './context';
import { epochSeconds, isTerminal } from './executions';
import { findGroup, findPlan, type Plan } from './groups';
import { type PlainObject, toItem } from './marshal';
import { runArn } from './names';
import { refusal } from './reply';
import type { RunInput } from './state';
import { pendingWave } from './waves';

export const StartParameters = z.object({
  planId: z.string(),
  executionType: z.enum(['DRILL', 'RECOVERY']),
  initiatedBy: z.string(),
});

/** Replication states a server cannot be recovered from. */
const NOT_READY = ['DISCONNECTED', 'STOPPED', 'STALLED', 'NOT_STARTED'];
const LOCK_SECONDS = 30;

/** Op `start_execution`: checks, lock, item, unlock; the worker starts the state machine a moment later. */
export function startExecution(context: PlatformContext, ask: z.infer<typeof StartParameters>): PlainObject {
  const plan = findPlan(context, ask.planId);
  if (plan === null) return refusal('NOT_FOUND', `Recovery Plan with ID ${ask.planId} not found`);
  const blocked = whyNot(context, plan);
  if (blocked !== null) return blocked;

  const executionId = context.executionIds.shift() ?? context.chance.uuid();
  const now = epochSeconds(context.time.now());
  lock(context, plan.planId, now);
  context.executions.create({
    executionId,
    planId: plan.planId,
    planName: plan.planName,
    executionType: ask.executionType,
    status: 'PENDING',
    startTime: now,
    initiatedBy: ask.initiatedBy,
    totalWaves: plan.waves.length,
    accountId: plan.accountId,
    accountContext: accountContextOf(plan),
    waves: plan.waves.map(pendingWave),
  });
  unlock(context, plan.planId);
  context.time.at(context.time.now() + stepMs(context, 'worker'), () => work(context, plan, executionId, ask.executionType));
  return { executionId, status: 'PENDING', message: 'Execution started successfully', statusUrl: `/executions/${executionId}` };
}

function accountContextOf(plan: Plan) {
  return {
    accountId: plan.accountId,
    assumeRoleName: plan.assumeRoleName,
    isCurrentAccount: false,
    externalId: 'drs-orchestration-cross-account',
  };
}

/** The async worker: starts the run under the execution's own id. A cancel that came first leaves nothing to start. */
function work(context: PlatformContext, plan: Plan, executionId: string, type: 'DRILL' | 'RECOVERY'): void {
  if (!context.faults.isOn('R9') && context.executions.status(executionId) !== 'PENDING') return;
  const input: RunInput = {
    Execution: { Id: executionId },
    Plan: { planId: plan.planId, planName: plan.planName, waves: plan.waves },
    isDrill: type === 'DRILL',
    resumeFromWave: null,
    pauseBeforeExecution: false,
    accountContext: accountContextOf(plan),
  };
  context.executions.update(executionId, { status: 'RUNNING', stateMachineArn: runArn(context.names, executionId) });
  context.runs.start(context.names.machineArn, executionId, input);
}

/** Why the plan cannot start now, in the order the platform checks; null when it can. */
function whyNot(context: PlatformContext, plan: Plan): PlainObject | null {
  const running = activeExecutions(context);
  if (running.some((each) => each.planId === plan.planId)) {
    return refusal('ALREADY_EXISTS', `Recovery plan ${plan.planName} already has an active execution`, { retryable: false });
  }
  const servers = plan.waves.flatMap((wave) => wave.serverIds);
  const taken = running.flatMap((each) => each.waves.flatMap((wave) => wave.serverIds)).filter((id) => servers.includes(id));
  if (taken.length > 0)
    return refusal('ALREADY_EXISTS', `${taken.length} servers are in another active execution`, { details: { servers: taken } });
  const first = plan.waves[0];
  if (first === undefined) return refusal('INVALID_PARAMETER', 'Recovery Plan has no waves');
  return whyNotReady(context, plan, servers);
}

function whyNotReady(context: PlatformContext, plan: Plan, servers: readonly string[]): PlainObject | null {
  for (const wave of plan.waves)
    if (wave.serverIds.length > DRS_QUOTAS.serversInJob)
      return refusal('INVALID_PARAMETER', `Wave ${wave.waveName} has more than ${DRS_QUOTAS.serversInJob} servers`);
  for (const region of regionsOf(context, plan)) {
    const jobs = activeJobs(region);
    const inJobs = jobs.flatMap((job) => job.participants.map((part) => part.serverId));
    if (jobs.length >= DRS_QUOTAS.activeJobs) return limit(`${jobs.length} DRS jobs are active`);
    const busy = servers.filter((id) => inJobs.includes(id));
    if (busy.length > 0)
      return refusal('ALREADY_EXISTS', `${busy.length} servers are in an active DRS job`, { details: { servers: busy } });
    const inRegion = servers.filter((id) => region.servers.has(id));
    if (inJobs.length + inRegion.length > DRS_QUOTAS.serversInActiveJobs)
      return limit(`${inJobs.length} servers are in active DRS jobs`);
    const unready = inRegion.filter((id) => NOT_READY.includes(region.servers.get(id)?.replication.state ?? ''));
    if (unready.length > 0) {
      const details = unready.map((id) => ({
        sourceServerId: id,
        replicationState: region.servers.get(id)?.replication.state ?? '',
      }));
      return refusal('INVALID_STATE', `${unready.length} servers are not ready for recovery`, {
        details: { unhealthyServers: details },
        retryable: false,
      });
    }
  }
  return null;
}

function limit(message: string): PlainObject {
  return refusal('DRS_LIMIT_EXCEEDED', message, { retryable: true, retryAfter: 60 });
}

function regionsOf(context: PlatformContext, plan: Plan): DrsRegion[] {
  const names = new Set(plan.waves.map((wave) => findGroup(context, wave.protectionGroupId)?.region ?? context.names.region));
  return [...names].flatMap((name) => {
    try {
      return [context.drs.region(plan.accountId, name)];
    } catch (error) {
      // A region where DRS was never initialised fails later, when the wave starts, as it does in the platform.
      if (error instanceof AwsFault) return [];
      throw error;
    }
  });
}

/**
 * Executions that have not ended. H5: the index is asked for under the wrong name, which fails, so the table is scanned.
 * What is found is the same, only dearer.
 */
function activeExecutions(context: PlatformContext) {
  const isWrong = context.faults.isOn('H5');
  context.record({ service: 'dynamodb', operation: 'Query', error: isWrong ? 'ValidationException' : null });
  if (isWrong) context.record({ service: 'dynamodb', operation: 'Scan', error: null });
  return context.executions.ids().flatMap((id) => {
    if (isTerminal(context.executions.status(id) ?? '')) return [];
    const execution = context.executions.read(id);
    return execution === null ? [] : [execution];
  });
}

function lockKey(planId: string) {
  return { executionId: { S: `execution-lock-${planId}` }, planId: { S: planId } };
}

function lock(context: PlatformContext, planId: string, now: number): void {
  const { account, region } = context.names;
  const item = toItem({ status: 'LOCK', startTime: now, lockExpiry: now + LOCK_SECONDS });
  context.tables.put(account, region, context.names.table('execution-history'), { ...lockKey(planId), ...item });
}

function unlock(context: PlatformContext, planId: string): void {
  const { account, region } = context.names;
  context.tables.remove(account, region, context.names.table('execution-history'), lockKey(planId));
}
