import {
  certainLimit,
  marksOfUse,
  type QuotaPlace,
  quotaPlaceKey,
  quotaPlaces,
  quotasIn,
  quotaWorldOf,
  type UseView,
} from '../capacity/quota-use';
import { quotaAlarmShares, quotaSlack, type WatchedQuota } from '../capacity/quotas';
import type { ConsoleEvent } from '../events';
import type { Notice } from '../notice';
import { type Instant, msOf, NoticeId } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import type { ConsoleState } from '../state';
import { aNotice } from './notice-form';

/** A share that is passed again within this time is the same story: the notice opens again and nobody is called twice. */
const SAME_STORY_MS = 3_600_000;

/** What the last quiet judgement was made from. */
let quiet: readonly unknown[] = [];

/**
 * Notices of quotas that are nearly used up: one for each share passed, the lower one over when the higher is passed, all over when the
 * use falls. So at most one is open per quota, however often the use changes.
 */
export function quotaConclusions(state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const from = [...marksOfUse(view), state.quotaLimits, state.notices];
  if (from.every((part, index) => part === quiet[index])) return [];
  const events = quotaPlaces(view).flatMap((place) => ofPlace(place, state, view, now));
  if (events.length === 0) quiet = from;
  return events;
}

function ofPlace(place: QuotaPlace, state: ConsoleState, view: DomainView, now: Instant): ConsoleEvent[] {
  const read = state.quotaLimits[quotaPlaceKey(place)];
  const world = quotaWorldOf(place, view, read?.measured ?? {});
  return quotasIn(place).flatMap((quota) => {
    const limit = certainLimit(quota, read);
    const used = quota.count(world);
    if (quota.relief === undefined || limit === null || limit <= 0 || used === null) return [];
    return ofQuota({ place, quota, used, limit }, state, view, now);
  });
}

interface Standing {
  readonly place: QuotaPlace;
  readonly quota: WatchedQuota;
  readonly used: number;
  readonly limit: number;
}

function ofQuota(standing: Standing, state: ConsoleState, view: UseView, now: Instant): ConsoleEvent[] {
  const { used, limit } = standing;
  const passed = quotaAlarmShares.filter((share) => used >= limit * share).at(-1) ?? null;
  const told = Object.values(state.notices).filter(
    ({ kind, noticeId }) => kind === 'quota-near' && noticeId.startsWith(idOf(standing)),
  );
  const standings = quotaAlarmShares.map((share) => ({
    share,
    open: told.filter(({ noticeId, resolvedAt }) => resolvedAt === null && noticeId.startsWith(idOf(standing, share))),
    overBecause: whyOver(share, passed, standing),
  }));
  const resolved = standings.flatMap(({ open, overBecause: because }) =>
    because === null ? [] : open.map(({ noticeId }): ConsoleEvent => ({ type: 'notice.resolved', at: now, noticeId, because })),
  );
  const isTold = standings.some(({ open, overBecause }) => overBecause === null && open.length > 0);
  if (passed === null || isTold) return resolved;
  return [...resolved, { type: 'notice.raised', at: now, notice: noticeOf(standing, passed, told, view, now) }];
}

/** Why a notice of this share is no longer what there is to say; null while it is. `passed` is the highest share passed now. */
function whyOver(share: number, passed: number | null, { used, limit }: Standing): string | null {
  if (passed !== null && share < passed) return `It has passed ${percent(passed)}.`;
  return used < limit * (share - quotaSlack) ? `${used} of ${limit} are in use.` : null;
}

/** The notice of a share that was just passed; the former one where the story is still the same. */
function noticeOf(standing: Standing, share: number, told: readonly Notice[], view: UseView, now: Instant): Notice {
  const { place, quota, used, limit } = standing;
  const former = told.find(
    ({ noticeId, raisedAt }) => noticeId.startsWith(idOf(standing, share)) && msOf(now) - msOf(raisedAt) < SAME_STORY_MS,
  );
  const isLast = share === quotaAlarmShares.at(-1);
  const said = {
    title: `${quota.name}: ${percent(used / limit)} of the limit are used`,
    body: `${used} of ${limit} ${quota.use}, in account ${place.accountId}, ${place.region}.`,
    nextStep: quota.relief ?? '',
    severity: isLast ? ('HIGH' as const) : ('MEDIUM' as const),
    needsAnswer: isLast,
  };
  if (former !== undefined) return { ...former, ...said, resolvedAt: null, resolvedBecause: null };
  return aNotice({
    ...said,
    noticeId: NoticeId.parse(`${idOf(standing, share)}${now}`),
    kind: 'quota-near',
    contextId: place.contextId,
    executionId: null,
    sourceServerId: null,
    raisedAt: now,
    rehearsal: view.contexts[place.contextId]?.rehearsal ?? false,
  });
}

/** `quota-near:context/account/region/code:` and the share passed; the moment follows, since a quota may come near its limit again. */
function idOf({ place, quota }: Standing, share?: number): string {
  const of = `quota-near:${quotaPlaceKey(place)}/${quota.code}:`;
  return share === undefined ? of : `${of}${percent(share)}:`;
}

/** Never more than there is: 95.4 % is 95 %. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}
