import type { Entity, View } from '../../../view';

/** A source server by its id, or by its name or host name whatever the case; null where none, or more than one, is called that. */
export function serverNamed(view: Pick<View, 'servers'>, wanted: string): Entity<'servers'> | null {
  if (wanted === '') return null;
  const byId = view.servers[wanted];
  if (byId !== undefined) return byId;
  const name = wanted.toLowerCase();
  const named = Object.values(view.servers).filter(
    (one) => one.name.toLowerCase() === name || one.hostname?.toLowerCase() === name,
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Sources of a context, or of all where none is named. */
export function sourcesOf(view: Pick<View, 'sources'>, contextId: string): readonly Entity<'sources'>[] {
  return Object.values(view.sources).filter((one) => one.state !== 'off' && (contextId === '' || one.contextId === contextId));
}
