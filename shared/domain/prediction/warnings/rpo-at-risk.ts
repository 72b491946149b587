import { aWarning, lasting, type Warn } from './warning';

/** A server's copy is older, or nearly older, than its objective allows: what is recovered will lack what came since. */
export const rpoAtRisk: Warn = (judged) => {
  const { rpo, before } = judged;
  if (rpo === null || rpo.objectiveMinutes === null || rpo.expectedSeconds === null) return [];
  const allowed = rpo.objectiveMinutes * 60;
  if (rpo.expectedSeconds < allowed * (before.has('rpo-at-risk') ? 0.8 : 0.9)) return [];
  const isMissed = rpo.expectedSeconds > allowed;
  const name = rpo.serverName ?? 'A server';
  return [
    aWarning(judged, {
      id: 'rpo-at-risk',
      kind: 'rpo-at-risk',
      severity: isMissed ? 'HIGH' : 'MEDIUM',
      probability: null,
      sourceServerId: rpo.sourceServerId,
      serverName: rpo.serverName,
      title: isMissed ? 'The recovery point objective would be missed' : 'The recovery point objective is nearly used up',
      summary: `${name} is ${lasting(rpo.expectedSeconds)} behind; the objective allows ${lasting(allowed)}.`,
      nextStep: `Look at the replication of ${name}: its backlog, its network and its replication server.`,
      evidence: [
        `Lag ${lasting(rpo.expectedSeconds)}, allowed ${lasting(allowed)}.`,
        ...(rpo.unknown > 0 ? [`Of ${rpo.unknown} servers the lag is not known.`] : []),
      ],
    }),
  ];
};
