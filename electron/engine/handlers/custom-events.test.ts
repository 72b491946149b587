import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { ownKey } from '../../../shared/domain/notifications/custom-page';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { createRouter } from './router';

/** A console in which nobody is on call, which it tells of itself. */
async function aConsoleInTrouble() {
  const { engine } = await anEngine();
  const router = createRouter(engine);
  const as = (role: Actor['role']) =>
    createRouterClient(router, { context: { actor: { id: `token:${role}`, role, host: 'headless' } } });
  const [act, admin] = [as('act'), as('admin')];
  const target = { kind: 'schedule', scheduleId: 'first' };
  const body = {
    schedules: [{ id: 'first', name: 'First line', source: { kind: 'own', layers: [] } }],
    policies: [{ id: 'p', name: 'Payroll', steps: [{ delayMinutes: 0, targets: [target] }] }],
  };
  await admin.onCall.settings.put({ headers: {}, body });
  const told = async () => (await act.alerts.list({})).items.map(({ title, status }) => `${status}: ${title}`);
  await expect.poll(told).toEqual([trouble]);
  return { emit: act.notifications.emit, told };
}

const trouble = 'FIRING: Nobody is on call in “First line” within 7 days';
const over = { source: 'tocsin', name: 'on-call.gap', title: 'Over', resolved: true };

test('a script whose key has the name of a trouble of the console speaks of its own', async () => {
  const { emit, told } = await aConsoleInTrouble();
  await emit({ events: [{ ...over, alertKey: 'on-call-gap:first' }] });
  expect(await told()).toEqual([trouble]);
});

test.each([
  ['alertKey', { ...over, alertKey: ownKey('on-call-gap:first') }],
  ['data.alertKey', { ...over, data: { alertKey: ownKey('on-call-gap:first') } }],
])('what the console tells of itself is not for scripts to close: %s', async (field, event) => {
  const { emit, told } = await aConsoleInTrouble();
  const fine = { source: 'backup', name: 'failed', title: 'A backup failed' };
  await expect(emit({ events: [fine, event] })).rejects.toMatchObject({
    status: 400,
    data: { code: 'alerts.invalid', field: `events[1].${field}` },
  });
  expect(await told()).toEqual([trouble]);
});
