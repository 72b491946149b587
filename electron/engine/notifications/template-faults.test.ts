import { expect, test } from 'vitest';
import type { EventOf } from '../../../shared/domain/events';
import { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import { fakePorts } from '../testing/fakes';
import { createFaultTeller } from './template-faults';

function aTeller() {
  const ports = fakePorts();
  const told: EventOf<'notification.raised'>[] = [];
  const settings = NotificationSettings.parse({
    Notifications: [{ NotificationId: 'n', Name: 'All', Channels: [{ Type: 'DESKTOP', Configuration: {} }] }],
  });
  const makeId = () => ports.ids.next('dlv');
  const tell = createFaultTeller({
    ports,
    settings: () => settings,
    makeId,
    rehearsal: true,
    owe: (events) => told.push(...events),
  });
  return { ports, told, tell };
}

test('a template that fails is told once an hour, to those who hear of the console itself', async () => {
  const { ports, told, tell } = aTeller();
  for (const deliveryId of ['d1', 'd2', 'd3']) tell({ deliveryId, templateId: 'mine', message: 'Line 2: unknown filter.' });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ event: { type: 'health.own-error', rehearsal: true }, deliveries: [{ channel: 'DESKTOP' }] });
  tell({ deliveryId: 'd4', templateId: 'other', message: 'Line 1.' });
  expect(told).toHaveLength(2);
  await ports.time.advance(61 * 60 * 1000);
  tell({ deliveryId: 'd5', templateId: 'mine', message: 'Line 2: unknown filter.' });
  expect(told).toHaveLength(3);
  expect(new Set(told.map(({ event }) => event.eventId)).size).toBe(3);
});
