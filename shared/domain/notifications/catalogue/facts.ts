import type { ContextId, ServerId } from '../../primitives';
import type { Execution, Participant, ServerView, Wave } from '../../view';
import type { ExecutionFacts, NotificationEvent, ServerFacts, WaveFacts } from '../event';
import type { Commit, Scene } from './scene';

const MOST_SERVERS = 50;
/** Beside the one that an event is about: many servers may fail at once, and each is an event. */
const MOST_BESIDE = 10;

type Place = Pick<NotificationEvent, 'contextId' | 'contextName' | 'environment' | 'accountId' | 'region' | 'rehearsal'>;

/** Where something happened. A context nobody knows counts as production; what is the console's own happens nowhere. */
export function placeOf(contextId: ContextId | null, { view, rehearsal }: Commit): Place {
  const context = contextId === null ? undefined : view.contexts[contextId];
  return {
    contextId,
    contextName: context?.name ?? null,
    environment: contextId === null ? null : (context?.environment ?? 'production'),
    accountId: context?.accountId ?? null,
    region: context?.region ?? null,
    rehearsal: rehearsal || (context?.rehearsal ?? false),
  };
}

type About = Place & Pick<NotificationEvent, 'threadKey' | 'planId' | 'planName' | 'execution'>;

/** What every event of an execution says. `servers` are those it lists; all of it, failed ones first, where absent. */
export function aboutExecution(execution: Execution, scene: Scene, servers?: readonly Participant[]): About {
  const place = placeOf(execution.contextId, scene);
  return {
    ...place,
    accountId: execution.accountId ?? place.accountId,
    region: execution.region ?? place.region,
    threadKey: `execution:${execution.executionId}`,
    planId: execution.planId,
    planName: execution.planName,
    execution: executionFacts(execution, scene, servers),
  };
}

function executionFacts(execution: Execution, scene: Scene, servers?: readonly Participant[]): ExecutionFacts {
  const all = scene.participantsOf(execution.executionId);
  const listed = (servers ?? failedFirst(all)).slice(0, MOST_SERVERS);
  const { counts } = execution;
  return {
    id: execution.executionId,
    type: execution.executionType,
    status: execution.status,
    detail: [...execution.detail],
    summary: execution.summary,
    startedAt: execution.startedAt,
    endedAt: execution.endedAt,
    durationSeconds: execution.durationSeconds,
    initiatedBy: execution.initiatedBy,
    errorMessage: execution.errorMessage,
    totalWaves: execution.totalWaves,
    currentWave: execution.currentWave,
    pausedBeforeWave: execution.pausedBeforeWave,
    total: counts.total,
    launched: counts.launched,
    failed: counts.failed,
    instancesRunning: execution.instancesRunning.length,
    waves: execution.waves.map(waveFacts),
    servers: listed.map((participant) => participantFacts(participant, scene)),
    serversOmitted: Math.max(0, all.length - listed.length),
  };
}

/** One server of an execution, and the first that failed beside it. */
export function besides(participant: Participant, scene: Scene): readonly Participant[] {
  const others = failedOf(participant.executionId, scene).filter(({ id }) => id !== participant.id);
  return [participant, ...others.slice(0, MOST_BESIDE)];
}

export function failedOf(executionId: Participant['executionId'], scene: Scene): readonly Participant[] {
  return scene.participantsOf(executionId).filter(({ phase }) => phase === 'FAILED');
}

function failedFirst(participants: readonly Participant[]): readonly Participant[] {
  const rankOf = ({ phase }: Participant) => (phase === 'FAILED' ? 0 : 1);
  const isBefore = (a: Participant, b: Participant) =>
    rankOf(a) - rankOf(b) || a.waveNumber - b.waveNumber || (a.serverName < b.serverName ? -1 : 1);
  return [...participants].sort(isBefore);
}

export function waveFacts(wave: Wave): WaveFacts {
  return {
    number: wave.waveNumber,
    label: wave.label,
    status: wave.status,
    startedAt: wave.startedAt,
    endedAt: wave.endedAt,
    total: wave.counts.total,
    launched: wave.counts.launched,
    failed: wave.counts.failed,
  };
}

export function waveOf(execution: Execution | undefined, waveNumber: number | null): WaveFacts | null {
  const wave = execution?.waves.find((each) => each.waveNumber === waveNumber);
  return wave === undefined ? null : waveFacts(wave);
}

/** A server as a part of an execution. */
export function participantFacts(participant: Participant, { view }: Commit): ServerFacts {
  const server = view.servers[participant.sourceServerId];
  return {
    id: participant.sourceServerId,
    name: participant.serverName,
    waveNumber: participant.waveNumber,
    phase: participant.phase,
    launchStatus: participant.launchStatus,
    error: participant.error,
    rawError: participant.rawError,
    recoveryInstanceId: participant.recoveryInstanceId,
    instanceType: participant.instanceType,
    privateIp: participant.privateIp,
    replicationState: server?.replicationState ?? null,
    lagSeconds: server?.lagSeconds ?? null,
  };
}

/** A server that replicates. */
export function serverFacts(server: ServerView): ServerFacts {
  return {
    id: server.sourceServerId,
    name: server.name,
    waveNumber: null,
    phase: null,
    launchStatus: null,
    error: server.replicationError,
    rawError: server.replicationError,
    recoveryInstanceId: server.recoveryInstanceId,
    instanceType: null,
    privateIp: null,
    replicationState: server.replicationState,
    lagSeconds: server.lagSeconds,
  };
}

/** The plan of a server, where exactly one has it. */
export function planOfServer(id: ServerId, { view }: Commit): Pick<NotificationEvent, 'planId' | 'planName'> {
  const plans = Object.values(view.plans).filter(({ waves }) => waves.some(({ serverIds }) => serverIds.includes(id)));
  const only = plans.length === 1 ? plans[0] : undefined;
  return { planId: only?.planId ?? null, planName: only?.planName ?? null };
}
