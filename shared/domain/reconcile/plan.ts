import { obstaclesTo, readinessOf, type ServerToStart } from '../capacity/pre-start';
import type { ServerId } from '../primitives';
import type { ConsoleState } from '../state';
import type { PlanView, ServerView } from '../view';
import { indexJobsUnderWay, indexOpenMembers, indexOpenPlans } from './indexes';
import { blocksStart } from './replication';
import { waveLabel } from './words';

type PlanWaves = ConsoleState['plans'][string]['fact']['waves'];

/** A recovery plan with its readiness: whether the platform would accept a start now, as far as its servers can be seen. */
export function planOf(id: string, state: ConsoleState, servers: Readonly<Record<string, ServerView>>): PlanView | null {
  const known = state.plans[id];
  if (known === undefined) return null;
  const { waves, planName, planId } = known.fact;
  const serverIds = serversOfPlan(known.fact, state);
  const obstacles = obstaclesTo(
    {
      planName,
      waves: waves.map((wave) => ({
        label: waveLabel(wave.waveNumber, wave.waveName),
        servers: serversOfWave(wave, state).map((server) => toStart(server, servers)),
      })),
    },
    {
      activeExecution: indexOpenPlans(state.executions).get(planId) ?? null,
      executionsOf: indexOpenMembers(state.executions),
      jobsIn: indexJobsUnderWay(state.jobs),
    },
  );
  return {
    ...known.fact,
    contextId: known.contextId,
    serverCount: serverIds.length,
    ready: obstacles.length === 0,
    readiness: readinessOf(obstacles, serverIds.filter((server) => servers[server] === undefined).length),
    blockingServerIds: obstacles.find(({ code }) => code === 'server-not-ready')?.serverIds ?? [],
    obstacles: [...obstacles],
    observedAt: known.observedAt,
    source: known.source,
  };
}

function toStart(sourceServerId: ServerId, servers: Readonly<Record<string, ServerView>>): ServerToStart {
  const server = servers[sourceServerId];
  if (server === undefined) return { sourceServerId, place: null, blocksStart: false };
  return { sourceServerId, place: `${server.accountId} ${server.region}`, blocksStart: blocksStart(server) };
}

/** Every server a plan would recover, each once, in the order of its waves. */
export function serversOfPlan({ waves }: { readonly waves: PlanWaves }, state: ConsoleState): readonly ServerId[] {
  return [...new Set(waves.flatMap((wave) => serversOfWave(wave, state)))];
}

/** The servers a start would take: those the wave names, else those of its protection group. */
function serversOfWave(wave: PlanWaves[number], state: ConsoleState): readonly ServerId[] {
  if (wave.serverIds.length > 0 || wave.protectionGroupId === null) return wave.serverIds;
  return state.groups[wave.protectionGroupId]?.fact.sourceServerIds ?? [];
}
