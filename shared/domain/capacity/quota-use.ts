import { isEqual } from '../../lib/equal';
import { changedKeys } from '../changed-keys';
import type { ContextId } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import type { QuotaLimits } from '../state';
import { type QuotaWorld, type WatchedQuota, watchedQuotas } from './quotas';

/** What the use of quotas is counted from. */
export type UseView = Pick<DomainView, 'contexts' | 'servers' | 'jobs' | 'executions'>;

/** One account and region in which a context uses AWS. */
export interface QuotaPlace {
  readonly contextId: ContextId;
  readonly accountId: string;
  readonly region: string;
  /** The context's own account and region, where the orchestrator lives. */
  readonly isHome: boolean;
}

/** `context/account/region`. */
export function quotaPlaceKey({ contextId, accountId, region }: Omit<QuotaPlace, 'isHome'>): string {
  return `${contextId}/${accountId}/${region}`;
}

/** Each context's own account, and every account and region in which it sees source servers or jobs. */
export function quotaPlaces(view: UseView): readonly QuotaPlace[] {
  const places = new Map<string, QuotaPlace>();
  for (const { contextId, accountId, region } of Object.values(view.contexts)) {
    if (accountId === null) continue;
    const home = { contextId, accountId, region, isHome: true };
    places.set(quotaPlaceKey(home), home);
  }
  for (const { places: found } of [serversIn(view.servers), jobsIn(view.jobs)]) {
    for (const [key, place] of found) if (!places.has(key)) places.set(key, { ...place, isHome: false });
  }
  return [...places.values()];
}

/** What is in use in a place now, as far as the console sees it; `measured` is what AWS said of the rest. */
export function quotaWorldOf(place: QuotaPlace, view: UseView, measured: Readonly<Record<string, number>>): QuotaWorld {
  const key = quotaPlaceKey(place);
  return {
    replicationStates: serversIn(view.servers).found.get(key) ?? [],
    activeJobs: jobsIn(view.jobs).found.get(key) ?? [],
    openRuns: openRunsIn(view, place.contextId),
    measured: new Map(Object.entries(measured)),
  };
}

/** Quotas that matter in a place: Step Functions and SNS where the orchestrator lives, DRS wherever servers replicate to. */
export function quotasIn(place: QuotaPlace): readonly WatchedQuota[] {
  return place.isHome ? watchedQuotas : watchedQuotas.filter(({ service }) => service === 'drs');
}

/** The limit that holds, or null where only AWS could say: it may have been raised for this account. */
export function certainLimit(quota: WatchedQuota, read: QuotaLimits | undefined): number | null {
  const known = read?.limits[quota.code]?.limit;
  return known ?? (quota.adjustable ? null : quota.documented);
}

function openRunsIn(view: UseView, contextId: ContextId): number {
  return Object.values(view.executions).filter((one) => one.contextId === contextId && one.runStatus === 'RUNNING').length;
}

type Placed = Omit<QuotaPlace, 'isHome'>;

interface Tally<T> {
  readonly places: ReadonlyMap<string, Placed>;
  readonly found: ReadonlyMap<string, readonly T[]>;
}

/** Replication states of the servers of each place. */
const serversIn = counting(({ replicationState }: UseView['servers'][string]) => replicationState);

/** Servers of each job that has not ended, by place. */
const jobsIn = counting(({ status, servers }: UseView['jobs'][string]) =>
  status.toUpperCase() === 'COMPLETED' ? null : servers.map(({ sourceServerId }) => sourceServerId),
);

/**
 * What the use of all quotas follows from, to be compared item by item: as long as every one is the same, no use has changed. Most of
 * what is learnt about servers and jobs, such as lag, leaves them as they are.
 */
export function marksOfUse(view: UseView): readonly unknown[] {
  const running = Object.values(view.executions).flatMap(({ contextId, runStatus }) =>
    runStatus === 'RUNNING' ? contextId : [],
  );
  return [view.contexts, serversIn(view.servers), jobsIn(view.jobs), running.sort().join()];
}

/**
 * Counts collections by place; `worth` answers null for what is not in use. Collections are immutable, and the count of the last one
 * serves for the next where nothing changed that is counted.
 */
function counting<E extends Placed, T>(worth: (thing: E) => T | null): (collection: Readonly<Record<string, E>>) => Tally<T> {
  const known = new WeakMap<object, Tally<T>>();
  let last: { readonly collection: Readonly<Record<string, E>>; readonly tally: Tally<T> } | null = null;
  const isAlike = (before: E | undefined, after: E | undefined): boolean =>
    before !== undefined &&
    after !== undefined &&
    before.accountId === after.accountId &&
    before.region === after.region &&
    before.contextId === after.contextId &&
    isEqual(worth(before), worth(after));
  return (collection) => {
    const held = known.get(collection);
    if (held !== undefined) return held;
    const former = last;
    const isSame =
      former !== null &&
      changedKeys(former.collection, collection).every((key) => isAlike(former.collection[key], collection[key]));
    const made = isSame ? former.tally : tally(collection, worth);
    known.set(collection, made);
    last = { collection, tally: made };
    return made;
  };
}

/** Puts the things of a collection together by place. */
function tally<E extends Placed, T>(collection: Readonly<Record<string, E>>, worth: (thing: E) => T | null): Tally<T> {
  const places = new Map<string, Placed>();
  const found = new Map<string, T[]>();
  for (const thing of Object.values(collection)) {
    const key = quotaPlaceKey(thing);
    if (!places.has(key)) places.set(key, { contextId: thing.contextId, accountId: thing.accountId, region: thing.region });
    const value = worth(thing);
    if (value === null) continue;
    const values = found.get(key);
    if (values === undefined) found.set(key, [value]);
    else values.push(value);
  }
  return { places, found };
}
