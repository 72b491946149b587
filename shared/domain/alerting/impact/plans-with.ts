import type { DomainView } from '../../reconcile/domain-view';
import type { PlanView } from '../../view';

/** Plans are never changed in place, so what was found in a record of them holds for as long as the record does. */
const indexes = new WeakMap<DomainView['plans'], ReadonlyMap<string, readonly PlanView[]>>();

/** Plans that have a server in any of their waves. */
export function plansWith(serverId: string, plans: DomainView['plans']): readonly PlanView[] {
  const held = indexes.get(plans);
  if (held !== undefined) return held.get(serverId) ?? [];
  const index = new Map<string, PlanView[]>();
  for (const plan of Object.values(plans))
    for (const server of new Set(plan.waves.flatMap(({ serverIds }) => serverIds)))
      index.set(server, [...(index.get(server) ?? []), plan]);
  indexes.set(plans, index);
  return index.get(serverId) ?? [];
}
