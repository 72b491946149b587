import { aWarning, type Warn } from './warning';

/** States from which DRS cannot recover, or only from an old copy. */
const broken: ReadonlySet<string> = new Set(['STALLED', 'DISCONNECTED', 'STOPPED', 'NOT_STARTED']);

/** Servers of waves that have not begun whose replication stands in the way of their launch. */
export const replication: Warn = (judged) =>
  judged.course.servers.flatMap((server) => {
    const seen = judged.servers[server.sourceServerId];
    const state = seen?.replicationState.toUpperCase();
    if (server.outcome !== 'open' || server.courses.length > 0 || seen === undefined || state === undefined) return [];
    if (!broken.has(state)) return [];
    const cause = seen.replicationError === null ? '' : ` (${seen.replicationError})`;
    return [
      aWarning(judged, {
        id: `replication/${server.sourceServerId}`,
        kind: 'replication',
        severity: 'HIGH',
        probability: null,
        waveNumber: server.waveNumber,
        sourceServerId: server.sourceServerId,
        serverName: server.serverName,
        title: `${server.serverName} does not replicate before its wave`,
        summary: `Replication of ${server.serverName} is ${state.toLowerCase().replace('_', ' ')}${cause}; its wave has not begun. It may fail to launch, or come up with old data.`,
        nextStep: `Check the replication agent on ${server.serverName} and its way to the staging area before the wave starts.`,
        evidence: [`Replication state ${state}${cause}.`],
      }),
    ];
  });
