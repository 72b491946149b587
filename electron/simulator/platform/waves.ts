import type { DrsRegion, Job } from '../models/drs-types';
import { ec2Hostname } from '../models/drs-view';
import { AwsFault } from '../service';
import { orchestrationPrincipal, type PlatformContext } from './context';
import { type Execution, epochSeconds, type Wave, type WaveServer, withWave } from './executions';
import { findGroup } from './groups';
import type { PlanWave, RunState } from './state';

/** A wave as its plan tells it, before anything has been started. */
export function pendingWave(wave: PlanWave): Wave {
  return {
    waveNumber: wave.waveNumber,
    waveName: wave.waveName,
    waveDescription: wave.waveDescription,
    protectionGroupId: wave.protectionGroupId,
    protectionGroupIds: [],
    serverIds: wave.serverIds,
    status: 'PENDING',
    pauseBeforeWave: wave.pauseBeforeWave,
    dependsOnWaves: wave.dependsOnWaves,
  };
}

/**
 * Starts the DRS job of the state's current wave and writes the wave as STARTED. `others` says what becomes of the waves
 * that have not started: a first run keeps them in the item, a resume drops them (aws-contracts 9, item 13).
 * Throws what DRS throws.
 */
export function startWave(context: PlatformContext, state: RunState, others: 'keep' | 'drop'): RunState {
  const wave = state.waves.find((each) => each.waveNumber === state.current_wave_number);
  const group = wave === undefined ? null : findGroup(context, wave.protectionGroupId);
  if (wave === undefined || group === null) {
    throw new AwsFault('ValidationException', `Protection group not found for wave ${state.current_wave_number}`);
  }
  const region = context.drs.region(group.accountId, group.region);
  const serverIds = wave.serverIds.length > 0 ? wave.serverIds : group.sourceServerIds;
  applyLaunchConfig(region, serverIds, group.launchConfig);
  const ask = { serverIds, isDrill: state.is_drill, tags: {} };
  const job = context.drs.startRecovery(region, ask, orchestrationPrincipal(group.accountId));
  const started: Wave = {
    waveNumber: wave.waveNumber,
    waveName: wave.waveName,
    status: 'STARTED',
    jobId: job.id,
    startTime: epochSeconds(context.time.now()),
    serverIds,
    serverStatuses: serverIds.map((id) => serverAtStart(region, id)),
    region: group.region,
  };
  const before = context.executions.read(state.execution_id)?.waves ?? [];
  const kept = others === 'keep' ? before : before.filter((each) => each.jobId !== undefined);
  context.executions.update(state.execution_id, {
    waves: withWave(kept, started),
    drsJobId: job.id,
    drsRegion: group.region,
    status: 'POLLING',
  });
  return {
    ...state,
    status: 'running',
    wave_completed: false,
    job_id: job.id,
    region: group.region,
    server_ids: [...serverIds],
    current_wave_total_wait_time: 0,
    paused_before_wave: null,
  };
}

function applyLaunchConfig(
  region: DrsRegion,
  serverIds: readonly string[],
  config: { readonly subnetId: string; readonly instanceType: string; readonly securityGroupIds: readonly string[] },
): void {
  for (const id of serverIds) {
    const server = region.servers.get(id);
    if (server !== undefined) server.launch = { ...config };
  }
}

function serverAtStart(region: DrsRegion, id: string): WaveServer {
  const spec = region.servers.get(id)?.spec;
  return {
    sourceServerId: id,
    serverName: spec?.hostname ?? '',
    hostname: spec?.hostname ?? '',
    launchStatus: 'PENDING',
    instanceId: '',
    privateIp: '',
    instanceType: '',
    launchTime: '',
  };
}

/** Waves that a refresh still looks at. One stored as PENDING with a job is not among them (R10). */
export function isPolled(wave: Wave): boolean {
  return wave.jobId !== undefined && ['STARTED', 'LAUNCHING', 'IN_PROGRESS'].includes(wave.status);
}

/** Op `poll`: takes job status and servers of the started waves from DRS into the item. */
export function refreshWaves(context: PlatformContext, executionId: string): Execution | null {
  const execution = context.executions.read(executionId);
  if (execution === null) return null;
  const now = epochSeconds(context.time.now());
  const waves = execution.waves.map((wave) => (isPolled(wave) ? refreshWave(context, execution, wave) : wave));
  context.executions.update(executionId, { waves, updatedAt: now, lastPolledTime: now });
  return { ...execution, waves };
}

function refreshWave(context: PlatformContext, execution: Execution, wave: Wave): Wave {
  const region = context.drs.region(execution.accountId, wave.region ?? context.names.region);
  const job = region.jobs.get(wave.jobId ?? '');
  if (job === undefined || (job.status === 'PENDING' && !context.faults.isOn('R10'))) return wave;
  return { ...wave, status: job.status, serverStatuses: job.participants.map((part) => enrich(region, job, part.serverId)) };
}

/** A server after enrichment: instance data only once it is launched, `launchTime` dropped. */
export function enrich(region: DrsRegion, job: Job, serverId: string): WaveServer {
  const spec = region.servers.get(serverId)?.spec;
  const part = job.participants.find((each) => each.serverId === serverId);
  const instance = part?.recoveryInstanceId == null ? undefined : region.instances.get(part.recoveryInstanceId);
  return {
    sourceServerId: serverId,
    launchStatus: part?.launchStatus ?? 'PENDING',
    recoveryInstanceId: part?.recoveryInstanceId ?? '',
    serverName: spec?.tags.Name ?? spec?.hostname ?? '',
    ipAddress: spec?.ip ?? '',
    sourceInstanceId: spec?.originInstanceId ?? '',
    ...(instance === undefined
      ? {}
      : {
          instanceId: instance.id,
          privateIp: instance.privateIp,
          hostname: ec2Hostname(instance),
          instanceType: instance.instanceType,
          instanceState: instance.state === 'RUNNING' ? 'running' : 'shutting-down',
        }),
  };
}
