import { type QuotaPlace, quotaPlaceKey, quotaPlaces, quotaWorldOf } from '../../../shared/domain/capacity/quota-use';
import { type QuotaView, standingOf, watchedQuotas } from '../../../shared/domain/capacity/quotas';
import type { ContextId, Instant } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { DrsPlace } from '../aws/aws-context';

/** What Service Quotas said of one place. */
export interface LimitsRead {
  readonly contextId: ContextId;
  readonly place: DrsPlace;
  readonly services: readonly QuotaView['service'][];
  /** By quota code. */
  readonly limits: Readonly<Record<string, { readonly limit: number; readonly adjustable: boolean }>>;
  readonly measured: Readonly<Record<string, number>>;
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
      read.set(quotaPlaceKey({ contextId: limits.contextId, ...limits.place }), limits);
    },
    readAt: (contextId, place) => read.get(quotaPlaceKey({ contextId, ...place }))?.readAt ?? null,
    views(view, contextId, now) {
      return quotaPlaces(view)
        .filter((place) => contextId === null || place.contextId === contextId)
        .flatMap((place) => quotasOf(place, view, read.get(quotaPlaceKey(place)), now))
        .sort((one, other) => rank[one.level] - rank[other.level] || shareOf(other) - shareOf(one));
    },
  };
}

function quotasOf(place: QuotaPlace, view: View, read: LimitsRead | undefined, now: Instant): QuotaView[] {
  const { contextId, accountId, region } = place;
  const world = quotaWorldOf(place, view, read?.measured ?? {});
  const services = read?.services ?? (place.isHome ? ['drs', 'states', 'sns'] : ['drs']);
  const observedAt = read?.readAt ?? now;
  return watchedQuotas
    .filter(({ service }) => services.includes(service))
    .map((quota) => {
      const known = read?.limits[quota.code];
      const limit = known?.limit ?? quota.documented;
      const { service, code, name, use } = quota;
      return {
        id: `${quotaPlaceKey(place)}/${code}`,
        contextId,
        accountId,
        region,
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

function shareOf({ used, limit }: QuotaView): number {
  return used === null || limit === 0 ? 0 : used / limit;
}
