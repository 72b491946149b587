import { createHash } from 'node:crypto';
import type { NotificationEvent } from '../../../../shared/domain/notifications/event';

/**
 * What marks the ticket of a page at the other side, so that it is found again before another one is made: 71 characters at most, no
 * blanks, so that it fits a correlation id (100) and a label. The same page has the same key after a restart.
 */
export function ticketKey({ alertKey, eventId }: Pick<NotificationEvent, 'alertKey' | 'eventId'>): string {
  return `tocsin-${createHash('sha256')
    .update(alertKey ?? eventId)
    .digest('hex')
    .slice(0, 40)}`;
}
