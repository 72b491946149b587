import { CustomPage } from '../notifications/custom-page';
import type { NotificationEvent } from '../notifications/event';
import { shortKey } from '../notifications/plan/short-key';
import type { Alert } from './alert';
import type { Incident } from './incident';
import { noticeFingerprint } from './signals/notice-signals';
import type { Turn } from './turn';

/** The alert that an event of the catalogue tells of, where it tells of one. */
export function alertBehind({ noticeId, custom }: NotificationEvent, turn: Turn): Alert | undefined {
  if (noticeId !== null) return turn.alertOf(noticeFingerprint(noticeId));
  const page = custom === null ? null : CustomPage.safeParse(custom.data);
  return page?.success === true ? turn.alertOf(shortKey(`custom:${page.data.alertKey}`)) : undefined;
}

/** The incident that an event tells of, itself or by its alert. */
export function incidentBehind(event: NotificationEvent, turn: Turn): Incident | undefined {
  const incidentId = event.incident?.id ?? alertBehind(event, turn)?.incidentId;
  return incidentId === undefined ? undefined : turn.incident(incidentId);
}
