import { describe, expect, test } from 'vitest';
import type { Carrier } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import { allEventTypes } from '../../../shared/domain/notifications/event-types';
import { shippedLocales } from '../../../shared/domain/notifications/locale';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { renderMessage } from '../../../shared/domain/templates/render-message';
import { aDelivery, defaults } from '../../../shared/domain/templates/testing/a-message';
import { pagerdutyEvent } from './pagerduty';
import { slackMessage } from './slack/message';
import { teamsEnvelope } from './teams/envelope';
import { teamsTroubles } from './testing/adaptive-card';
import { pagerDutyTroubles } from './testing/pagerduty-event';
import { slackTroubles } from './testing/slack-limits';

const KEY = 'R0123456789abcdef0123456789abcde';

/** What goes out for an event through the templates that ship, and what its receiver would find wrong with it. */
function troubles(
  carrier: Carrier,
  event: NotificationEvent,
  locale: string,
  digest: readonly NotificationEvent[] = [],
): string[] {
  const delivery = aDelivery(event, carrier, { locale });
  const { rendered, fault } = renderMessage({
    delivery,
    event,
    digest,
    defaults,
    now: event.occurredAt,
    own: { all: () => [] },
    draft: null,
  });
  const faults = fault === null ? [] : [fault];
  switch (rendered.format) {
    case 'slack':
      return [...faults, ...slackTroubles(JSON.parse(JSON.stringify(slackMessage(rendered, locale))))];
    case 'card':
      return [...faults, ...teamsTroubles(teamsEnvelope(rendered, event, locale))];
    case 'pagerduty':
      return [...faults, ...pagerDutyTroubles(pagerdutyEvent(rendered, event, { ServiceKey: KEY }))];
    case 'body':
      return [...faults, ...(typeof JSON.parse(rendered.body) === 'object' ? [] : ['no object'])];
    default:
      return [`${carrier} was given the form ${rendered.format}`];
  }
}

/** As large as an execution gets: every text long, every list full. */
function huge(): NotificationEvent {
  const event = sampleEvent('execution.failed');
  const { execution } = event;
  const [server] = execution?.servers ?? [];
  if (execution === null || server === undefined) throw new Error('the sample has no server');
  const servers = Array.from({ length: 50 }, (_, n) => ({
    ...server,
    name: `payroll-<${n}>-${'n'.repeat(200)}`,
    error: '&"\\\n'.repeat(400),
  }));
  return { ...event, summary: '<!channel> *x* '.repeat(300), title: 't'.repeat(2000), execution: { ...execution, servers } };
}

describe.each(['slack-webhook', 'teams', 'pagerduty', 'webhook'] as const)('what %s sends', (carrier) => {
  test.each(allEventTypes)('of %s is taken in every language, alone and gathered', (type) => {
    const event = sampleEvent(type);
    const storm = Array.from({ length: 40 }, (_, n) => ({ ...event, eventId: `${event.eventId}-${n}` }));
    for (const locale of shippedLocales) {
      expect([locale, ...troubles(carrier, event, locale)]).toEqual([locale]);
      expect([locale, ...troubles(carrier, event, locale, storm)]).toEqual([locale]);
    }
  });

  test('is taken however large the execution is', () => {
    expect(troubles(carrier, huge(), 'de')).toEqual([]);
  });
});
