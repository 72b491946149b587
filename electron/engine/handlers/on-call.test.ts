import { createRouterClient } from '@orpc/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFaultReceiver } from '../channels/testing/fault-receiver';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { fakePorts } from '../testing/fakes';
import { createRouter } from './router';

const actors: Readonly<Record<Actor['role'], Actor>> = {
  view: { id: 'token:wall', role: 'view', host: 'headless' },
  act: { id: 'token:operator', role: 'act', host: 'headless' },
  admin: { id: 'token:chief', role: 'admin', host: 'headless' },
};

async function aConsole(given: Parameters<typeof anEngine>[0] = {}) {
  const made = await anEngine(given);
  const router = createRouter(made.engine);
  const as = (role: Actor['role']) => createRouterClient(router, { context: { actor: actors[role] } });
  const [view, act, admin] = [as('view'), as('act'), as('admin')];
  const put = (body: unknown, etag?: string) =>
    admin.onCall.settings.put({ headers: etag === undefined ? {} : { 'if-match': etag }, body });
  const open = async () => {
    const [incident] = (await view.incidents.list({ status: 'open' })).items;
    if (incident === undefined) throw new Error('no incident is open');
    return incident;
  };
  const breaks = (alertKey: string) =>
    act.notifications.emit({
      events: [{ source: 'probe', name: 'tablespace', severity: 'HIGH', title: 'Tablespace is full', data: { alertKey } }],
    });
  return { ...made, view, act, admin, put, open, breaks };
}

async function aReceiver() {
  const receiver = await startFaultReceiver();
  onTestFinished(() => receiver.close());
  return receiver;
}

const hook = (id: string, url: string) => ({ id, channel: { Type: 'WEBHOOK', Configuration: { WebhookUrl: url } } });
const person = (id: string, methods: object[] = [], rest: object = {}) => ({ id, name: id, methods, ...rest });
const layer = { id: 'l', people: ['ada', 'ben'], startsAt: '2026-03-02T09:00', handover: { every: 1, unit: 'weeks' } };
const schedule = { id: 'first', name: 'First line', timeZone: 'Europe/Berlin', source: { kind: 'own', layers: [layer] } };
const step = (delayMinutes: number, personId: string) => ({ delayMinutes, targets: [{ kind: 'person', personId }] });

describe('settings', () => {
  test('are replaced by whoever read the newest, and name the field that is wrong', async () => {
    const { view, put, act } = await aConsole();
    const { headers } = await view.onCall.settings.get({});
    const saved = await put({ people: [person('ada')] }, headers.etag);
    expect(saved.body.people).toMatchObject([{ id: 'ada', timeZone: 'UTC' }]);
    await expect(put({}, headers.etag)).rejects.toMatchObject({ status: 409, data: { code: 'on-call.conflict' } });
    await expect(put({ people: [person('ada'), person('ada')] })).rejects.toMatchObject({ data: { field: 'people[1].id' } });
    await expect(put({ people: [person('ada', [], { timeZone: 'Mars/Base' })] })).rejects.toMatchObject({
      status: 400,
      data: { code: 'on-call.invalid', field: 'people[0].timeZone' },
    });
    expect((await view.onCall.settings.get({})).body.people).toHaveLength(1);
    await expect(act.onCall.settings.put({ headers: {}, body: {} })).rejects.toMatchObject({ status: 403 });
  });

  test('never give a secret back, in any answer, event or audit entry', async () => {
    const { put, view, engine } = await aConsole();
    const source = { kind: 'pagerduty', apiKey: 'very-secret-key', apiUrl: 'http://127.0.0.1:9' };
    const heartbeat = { enabled: false, secretUrl: 'https://beats.example/very-secret-beat' };
    await put({
      people: [person('ada', [hook('w', 'https://hooks.example/very-secret-path')])],
      schedules: [{ ...schedule, source }],
      heartbeat,
    });
    const answers = [
      await view.onCall.settings.get({}),
      await view.onCall.now({}),
      await view.onCall.checks({}),
      await view.world.events({ limit: 100 }),
      await view.audit.list({ limit: 100 }),
      engine.view(),
    ];
    expect(JSON.stringify(answers)).not.toContain('very-secret');
    expect(JSON.stringify(answers)).toContain('SecretRef');
  });

  test('are the same after a restart', async () => {
    const first = await aConsole();
    await first.put({ people: [person('ada')], schedules: [schedule] });
    const before = await first.view.onCall.settings.get({});
    await first.engine.stop('test');
    const second = await aConsole({ dataDir: first.dataDir, ports: fakePorts() });
    expect(await second.view.onCall.settings.get({})).toEqual(before);
  });
});

