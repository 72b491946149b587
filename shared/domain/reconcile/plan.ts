import type { ServerId } from '../primitives';
import type { ConsoleState } from '../state';
import type { PlanView, ServerView } from '../view';
import { blockingAmong } from './replication';
import { counted } from './words';

/** A recovery plan with its readiness: whether the platform would accept a start now, as far as its servers can be seen. */
export function planOf(id: string, state: ConsoleState, servers: Readonly<Record<string, ServerView>>): PlanView | null {
  const known = state.plans[id];
  if (known === undefined) return null;
  const serverIds = serversOfPlan(known.fact.waves, state);
  const blockingServerIds = [...blockingAmong(serverIds, servers)];
  const unseen = serverIds.filter((server) => servers[server] === undefined).length;
  return {
    ...known.fact,
    contextId: known.contextId,
    serverCount: serverIds.length,
    ready: blockingServerIds.length === 0,
    readiness: readinessOf(blockingServerIds.length, unseen),
    blockingServerIds,
    observedAt: known.observedAt,
    source: known.source,
  };
}

function readinessOf(blocking: number, unseen: number): string {
  if (blocking > 0) return `cannot start: ${counted(blocking, 'server')}`;
  return unseen > 0 ? `ready as far as known: ${counted(unseen, 'server')} not read` : 'ready';
}

/** The servers a start would take: those the wave names, else those of its protection group. */
function serversOfPlan(waves: ConsoleState['plans'][string]['fact']['waves'], state: ConsoleState): readonly ServerId[] {
  const ids = waves.flatMap((wave) => {
    if (wave.serverIds.length > 0 || wave.protectionGroupId === null) return wave.serverIds;
    return state.groups[wave.protectionGroupId]?.fact.sourceServerIds ?? [];
  });
  return [...new Set(ids)];
}
