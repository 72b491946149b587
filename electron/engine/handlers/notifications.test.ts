import { createRouterClient } from '@orpc/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFaultReceiver } from '../channels/testing/fault-receiver';
import { faults } from '../channels/testing/faults';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { settle } from '../testing/manual-clock';
import { createRouter } from './router';

const actors: Readonly<Record<Actor['role'], Actor>> = {
  view: { id: 'token:wall', role: 'view', host: 'headless' },
  act: { id: 'token:operator', role: 'act', host: 'headless' },
  admin: { id: 'token:chief', role: 'admin', host: 'headless' },
};
const SECRET = '/hooks/very-secret-path';

async function aConsole() {
  const test = await anEngine();
  const router = createRouter(test.engine);
  const as = (role: Actor['role']) => createRouterClient(router, { context: { actor: actors[role] } });
  const put = (body: unknown, etag?: string) =>
    as('admin').notifications.settings.put({ headers: etag === undefined ? {} : { 'if-match': etag }, body });
  return { ...test, as, put, view: as('view'), act: as('act'), admin: as('admin') };
}

async function aReceiver() {
  const receiver = await startFaultReceiver();
  onTestFinished(() => receiver.close());
  return receiver;
}

const toWebhook = (WebhookUrl: string, more: object = {}) => ({
  Notifications: [{ NotificationId: 'n1', Name: 'All', Channels: [{ Type: 'WEBHOOK', Configuration: { WebhookUrl } }], ...more }],
  Defaults: { Digest: { Enabled: false } },
});

describe('settings', () => {
  test('are read with their validator, and replaced by whoever read the newest', async () => {
    const { put, view } = await aConsole();
    const { headers } = await view.notifications.settings.get({});
    const saved = await put(toWebhook('https://hooks.example/x'), headers.etag);
    expect(saved.body.Notifications).toMatchObject([{ NotificationId: 'n1', Enabled: true }]);
    expect(saved.headers.etag).not.toBe(headers.etag);
    await expect(put({ Notifications: [] }, headers.etag)).rejects.toMatchObject({
      status: 409,
      data: { code: 'notification.conflict' },
    });
    expect((await view.notifications.settings.get({})).headers.etag).toBe(saved.headers.etag);
  });

  test('name the field that is wrong', async () => {
    const { put } = await aConsole();
    await expect(put(toWebhook('nonsense'))).rejects.toMatchObject({
      status: 400,
      data: { code: 'notification.invalid', field: 'Notifications[0].Channels[0].Configuration.WebhookUrl' },
    });
  });

  test('never give a secret back, in any answer, event or audit entry', async () => {
    const { put, view, admin, engine } = await aConsole();
    await put(toWebhook(`https://hooks.example${SECRET}`));
    const audit = await view.audit.list({ limit: 100 });
    const answers = [
      await view.notifications.settings.get({}),
      await view.notifications.checks({}),
      await view.world.events({ limit: 100 }),
      audit,
      await admin.health.get({}),
      engine.view(),
    ];
    expect(audit.items.some(({ kind }) => kind === 'configuration.changed')).toBe(true);
    expect(JSON.stringify(answers)).not.toContain('very-secret');
  });

  test('change by administrators only; whoever acts may test and tell', async () => {
    const { act, view } = await aConsole();
    const put = { headers: {}, body: { Notifications: [] } };
    await expect(act.notifications.settings.put(put)).rejects.toMatchObject({ status: 403 });
    await expect(view.notifications.test({ notificationId: 'n1' })).rejects.toMatchObject({ status: 403 });
    await expect(view.notifications.emit({ events: [{ source: 's', name: 'n', title: 't' }] })).rejects.toMatchObject({
      status: 403,
    });
    await expect(view.notifications.redeliver({ deliveryId: 'x' })).rejects.toMatchObject({ status: 403 });
    const template = { templateId: 'mine', channel: 'EMAIL', body: 'x', subject: 'y' };
    await expect(act.notifications.templates.put(template)).rejects.toMatchObject({ status: 403 });
  });

  test('that tell nobody are a warning, which goes with the first configuration', async () => {
    const { put, engine } = await aConsole();
    const codes = () => engine.view().engine.engine?.warnings.map(({ code }) => code);
    expect(codes()).toContain('notifications.none');
    await put(toWebhook('https://hooks.example/x'));
    expect(codes()).not.toContain('notifications.none');
    await put(toWebhook('https://hooks.example/x', { Enabled: false }));
    expect(codes()).toContain('notifications.none');
  });
});

describe('a test', () => {
  test('answers with the delivery when it has ended, and says that it is one', async () => {
    const receiver = await aReceiver();
    const { put, act } = await aConsole();
    await put(toWebhook(receiver.url(SECRET)));
    const tested = await act.notifications.test({ notificationId: 'n1' });
    expect(tested).toMatchObject({ state: 'accepted', test: true, attempts: 1, eventType: 'execution.failed' });
    expect(tested.deliveries).toHaveLength(1);
    expect(JSON.stringify(tested)).not.toContain('very-secret');
    expect(receiver.requests[0]?.body).toMatch(/TEST/);
  });

  test('of what is not there is refused', async () => {
    const { put, act } = await aConsole();
    await put(toWebhook('https://hooks.example/x'));
    await expect(act.notifications.test({ notificationId: 'other' })).rejects.toMatchObject({ status: 404 });
    await expect(act.notifications.test({ notificationId: 'n1', channelIndex: 7 })).rejects.toMatchObject({
      status: 400,
      data: { field: 'channelIndex' },
    });
  });

  test('that fails is a dead letter, and can be sent again by hand', async () => {
    const receiver = await aReceiver();
    receiver.behave(faults.notFound);
    const { put, act, view } = await aConsole();
    await put(toWebhook(receiver.url('/x')));
    const { deliveryId } = await act.notifications.test({ notificationId: 'n1' });
    expect(await view.notifications.delivery({ deliveryId })).toMatchObject({ state: 'failed', attemptLog: [{ status: 404 }] });
    receiver.behave(faults.ok);
    await act.notifications.redeliver({ deliveryId });
    await receiver.received(2);
    await expect.poll(async () => (await view.notifications.delivery({ deliveryId })).state).toBe('accepted');
    await expect(act.notifications.redeliver({ deliveryId: 'nope' })).rejects.toMatchObject({ status: 404 });
  });
});

