import type { ConsoleEvent } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import type { EventWords } from './event-words';

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
      return { group: 'alerts', tone: 'quiet', text: `Notification on its way, attempt ${event.attempt}` };
    case 'delivery.attempted':
      return {
        group: 'alerts',
        tone: event.state === 'failed' ? 'failed' : event.state === 'queued' ? 'waiting' : 'quiet',
        text: `Notification ${event.state}${event.reason === null ? '' : `: ${event.reason}`}`,
      };
    case 'delivery.changed':
      return {
        group: event.actor === null ? 'alerts' : 'people',
        tone: event.state === 'failed' || event.state === 'expired' ? 'failed' : 'quiet',
        text: `Notification ${event.state}${event.reason === null ? '' : `: ${event.reason}`}`,
      };
    case 'notifications.changed':
      return { group: 'people', tone: 'quiet', text: `${event.actor} changed the notification settings` };
    case 'template.changed':
      return { group: 'people', tone: 'quiet', text: `${event.actor}: template ${event.templateId} ${event.change}` };
    case 'custom.received':
      return { group: 'changes', tone: 'quiet', text: `${event.source}: ${event.title}` };
    default:
      return unreachable(event);
  }
}

function toldTo(deliveries: number): string {
  if (deliveries === 0) return 'nobody asked to be told';
  return deliveries === 1 ? 'one message' : `${deliveries} messages`;
}
