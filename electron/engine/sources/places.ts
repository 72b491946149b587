import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleState } from '../../../shared/domain/state';
import type { DrsPlace } from '../aws/aws-context';

/**
 * Where DRS has to be read for a context: its own account and region, and every account and region that its plans, groups and
 * executions name. The platform keeps all of a plan in one account, but plans may differ.
 */
export function placesOf(state: ConsoleState, contextId: ContextId): readonly DrsPlace[] {
  const context = state.contexts[contextId];
  if (context === undefined) return [];
  const places = new Map<string, DrsPlace>();
  const add = (accountId: string | null, region: string | null): void => {
    const account = accountId ?? context.accountId;
    if (account === null) return;
    const place = { accountId: account, region: region ?? context.region };
    places.set(`${place.accountId}/${place.region}`, place);
  };
  add(null, null);
  for (const { contextId: owner, fact } of Object.values(state.groups)) if (owner === contextId) add(fact.accountId, fact.region);
  for (const { contextId: owner, fact } of Object.values(state.plans)) {
    const isPlaced = fact.waves.some((wave) => wave.protectionGroupId !== null && wave.protectionGroupId in state.groups);
    if (owner === contextId && !isPlaced) add(fact.accountId, null);
  }
  for (const execution of Object.values(state.executions)) {
    if (execution.contextId !== contextId || execution.item === null) continue;
    const { accountId, waves } = execution.item.fact;
    const regions = new Set(waves.map((wave) => wave.region).filter((region) => region !== null));
    for (const region of regions) add(accountId, region);
  }
  return [...places.values()];
}

/** The part of a source's key that names its place: the account, with the region where it is not the context's own. */
export function placeLabel(place: DrsPlace, region: string): string {
  return place.region === region ? place.accountId : `${place.accountId}:${place.region}`;
}