test('health tells whether anybody is notified, and of a destination in trouble', async () => {
  const receiver = await aReceiver();
  receiver.behave(faults.notFound);
  const { put, act, view } = await aConsole();
  const component = async () => (await view.health.get({})).components.find(({ id }) => id === 'notifications');
  expect(await component()).toMatchObject({ state: 'off' });
  await put(toWebhook(receiver.url('/x')));
  expect(await component()).toMatchObject({ state: 'live', errorRate: null });
  await act.notifications.emit({ events: [{ source: 'backup', name: 'failed', severity: 'HIGH', title: 'A backup failed' }] });
  await expect.poll(component).toMatchObject({ state: 'failing', next: expect.stringContaining('history') });
});

describe('events of others', () => {
  test('are recorded once for each id, and told like ours', async () => {
    const receiver = await aReceiver();
    const { put, act, view } = await aConsole();
    await put(toWebhook(receiver.url('/x')));
    const event = { id: 'job-1', source: 'backup', name: 'failed', severity: 'HIGH' as const, title: 'A backup failed' };
    expect(await act.notifications.emit({ events: [event, event, { ...event, id: 'job-2' }] })).toEqual({
      accepted: 2,
      known: 1,
    });
    expect(await act.notifications.emit({ events: [event] })).toEqual({ accepted: 0, known: 1 });
    await receiver.received(2);
    await settle();
    const { items } = await view.notifications.history({ event: 'custom.event' });
    expect(items.map(({ eventTitle }) => eventTitle)).toEqual(['A backup failed', 'A backup failed']);
    expect(receiver.requests).toHaveLength(2);
  });

  test('that carry too much are refused whole', async () => {
    const { act } = await aConsole();
    const event = { source: 'backup', name: 'failed', title: 'A backup failed' };
    const much = { ...event, data: { log: 'x'.repeat(40_000) } };
    await expect(act.notifications.emit({ events: [event, much] })).rejects.toMatchObject({ data: { field: 'events[1].data' } });
  });

  test('of an execution that is not there are refused whole', async () => {
    const { act, view } = await aConsole();
    const event = { source: 'backup', name: 'failed', title: 'A backup failed' };
    await expect(act.notifications.emit({ events: [event, { ...event, executionId: 'nope' }] })).rejects.toMatchObject({
      status: 400,
      data: { field: 'events[1].executionId' },
    });
    expect((await view.notifications.history({})).items).toEqual([]);
  });
});

describe('templates', () => {
  test('are saved as versions, previewed, and given back', async () => {
    const { admin, view } = await aConsole();
    const saved = await admin.notifications.templates.put({
      templateId: 'mine',
      channel: 'EMAIL',
      event: 'execution.failed',
      subject: 'Drill: {{ execution.id }}',
      body: '<p>{{ title }}</p>',
    });
    expect(saved).toMatchObject({ templateId: 'mine', format: 'mail', event: 'execution', version: 1, origin: 'own' });
    expect(await view.notifications.templates.get({ templateId: 'mine' })).toMatchObject({ version: 1 });
    const { version: _v, origin: _o, overrides: _r, changedAt: _a, changedBy: _b, ...template } = saved;
    const preview = await view.notifications.templates.preview({ template });
    expect(preview.rendered).toMatchObject({ format: 'mail' });
    const gone = await admin.notifications.templates.remove({ templateId: 'mine' });
    expect(gone).toEqual({ templateId: 'mine', remaining: null });
    await expect(view.notifications.templates.get({ templateId: 'mine' })).rejects.toMatchObject({ status: 404 });
  });

  test.each([
    [{ channel: 'FAX' }, 'channel'],
    [{ event: 'weather' }, 'event'],
    [{ templateId: 'Not A Name' }, 'templateId'],
    [{ body: '{% if x %}' }, 'body'],
  ])('with %j are refused by the name of the field', async (wrong, field) => {
    const { admin } = await aConsole();
    const put = { templateId: 'mine', channel: 'SLACK', body: 'x', ...wrong };
    await expect(admin.notifications.templates.put(put)).rejects.toMatchObject({
      status: 400,
      data: { code: 'template.invalid', field },
    });
  });

  test('their variables and filters are listed, and so are events and carriers', async () => {
    const { view } = await aConsole();
    const { variables, filters } = await view.notifications.templates.variables({});
    expect([variables.length, filters.length].every((count) => count > 5)).toBe(true);
    const { items } = await view.notifications.catalogue({});
    expect(items.map(({ type }) => type)).toContain('server.launch-failed');
    expect((await view.notifications.carriers({})).items.map(({ carrier }) => carrier)).toContain('slack-webhook');
  });
});
