import { AwsFault } from '../service';
import type { Item } from '../world';
import type { PlatformContext } from './context';
import { type Execution, epochSeconds, isTerminal, type Wave } from './executions';
import type { PlainObject } from './marshal';
import { runArn } from './names';
import { isPolled, refreshWaves } from './waves';

/** One pass over all executions. */
export type Poller = () => void;

/** The one-minute schedule: looks at items in POLLING, CANCELLING and COMPLETED, and at no others. */
export function createPoller(context: PlatformContext): Poller {
  /** Items found in order. They are not unpacked again every minute for as long as nobody changes them. */
  const settled = new WeakSet<Item>();
  return () => {
    for (const id of context.executions.ids()) {
      const item = context.executions.item(id);
      if (item !== null && !settled.has(item) && pollItem(context, id) === 'settled') settled.add(item);
    }
  };
}

function pollItem(context: PlatformContext, id: string): 'settled' | 'open' {
  switch (context.executions.status(id)) {
    case 'POLLING':
      pollOne(context, id);
      return 'open';
    case 'CANCELLING':
      finishCancel(context, id);
      return 'open';
    case 'COMPLETED':
      return rescore(context, id);
    default:
      return 'open';
  }
}

/** Refreshes the waves; an aborted run makes the item TERMINATED. */
function pollOne(context: PlatformContext, id: string): void {
  refreshWaves(context, id);
  if (runStatus(context, id) === 'ABORTED')
    context.executions.update(id, { status: 'TERMINATED', endTime: epochSeconds(context.time.now()) });
}

function runStatus(context: PlatformContext, id: string): string | null {
  try {
    return context.runs.run(runArn(context.names, id)).status;
  } catch (error) {
    if (error instanceof AwsFault) return null;
    throw error;
  }
}

/** A cancel whose last wave has ended by itself is finished here, as PARTIAL when some waves were completed. */
function finishCancel(context: PlatformContext, id: string): void {
  const execution = refreshWaves(context, id);
  if (execution === null || execution.waves.some((wave) => !isWaveOver(wave))) return;
  const completed = execution.waves.filter((wave) => wave.status === 'COMPLETED');
  const status = completed.length > 0 ? 'PARTIAL' : 'CANCELLED';
  context.executions.update(id, { status, endTime: epochSeconds(context.time.now()), ...outcomeOf(execution) });
}

/**
 * COMPLETED becomes PARTIAL after the fact when a wave is not terminal in the item, whatever its servers did
 * (aws-contracts 9, items 10 and 11).
 */
function rescore(context: PlatformContext, id: string): 'settled' | 'open' {
  const execution = context.executions.read(id);
  if (execution === null || execution.waves.every(isWaveOver)) return 'settled';
  const scored = refreshServers(context, execution);
  const completed = scored.waves.filter((wave) => wave.status === 'COMPLETED');
  const waves = scored.waves.map((wave) =>
    isWaveOver(wave) ? wave : { ...wave, status: isPolled(wave) ? 'COMPLETED' : 'FAILED' },
  );
  context.executions.update(id, {
    ...outcomeOf(scored),
    status: completed.length > 0 ? 'PARTIAL' : 'FAILED',
    waves,
    errorMessage: `Execution ended with ${scored.waves.length - completed.length} of ${scored.waves.length} waves not completed`,
    updatedAt: epochSeconds(context.time.now()),
    lastPolledTime: epochSeconds(context.time.now()),
  });
  return 'open';
}

/** Servers are read from DRS, but the wave keeps the status it is scored by. */
function refreshServers(context: PlatformContext, execution: Execution): Execution {
  const refreshed = refreshWaves(context, execution.executionId) ?? execution;
  const statusOf = (wave: Wave) => execution.waves.find((each) => each.waveNumber === wave.waveNumber)?.status ?? wave.status;
  return { ...refreshed, waves: refreshed.waves.map((wave) => ({ ...wave, status: statusOf(wave) })) };
}

function isWaveOver(wave: Wave): boolean {
  return isTerminal(wave.status);
}

function outcomeOf(execution: Execution): PlainObject {
  const by = (status: string) => execution.waves.filter((wave) => wave.status === status);
  const pending = execution.waves.filter((wave) => !isWaveOver(wave));
  const servers = execution.waves.flatMap((wave) =>
    wave.serverIds.map((id) => wave.serverStatuses?.find((each) => each.sourceServerId === id)?.launchStatus ?? 'PENDING'),
  );
  const count = (...statuses: string[]) => servers.filter((status) => statuses.includes(status)).length;
  const details = {
    totalWaves: execution.waves.length,
    wavesCompleted: by('COMPLETED').length,
    wavesFailed: by('FAILED').length,
    wavesCancelled: by('CANCELLED').length,
    wavesPending: pending.length,
    totalServers: servers.length,
    serversLaunched: count('LAUNCHED'),
    serversFailed: count('FAILED', 'TERMINATED'),
    serversCancelled: by('CANCELLED').flatMap((wave) => wave.serverIds).length,
    serversPending: count('PENDING', 'IN_PROGRESS'),
    completedWaves: by('COMPLETED').map(waveOutcome),
    failedWaves: by('FAILED').map(waveOutcome),
    cancelledWaves: by('CANCELLED').map(waveOutcome),
  };
  return {
    outcomeDetails: details,
    outcomeSummary: `${details.wavesCompleted} of ${details.totalWaves} waves completed, ${details.serversLaunched} of ${details.totalServers} servers launched`,
  };
}

function waveOutcome(wave: Wave): PlainObject {
  const count = (status: string) => wave.serverStatuses?.filter((each) => each.launchStatus === status).length ?? 0;
  return {
    name: wave.waveName,
    serversLaunched: count('LAUNCHED'),
    serversFailed: count('FAILED'),
    serversCancelled: wave.status === 'CANCELLED' ? wave.serverIds.length : 0,
  };
}
