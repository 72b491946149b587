import type { ConsoleEvent } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import { ofDelivery } from './delivery-words';
import type { EventWords } from './event-words';
import { because } from './sentence';

export type NotificationConsoleEvent = Extract<
  ConsoleEvent,
  { type: `delivery.${string}` | 'notification.raised' | 'notifications.changed' | 'template.changed' | 'custom.received' }
>;

/** What notifying did, as one line. */
export function notificationWords(event: NotificationConsoleEvent): EventWords {
  switch (event.type) {
    case 'notification.raised':
      return {
        // What nobody asked to hear of says nothing that the change itself does not.
        group: event.deliveries.length === 0 ? 'raw' : 'alerts',
        tone: 'quiet',
        text: `${event.event.title}: ${toldTo(event.deliveries.length)}`,
      };
    case 'delivery.sending':
      return { group: 'alerts', tone: 'quiet', text: t('ui.onItsWay', { attempt: event.attempt }) };
    case 'delivery.attempted':
      return {
        group: 'alerts',
        tone: event.state === 'failed' ? 'failed' : event.state === 'queued' ? 'waiting' : 'quiet',
        text: because(t('ui.notificationIs', { state: ofDelivery(event.state).word.toLowerCase() }), event.reason),
      };
    case 'delivery.changed':
      return {
        group: event.actor === null ? 'alerts' : 'people',
        tone: event.state === 'failed' || event.state === 'expired' ? 'failed' : 'quiet',
        text: because(t('ui.notificationIs', { state: ofDelivery(event.state).word.toLowerCase() }), event.reason),
      };
    case 'notifications.changed':
      return { group: 'people', tone: 'quiet', text: t('ui.notificationsChanged', { actor: event.actor }) };
    case 'template.changed':
      return {
        group: 'people',
        tone: 'quiet',
        text: t(`ui.template:${event.change}`, { actor: event.actor, template: event.templateId }),
      };
    case 'custom.received':
      return { group: 'changes', tone: 'quiet', text: `${event.source}: ${event.title}` };
    default:
      return unreachable(event);
  }
}

function toldTo(deliveries: number): string {
  if (deliveries === 0) return t('ui.toldNobody');
  return deliveries === 1 ? t('ui.toldOne') : t('ui.toldSome', { n: deliveries });
}
