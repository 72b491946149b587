import { isEqual } from '../../lib/equal';
import type { ExecutionItem, ItemServer, ItemWave } from '../facts';
import type { Instant } from '../primitives';
import type { ExecutionFacts } from '../state';
import { copying } from './records';

type Waves = Pick<ExecutionFacts, 'waves' | 'wavesSeenAt'>;

/**
 * Folds the waves of one item observation into what is remembered, by wave number. The newest observation of a wave decides what it
 * says; what it leaves out (a started wave drops its gate and group, a resumed item drops waves and EC2 details) stays as known.
 */
export function mergeWaves(held: Waves, item: ExecutionItem, at: Instant): Waves {
  let { waves, wavesSeenAt } = held;
  for (const wave of item.waves) {
    const key = String(wave.waveNumber);
    const before = waves[wave.waveNumber];
    const seenAt = wavesSeenAt[wave.waveNumber];
    const isNewest = seenAt === undefined || at >= seenAt;
    waves = copying.put(waves, key, before === undefined ? wave : merged(before, wave, isNewest));
    if (isNewest) wavesSeenAt = copying.put(wavesSeenAt, key, at);
  }
  return { waves, wavesSeenAt };
}

function merged(before: ItemWave, wave: ItemWave, isNewest: boolean): ItemWave {
  const result = isNewest ? filled(wave, before) : filled(before, wave);
  return isEqual(result, before) ? before : result;
}

/** `newest`, with its gaps filled from another observation of the same wave. */
function filled(newest: ItemWave, other: ItemWave): ItemWave {
  return {
    ...newest,
    waveName: newest.waveName === '' ? other.waveName : newest.waveName,
    jobId: newest.jobId ?? other.jobId,
    region: newest.region ?? other.region,
    startedAt: newest.startedAt ?? other.startedAt,
    endedAt: newest.endedAt ?? other.endedAt,
    pauseBeforeWave: newest.pauseBeforeWave ?? other.pauseBeforeWave,
    protectionGroupId: newest.protectionGroupId ?? other.protectionGroupId,
    serverIds: newest.serverIds.length === 0 ? other.serverIds : newest.serverIds,
    servers: newest.servers.length === 0 ? other.servers : newest.servers.map((server) => filledServer(server, other.servers)),
  };
}

function filledServer(newest: ItemServer, others: readonly ItemServer[]): ItemServer {
  const other = others.find((server) => server.sourceServerId === newest.sourceServerId);
  if (other === undefined) return newest;
  return {
    ...newest,
    serverName: newest.serverName ?? other.serverName,
    recoveryInstanceId: newest.recoveryInstanceId ?? other.recoveryInstanceId,
    instanceType: newest.instanceType ?? other.instanceType,
    privateIp: newest.privateIp ?? other.privateIp,
  };
}
