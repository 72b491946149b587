import type { Change } from '../../../shared/contract/stream';
import type { CollectionName, Entity, View } from '../../../shared/domain/view';

type Held<C extends CollectionName> = Readonly<Record<string, Entity<C>>>;
type Removal = Extract<Change, { kind: 'remove' }>;
type Put<C extends CollectionName> = {
  [K in C]: { readonly kind: 'put'; readonly collection: K; readonly id: string; readonly entity: Entity<K> };
}[C];

/** What turns `before` into `after`. Compares by identity: an entity that did not change keeps its object. */
export function changesBetween(before: View, after: View): Change[] {
  return [
    ...changesIn('engine', before.engine, after.engine),
    ...changesIn('contexts', before.contexts, after.contexts),
    ...changesIn('sources', before.sources, after.sources),
    ...changesIn('plans', before.plans, after.plans),
    ...changesIn('executions', before.executions, after.executions),
    ...changesIn('participants', before.participants, after.participants),
    ...changesIn('jobs', before.jobs, after.jobs),
    ...changesIn('servers', before.servers, after.servers),
    ...changesIn('instances', before.instances, after.instances),
    ...changesIn('notices', before.notices, after.notices),
    ...changesIn('incidents', before.incidents, after.incidents),
    ...changesIn('findings', before.findings, after.findings),
    ...changesIn('malformed', before.malformed, after.malformed),
    ...changesIn('forecasts', before.forecasts, after.forecasts),
  ];
}

function changesIn<C extends CollectionName>(collection: C, before: Held<C>, after: Held<C>): (Put<C> | Removal)[] {
  if (before === after) return [];
  const changes: (Put<C> | Removal)[] = [];
  for (const [id, entity] of Object.entries<Entity<C>>(after)) {
    if (before[id] === entity) continue;
    const put: Put<C> = { kind: 'put', collection, id, entity };
    changes.push(put);
  }
  for (const id of Object.keys(before)) if (!(id in after)) changes.push({ kind: 'remove', collection, id });
  return changes;
}
