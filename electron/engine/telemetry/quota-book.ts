import { type QuotaView, type QuotaWorld, standingOf, watchedQuotas } from '../../../shared/domain/capacity/quotas';
import type { ContextId, Instant } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { DrsPlace } from '../aws/aws-context';

/** What Service Quotas said of one place. */
export interface LimitsRead {
  readonly contextId: ContextId;
  readonly place: DrsPlace;
  readonly services: readonly QuotaView['service'][];
  /** By quota code. */
  readonly limits: ReadonlyMap<string, { readonly limit: number; readonly adjustable: boolean }>;
  readonly measured: ReadonlyMap<string, number>;
  readonly readAt: Instant;
}

/** The limits read last, and the quotas as they stand: limits from here, use from the live view at the moment of asking. */
export interface QuotaBook {
  put(read: LimitsRead): void;
  readAt(contextId: ContextId, place: DrsPlace): Instant | null;
  /** Every quota of the places a view knows, most pressing first; `contextId` null for all contexts. `now` dates what is not read yet. */
  views(view: View, contextId: ContextId | null, now: Instant): QuotaView[];
}

const rank: Readonly<Record<QuotaView['level'], number>> = { critical: 0, warn: 1, ok: 2, unknown: 3 };

export function createQuotaBook(): QuotaBook {
  const read = new Map<string, LimitsRead>();
  return {
    put(limits) {
      read.set(placeKey(limits.contextId, limits.place), limits);
    },
    readAt: (contextId, place) => read.get(placeKey(contextId, place))?.readAt ?? null,
    views(view, contextId, now) {
      const places = placesIn(view).filter((one) => contextId === null || one.contextId === contextId);
      return places
        .flatMap((one) => quotasOf(one, view, read.get(placeKey(one.contextId, one.place)), now))
        .sort((one, other) => rank[one.level] - rank[other.level] || shareOf(other) - shareOf(one));
    },
  };
}

interface PlaceOfContext {
  readonly contextId: ContextId;
  readonly place: DrsPlace;
  readonly isHome: boolean;
}

/** Each context's own account, and every account and region in which it sees source servers or jobs. */
function placesIn(view: View): readonly PlaceOfContext[] {
  const places = new Map<string, PlaceOfContext>();
  const add = (contextId: ContextId, place: DrsPlace, isHome: boolean): void => {
    const key = placeKey(contextId, place);
    places.set(key, { contextId, place, isHome: isHome || places.get(key)?.isHome === true });
  };
  for (const { contextId, accountId, region } of [...Object.values(view.servers), ...Object.values(view.jobs)]) {
    add(contextId, { accountId, region }, false);
  }
  for (const { contextId, accountId, region } of Object.values(view.contexts)) {
    if (accountId !== null) add(contextId, { accountId, region }, true);
  }
  return [...places.values()];
}

function quotasOf(
  { contextId, place, isHome }: PlaceOfContext,
  view: View,
  read: LimitsRead | undefined,
  now: Instant,
): QuotaView[] {
  const world = worldOf(contextId, place, view, read);
  const services = read?.services ?? (isHome ? ['drs', 'states', 'sns'] : ['drs']);
  const observedAt = read?.readAt ?? now;
  return watchedQuotas
    .filter(({ service }) => services.includes(service))
    .map((quota) => {
      const known = read?.limits.get(quota.code);
      const limit = known?.limit ?? quota.documented;
      const { service, code, name, use } = quota;
      return {
        id: `${placeKey(contextId, place)}/${code}`,
        contextId,
        ...place,
        service,
        code,
        name,
        limit,
        limitFrom: known === undefined ? ('documented' as const) : ('service-quotas' as const),
        adjustable: known?.adjustable ?? quota.adjustable,
        ...standingOf(quota, limit, world),
        use,
        observedAt,
        source: 'service-quotas' as const,
      };
    });
}

function worldOf(contextId: ContextId, { accountId, region }: DrsPlace, view: View, read: LimitsRead | undefined): QuotaWorld {
  const isHere = (thing: DrsPlace): boolean => thing.accountId === accountId && thing.region === region;
  return {
    replicationStates: Object.values(view.servers)
      .filter(isHere)
      .map(({ replicationState }) => replicationState),
    activeJobs: Object.values(view.jobs)
      .filter((job) => isHere(job) && job.status.toUpperCase() !== 'COMPLETED')
      .map(({ servers }) => servers.map(({ sourceServerId }) => sourceServerId)),
    openRuns: Object.values(view.executions).filter((one) => one.contextId === contextId && one.runStatus === 'RUNNING').length,
    measured: read?.measured ?? new Map(),
  };
}

function placeKey(contextId: ContextId, { accountId, region }: DrsPlace): string {
  return `${contextId}/${accountId}/${region}`;
}

function shareOf({ used, limit }: QuotaView): number {
  return used === null || limit === 0 ? 0 : used / limit;
}
