import { reachDeliveries } from '../alerting/escalate/reach';
import type { Reach } from '../alerting/escalate/who';
import { noOnCall, type OnCallSettings } from '../alerting/on-call/settings';
import type { EventOf } from '../events';
import { notificationsOf } from './catalogue/catalogue';
import type { Commit, Told } from './catalogue/scene';
import type { NotificationSettings } from './defaults';
import type { NotificationEvent } from './event';
import { isAskedForOnly } from './match/match';
import { planDeliveries } from './plan/plan-deliveries';

/**
 * What the committer knows once conclusions have settled. `events` is everything recorded in this commit, conclusions included, in
 * order; it may be empty, for patience runs out with time alone.
 */
export interface DecideInput extends Commit {
  readonly settings: NotificationSettings;
  /** For deliveries; sortable. */
  readonly makeId: () => string;
  /** What alerting has to tell beside the catalogue, and what it wants kept quiet: the reason, or null. */
  readonly news?: readonly (Told & { readonly reach?: readonly Reach[] })[];
  /** Who can be asked, for news that says whom. */
  readonly onCall?: OnCallSettings;
  readonly quiet?: (event: NotificationEvent) => string | null;
  /** Whether a policy of alerting asks people about it. */
  readonly isEscalated?: (event: NotificationEvent) => boolean;
}

/**
 * What people must be told of a commit, with every delivery of it. Pure. Call it once in every commit, also in one without events (a
 * tick), record its answers in the same transaction, and `evolve` the state by them: what was told is known from `lastEventAt`. What
 * nobody hears is raised all the same, for the history, but for kinds so frequent that they are told only where somebody asks.
 */
export function decide({
  settings,
  makeId,
  news = [],
  onCall = noOnCall,
  quiet,
  isEscalated,
  ...commit
}: DecideInput): EventOf<'notification.raised'>[] {
  const raised: EventOf<'notification.raised'>[] = [];
  const { now } = commit;
  for (const { event, opening, reach } of [...notificationsOf(commit).map(unasked), ...news]) {
    const heard = planDeliveries({ event, opening, settings, now, makeId, isEscalated: isEscalated?.(event) ?? false });
    const planned = [
      ...heard,
      ...reachDeliveries({ event, reach: reach ?? [], notifications: settings, onCall, now, makeId, already: heard }),
    ];
    if (planned.length === 0 && reach === undefined && isAskedForOnly(event)) continue;
    const reason = quiet?.(event) ?? null;
    const deliveries = reason === null ? planned : planned.map((one) => ({ ...one, suppressed: one.suppressed ?? reason }));
    raised.push({ at: now, type: 'notification.raised', event, deliveries });
  }
  return raised;
}

function unasked(told: Told): Told & { readonly reach?: readonly Reach[] } {
  return told;
}
