import { CATALOGUE_VERSION, type NotificationEvent } from '../event';
import { eventTypes } from '../event-types';

/** What every event must say for itself. */
type Required = Pick<NotificationEvent, 'type' | 'eventId' | 'occurredAt' | 'summary' | 'threadKey'>;

/** An event of the catalogue. What is not given is what its type says, or nothing. */
export function anEvent(said: Required & Partial<NotificationEvent>): NotificationEvent {
  const { title, severity, lifecycle } = eventTypes[said.type];
  return {
    version: CATALOGUE_VERSION,
    title,
    severity,
    lifecycle,
    nextSteps: [],
    alertKey: null,
    noticeId: null,
    contextId: null,
    contextName: null,
    environment: null,
    accountId: null,
    region: null,
    planId: null,
    planName: null,
    execution: null,
    wave: null,
    server: null,
    source: null,
    permission: null,
    quota: null,
    security: null,
    delivery: null,
    acknowledgement: null,
    custom: null,
    logExcerpt: [],
    rehearsal: false,
    ...said,
  };
}
