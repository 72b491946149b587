import type { ConsoleEvent } from '../../events';
import { shortKey } from '../../notifications/plan/short-key';
import { noWishes, type Signal } from '../signal';
import { known } from './place-labels';

/** Destinations that stop taking messages, and take them again, as the outbox found. */
export function deliverySignals(event: ConsoleEvent): Signal[] {
  if (event.type !== 'notification.raised') return [];
  const { type, alertKey, delivery, severity, title, summary, nextSteps, occurredAt } = event.event;
  if ((type !== 'health.delivery-failing' && type !== 'health.delivery-recovered') || alertKey === null) return [];
  const isOver = type === 'health.delivery-recovered';
  return [
    {
      fingerprint: shortKey(alertKey),
      state: isOver ? 'resolved' : 'firing',
      at: occurredAt,
      origin: 'notice',
      name: 'delivery-failing',
      severity,
      title: delivery === null ? title : `Messages to ${delivery.destination} do not arrive`,
      summary,
      nextStep: nextSteps[0] ?? '',
      labels: known({
        source: 'console',
        kind: 'delivery-failing',
        destination: delivery?.destination,
        channel: delivery?.channel,
        cause: 'delivery-failing',
      }),
      contextId: null,
      executionId: null,
      sourceServerId: null,
      noticeId: null,
      ruleId: null,
      value: null,
      threshold: null,
      because: isOver ? summary : null,
      isTold: true,
      wishes: noWishes,
    },
  ];
}
