import { certainLimit, quotaPlaceKey, quotaPlaces, quotasIn, quotaWorldOf } from '../../capacity/quota-use';
import type { EventOf } from '../../events';
import type { Notice } from '../../notice';
import type { NotificationEvent } from '../event';
import { aboutAlert } from './alerts';
import { anEvent } from './form';
import { fromNotice, isNewlyOpen, occurrence, type Scene, type Told } from './scene';

/** Alerts that are events by themselves: a limit that is near, a session that ends, a fault of the console. */
export function ownAlert(
  type: 'health.quota-near' | 'health.own-error',
  { at, notice }: EventOf<'notice.raised'>,
  scene: Scene,
): Told[] {
  if (!isNewlyOpen(notice.noticeId, scene)) return [];
  const event = anEvent({
    ...aboutAlert(notice, scene),
    ...fromNotice(notice, scene),
    ...(type === 'health.quota-near' ? aboutQuota(notice, scene) : {}),
    type,
    eventId: `${type}:${notice.noticeId}${occurrence(notice.noticeId, scene, at)}`,
    occurredAt: at,
    nextSteps: [notice.nextStep].filter((step) => step !== ''),
  });
  return [{ event, opening: null }];
}

/** The quota that an alert is about, as it is used now: its place and code stand in the id. */
function aboutQuota({ noticeId, title }: Notice, { view, state }: Scene): Partial<NotificationEvent> {
  for (const place of quotaPlaces(view)) {
    const quota = quotasIn(place).find(({ code }) => noticeId.startsWith(`quota-near:${quotaPlaceKey(place)}/${code}:`));
    if (quota === undefined) continue;
    const read = state.quotaLimits[quotaPlaceKey(place)];
    const used = quota.count(quotaWorldOf(place, view, read?.measured ?? {}));
    const { accountId, region } = place;
    return { accountId, region, quota: { name: quota.name, used, limit: certainLimit(quota, read), unit: quota.use } };
  }
  return { quota: { name: title, used: null, limit: null, unit: null } };
}
