import type { DeliveryState } from '../../../../shared/domain/notifications/delivery';
import type { Instant } from '../../../../shared/domain/primitives';
import { msOf } from '../../../../shared/domain/primitives';
import { CONSOLE, type Collector, type Facts, type Measured } from './collector';

/** Messages to people. Tests by hand say nothing about the service and are left out. */
export const messages: Collector = {
  counted(event, facts) {
    switch (event.type) {
      case 'delivery.attempted':
        return [...taken(event, facts), ...failed(event, facts)];
      case 'delivery.changed':
        return failed(event, facts);
      default:
        return [];
    }
  },
  sampled({ view, atMs }) {
    const queued = view.engine.engine?.notifying?.queued;
    return queued === undefined ? [] : [{ name: 'MessagesQueued', contextId: CONSOLE, labels: {}, atMs, value: queued }];
  },
};

interface Told {
  readonly at: Instant;
  readonly deliveryId: string;
  readonly state: DeliveryState;
}

function taken({ at, deliveryId, state }: Told, facts: Facts): readonly Measured[] {
  if (state !== 'accepted' && state !== 'delivered') return [];
  const delivery = facts.delivery(deliveryId);
  if (delivery === null || delivery.test) return [];
  const one = { contextId: CONSOLE, labels: { carrier: delivery.carrier }, atMs: msOf(at) };
  const latency: Measured[] =
    delivery.latencyMs === null ? [] : [{ ...one, name: 'DeliveryLatency', value: delivery.latencyMs / 1000, apart: true }];
  return [{ ...one, name: 'MessagesDelivered', value: 1 }, ...latency];
}

function failed({ at, deliveryId, state }: Told, facts: Facts): readonly Measured[] {
  if (state !== 'failed') return [];
  const delivery = facts.delivery(deliveryId);
  if (delivery === null || delivery.test) return [];
  return [{ name: 'MessagesFailed', contextId: CONSOLE, labels: { carrier: delivery.carrier }, atMs: msOf(at), value: 1 }];
}
