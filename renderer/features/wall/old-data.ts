import type { SourceHealth } from '../../../shared/domain/health';
import type { Connection } from '../../bridge/connection';
import { chipsOf, moodOf } from '../../store/selectors';

/** Why what is on the wall is not now; null while all of it is. */
export type OldData =
  | { readonly kind: 'link'; readonly sinceMs: number | null }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'sources'; readonly names: readonly string[]; readonly ageMs: number | null };

interface Known {
  readonly connection: Connection;
  readonly silentSinceMs: number | null;
  readonly sources: readonly SourceHealth[];
  /** Engine time, epoch milliseconds. */
  readonly nowMs: number;
}

/** The worst of it: no way to the console comes before a source that fell silent. */
export function oldDataOf({ connection, silentSinceMs, sources, nowMs }: Known): OldData | null {
  switch (connection.kind) {
    case 'refused':
      return { kind: 'refused', message: connection.message };
    case 'reconnecting':
      return { kind: 'link', sinceMs: connection.sinceMs };
    case 'connecting':
      return sources.length === 0 ? null : { kind: 'link', sinceMs: null };
    case 'live':
      return silentSinceMs === null ? oldSources(sources, nowMs) : { kind: 'link', sinceMs: silentSinceMs };
  }
}

function oldSources(sources: readonly SourceHealth[], nowMs: number): OldData | null {
  const stale = chipsOf(sources)
    .map((chip) => ({ chip: chip.chip, ...moodOf(chip, nowMs) }))
    .filter(({ mood }) => mood === 'stale');
  if (stale.length === 0) return null;
  const ages = stale.flatMap(({ ageMs }) => ageMs ?? []);
  return { kind: 'sources', names: stale.map(({ chip }) => chip), ageMs: ages.length === 0 ? null : Math.max(...ages) };
}
