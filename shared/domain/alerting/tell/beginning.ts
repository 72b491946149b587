import type { NotificationEvent } from '../../notifications/event';
import type { Opening } from '../../notifications/plan/plan-deliveries';
import type { Incident } from '../incident';
import type { TellReason } from './telling';

/** What opened the page that this event goes on with, as filters saw it then: whoever was told the beginning is told the rest. */
export function beginningOf(
  { telling: { first }, acknowledgedAt }: Incident,
  reason: TellReason,
  event: NotificationEvent,
): Opening | null {
  if (first === null || reason === 'first') return null;
  return {
    event: {
      type: 'incident.opened',
      severity: first.severity,
      environment: event.environment,
      planId: event.planId,
      planName: event.planName,
      accountId: event.accountId,
      region: event.region,
      execution: event.execution,
      wave: null,
      server: null,
      incident: { isTold: first.isTold },
    },
    at: first.at,
    acknowledgedAt,
  };
}