describe('who is on call', () => {
  test('is told with until when and who is next', async () => {
    const { put, view } = await aConsole();
    await put({ people: [person('ada'), person('ben')], schedules: [schedule] });
    // The engine's clock stands in the middle of a Saturday, 2026-03-14.
    expect((await view.onCall.now({})).items).toMatchObject([
      {
        scheduleId: 'first',
        onCall: [{ personId: 'ben', since: '2026-03-09T08:00:00.000Z', until: '2026-03-16T08:00:00.000Z' }],
        next: { personId: 'ada', from: '2026-03-16T08:00:00.000Z' },
        feed: null,
      },
    ]);
  });

  test('changes by overrides, of which two at once both hold', async () => {
    const { put, act, view } = await aConsole();
    await put({ people: [person('ada'), person('ben'), person('cleo')], schedules: [schedule] });
    const during = { from: '2026-03-14T00:00:00+01:00', to: '2026-03-15T00:00:00+01:00' };
    const add = (personId: string) => act.onCall.addOverride({ scheduleId: 'first', kind: 'add', personId, ...during });
    const [one] = await Promise.all([add('ada'), add('cleo')]);
    const onCall = async () => (await view.onCall.now({})).items[0]?.onCall.map(({ personId }) => personId);
    expect(await onCall()).toEqual(['ben', 'ada', 'cleo']);
    await act.onCall.removeOverride({ scheduleId: 'first', overrideId: one.id });
    expect(await onCall()).toEqual(['ben', 'cleo']);
    await expect(add('nobody')).rejects.toMatchObject({ status: 400, data: { field: 'personId' } });
    await expect(act.onCall.removeOverride({ scheduleId: 'first', overrideId: one.id })).rejects.toMatchObject({ status: 404 });
  });

  test('over a time comes with gaps and balance', async () => {
    const { put, view } = await aConsole();
    await put({ people: [person('ada')], schedules: [schedule] });
    const within = { from: '2026-03-09T08:00:00Z', to: '2026-03-23T08:00:00Z' };
    const { items, gaps, covered, hours } = await view.onCall.shifts({ scheduleId: 'first', ...within });
    expect(items).toMatchObject([{ personId: 'ada', from: '2026-03-16T08:00:00.000Z', to: '2026-03-23T08:00:00.000Z' }]);
    expect({ gaps: gaps.length, covered, hours }).toEqual({ gaps: 1, covered: 0.5, hours: [{ personId: 'ada', hours: 168 }] });
    await expect(view.onCall.shifts({ scheduleId: 'first', from: within.to, to: within.from })).rejects.toMatchObject({
      status: 400,
    });
    await expect(view.onCall.shifts({ scheduleId: 'none', ...within })).rejects.toMatchObject({ status: 404 });
  });

  test('is checked: gaps, strangers, and policies that reach nobody', async () => {
    const { put, view } = await aConsole();
    await put({
      people: [person('ada')],
      schedules: [schedule],
      policies: [
        { id: 'p', name: 'Payroll', steps: [step(0, 'ada')] },
        { id: 'q', name: 'Gone', steps: [step(0, 'zoe')] },
      ],
    });
    const { items } = await view.onCall.checks({});
    expect(items.map(({ problem, about }) => `${problem} ${about.id}`)).toEqual([
      'unreachable p',
      'unreachable q',
      'gap first',
      'unknown-person first',
      'no-contact-method ada',
    ]);
  });
});

test('what is wrong with a schedule is an alert, and over with the schedule', async () => {
  const { put, act, view } = await aConsole();
  const firing = async () => (await view.alerts.list({ firing: 'true' })).items.map(({ title }) => title).sort();
  const targets = [{ kind: 'schedule', scheduleId: 'first' }];
  const policies = [{ id: 'p', name: 'Payroll', steps: [{ delayMinutes: 0, targets }] }];
  await put({ people: [person('ada')], schedules: [schedule], policies });
  await act.onCall.refresh({});
  expect(await firing()).toEqual([
    'Nobody is on call in “First line” within 7 days',
    '“First line” names somebody who is not among the people here',
  ]);
  await put({ people: [person('ada')] });
  await act.onCall.refresh({});
  expect(await firing()).toEqual([]);
});

