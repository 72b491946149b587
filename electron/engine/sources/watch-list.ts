import { ContextId } from '../../../shared/domain/primitives';
import type { Settings } from '../../../shared/domain/settings';
import type { ContextSpec } from '../engine-api';

/** Profile and region that a context's id names (`payroll@us-east-1`), or null where it names none. */
export function placeOfId(contextId: string): { readonly profile: string; readonly region: string } | null {
  const at = contextId.lastIndexOf('@');
  const [profile, region] = [contextId.slice(0, at), contextId.slice(at + 1)];
  // A profile's name may hold an @ itself; a region never does.
  return at > 0 && /^[a-z]{2,6}(-[a-z0-9]+)+$/.test(region) ? { profile, region } : null;
}

/** How a context that was added in the app is opened: as a real account, with nothing made there unasked. */
export function specOf(contextId: ContextId, endpointUrl: string | null): ContextSpec | null {
  const place = placeOfId(contextId);
  return place === null ? null : { contextId, ...place, endpointUrl, keys: null, mayCreateQueue: false };
}

/**
 * What is to be watched: the contexts the console was started with, unless they were let go since, and those that were added in the
 * app. A rehearsal watches its own and nothing else, so that no real account gets into it.
 */
export function wantedSpecs(started: readonly ContextSpec[], settings: Settings, isRehearsal: boolean): readonly ContextSpec[] {
  if (isRehearsal) return started;
  const chosen = new Map(settings.contexts.map((entry) => [entry.contextId, entry.watched]));
  const kept = started.filter(({ contextId }) => chosen.get(contextId) !== false);
  const endpointUrl = started.find((spec) => spec.endpointUrl !== null)?.endpointUrl ?? null;
  const added = settings.contexts
    .filter((entry) => entry.watched === true && !started.some((spec) => spec.contextId === entry.contextId))
    .map((entry) => specOf(ContextId.parse(entry.contextId), endpointUrl))
    .filter((spec) => spec !== null);
  return [...kept, ...added];
}

/** The settings without what contradicts the command line: who names a context there wants it watched from now on. */
export function asNamed(started: readonly ContextSpec[], settings: Settings): Settings {
  const named = new Set<string>(started.filter(({ byDefault }) => byDefault !== true).map(({ contextId }) => contextId));
  const contradicts = settings.contexts.some((entry) => entry.watched === false && named.has(entry.contextId));
  if (!contradicts) return settings;
  const contexts = settings.contexts.map((entry) => {
    if (entry.watched !== false || !named.has(entry.contextId)) return entry;
    const { watched: _, ...rest } = entry;
    return rest;
  });
  return { ...settings, contexts };
}
