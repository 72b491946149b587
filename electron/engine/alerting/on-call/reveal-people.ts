import { configurationOf } from '../../../../shared/domain/alerting/escalate/reach';
import type { OpenNotificationStore } from '../../notifications/notification-store';
import { reveal } from '../../notifications/reveal';
import type { OnCallStore } from './on-call-store';

/** The notification settings with people's contact methods among what can be revealed: what is addressed to a person leads to theirs. */
export function withPeople(store: OpenNotificationStore, onCall: Pick<OnCallStore, 'current' | 'value'>): OpenNotificationStore {
  return {
    ...store,
    reveal(delivery) {
      const person = onCall.current().people.find(({ id }) => delivery.notificationId === `person:${id}`);
      if (person === undefined) return store.reveal(delivery);
      // Mail servers are those of the notification settings, and so are their passwords.
      const settings = { ...store.current(), Notifications: [configurationOf(person)] };
      return reveal(delivery, settings, { value: onCall.value });
    },
  };
}