describe('an incident', () => {
  async function escalating() {
    const receiver = await aReceiver();
    const made = await aConsole();
    const rules = { default: [0, 5].map((afterMinutes) => ({ methodId: 'w', afterMinutes })) };
    await made.put({
      people: [person('ada', [hook('w', receiver.url('/ada'))], { rules }), person('ben', [hook('w', receiver.url('/ben'))])],
      policies: [{ id: 'p', name: 'Payroll', steps: [step(0, 'ada'), step(10, 'ben')] }],
    });
    return { ...made, receiver };
  }

  test('asks people by their own ways, and the next when nobody answers', async () => {
    const { receiver, breaks, open, ports, view } = await escalating();
    await breaks('db-01');
    await receiver.received(1, '/ada');
    expect(receiver.to('/ada')[0]?.body).toContain('needs an answer');
    await ports.time.advance(5 * 60_000);
    await receiver.received(2, '/ada');
    expect(receiver.to('/ben')).toEqual([]);
    await ports.time.advance(5 * 60_000);
    await receiver.received(1, '/ben');
    const { entries } = await view.incidents.get({ incidentId: (await open()).incidentId });
    expect(entries.filter(({ kind }) => kind === 'escalated').map(({ text }) => text)).toEqual([
      'Step 1 of 2: ada is asked.',
      'Step 2 of 2: ben is asked.',
    ]);
  });

  test('that somebody has taken asks nobody more, and withdraws what was planned', async () => {
    const { receiver, breaks, open, ports, act, view } = await escalating();
    await breaks('db-01');
    await receiver.received(1, '/ada');
    await act.incidents.acknowledge({ incidentId: (await open()).incidentId });
    await ports.time.advance(30 * 60_000);
    expect(receiver.to('/ben')).toEqual([]);
    const { items } = await view.notifications.history({ event: 'incident.escalated' });
    expect(items.map(({ state }) => state)).toEqual(['suppressed', 'accepted']);
  });

  test.each([
    ['back', -3600],
    ['forward', 3600],
  ])('keeps the time of its steps when the clock of the machine is set %s', async (_, seconds) => {
    const { receiver, breaks, ports } = await escalating();
    await breaks('db-01');
    await receiver.received(1, '/ada');
    ports.time.jumpWall(seconds);
    await ports.time.advance(11 * 60_000);
    await receiver.received(1, '/ben');
    expect(receiver.to('/ben')).toHaveLength(1);
  });

  test('is escalated by hand, also while it is taken; an old button does nothing', async () => {
    const { receiver, breaks, open, act } = await escalating();
    await breaks('db-01');
    const { incidentId, escalation } = await open();
    await act.incidents.acknowledge({ incidentId });
    await expect(act.onCall.escalate({ incidentId, token: escalation?.token ?? 0 })).rejects.toMatchObject({ status: 409 });
    const after = await act.onCall.escalate({ incidentId, token: (await open()).escalation?.token ?? 0 });
    expect(after).toMatchObject({ status: 'ACKNOWLEDGED', escalation: { nextAt: null } });
    await receiver.received(1, '/ben');
    await expect(act.onCall.escalate({ incidentId: 'none' })).rejects.toMatchObject({ status: 404 });
  });

  test('without a policy cannot be escalated, says what to do, and is as soon as one is made', async () => {
    const { breaks, open, act, put } = await aConsole();
    await breaks('db-01');
    await expect(act.onCall.escalate({ incidentId: (await open()).incidentId })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('On call'),
    });
    await put({ people: [person('ada')], policies: [{ id: 'p', name: 'Payroll', steps: [step(0, 'ada')] }] });
    expect((await open()).escalation).toMatchObject({ policyName: 'Payroll' });
    expect(await act.onCall.escalate({ incidentId: (await open()).incidentId })).toMatchObject({ escalation: { token: 3 } });
  });
});

test.each([
  ['of what is still to come are refused in words', '2027', { status: 400 }],
  ['of the past make room for a new one', '2025', null],
])('more overrides than a schedule may have, %s', async (_, year, refused) => {
  const { put, act, view } = await aConsole();
  const of = (when: string) => ({
    kind: 'replace' as const,
    personId: 'ada',
    from: `${when}-03-14T09:00:00.000Z`,
    to: `${when}-03-14T17:00:00.000Z`,
  });
  const full = Array.from({ length: 1_000 }, (_each, index) => ({ ...of(year), id: `o${index}`, createdAt: of(year).from }));
  await put({ people: [person('ada'), person('ben')], schedules: [{ ...schedule, overrides: full }] });
  const added = act.onCall.addOverride({ ...of('2027'), scheduleId: 'first' });
  if (refused !== null) await expect(added).rejects.toMatchObject({ ...refused, data: { code: 'on-call.invalid' } });
  else expect((await added).personId).toBe('ada');
  const overrides = (await view.onCall.settings.get({})).body.schedules[0]?.overrides ?? [];
  expect([overrides.length, overrides.some(({ from }) => from.startsWith('2027'))]).toEqual([1_000, true]);
});
