import type { EventOf } from '../../../shared/domain/events';
import { anEvent } from '../../../shared/domain/notifications/catalogue/form';
import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import { planDeliveries } from '../../../shared/domain/notifications/plan/plan-deliveries';
import type { Ports } from '../ports';

/** A template that could not be used; the built-in words were sent in its place. */
export interface TemplateFault {
  readonly deliveryId: string;
  readonly templateId: string;
  readonly message: string;
}

interface FaultOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly settings: () => NotificationSettings;
  readonly makeId: () => string;
  readonly rehearsal: boolean;
  readonly owe: (events: readonly EventOf<'notification.raised'>[]) => void;
}

/** One template is told of at most this often, so that telling of a fault by a faulty template ends. */
const CALM_MS = 60 * 60 * 1000;

/** Tells people that a template must be mended. */
export function createFaultTeller({ ports, settings, makeId, rehearsal, owe }: FaultOptions): (fault: TemplateFault) => void {
  const toldAtMs = new Map<string, number>();
  return ({ deliveryId, templateId, message }) => {
    ports.log.warn({ templateId, deliveryId, fault: message }, 'a template could not be used; the built-in words were sent');
    const nowMs = ports.wall.nowMs();
    const lastMs = toldAtMs.get(templateId);
    if (lastMs !== undefined && nowMs - lastMs < CALM_MS) return;
    toldAtMs.set(templateId, nowMs);
    const now = ports.clock.now();
    const event = ownError(templateId, message, now, rehearsal);
    const deliveries = planDeliveries({ event, opening: null, settings: settings(), now, makeId });
    owe([{ type: 'notification.raised', at: now, event, deliveries }]);
  };
}

function ownError(
  templateId: string,
  message: string,
  now: NotificationEvent['occurredAt'],
  rehearsal: boolean,
): NotificationEvent {
  return anEvent({
    type: 'health.own-error',
    eventId: `health.own-error:template:${templateId}:${now}`,
    severity: 'MEDIUM',
    // Nothing tells when a template works again, so nothing would close the page.
    lifecycle: 'informs',
    occurredAt: now,
    title: `The template ${templateId} cannot be used`,
    summary: `${message} Messages were sent in the built-in words instead.`,
    nextSteps: [`Correct ${templateId} under Templates, and look at its preview.`],
    threadKey: 'console',
    rehearsal,
  });
}
