import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../shared/domain/alerting/incident';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { secondsBetween } from '../../../shared/domain/primitives';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { at } from '../testing/events';
import { createRouter } from './router';

const actors: Readonly<Record<Actor['role'], Actor>> = {
  view: { id: 'token:wall', role: 'view', host: 'headless' },
  act: { id: 'token:operator', role: 'act', host: 'headless' },
  admin: { id: 'token:chief', role: 'admin', host: 'headless' },
};

async function aConsole() {
  const { engine, ports } = await anEngine({});
  const router = createRouter(engine);
  const as = (role: Actor['role']) => createRouterClient(router, { context: { actor: actors[role] } });
  const tell = (...events: ConsoleEvent[]) => expect(engine.commit(events)).toMatchObject({ ok: true });
  const open = async () => (await as('view').incidents.list({ status: 'open' })).items;
  return { engine, ports, as, tell, open, view: as('view'), act: as('act') };
}

let told = 0;

/** A script opens, or closes, a page about something. */
function aPage(
  alertKey: string,
  more: { resolved?: boolean; labels?: Record<string, string>; severity?: 'HIGH' | 'CRITICAL' } = {},
): ConsoleEvent {
  told += 1;
  const { resolved = false, labels = {}, severity = 'HIGH' } = more;
  return {
    type: 'custom.received',
    at: at(told),
    customId: `custom-${told}`,
    contextId: null,
    executionId: null,
    source: 'probe',
    name: 'tablespace',
    severity,
    title: `Tablespace of ${alertKey} is full`,
    summary: '',
    data: { alertKey, resolved, labels },
    actor: 'token:operator',
  };
}

test('what a script opens is an incident, until it closes it', async () => {
  const { tell, open, view } = await aConsole();
  tell(aPage('db-01'));
  const [incident] = await open();
  expect(incident).toMatchObject({ status: 'OPEN', severity: 'HIGH', firing: 1, needsAnswer: true, acknowledgedBy: null });
  tell(aPage('db-01', { resolved: true }));
  expect(await open()).toEqual([]);
  const { items } = await view.incidents.list({});
  expect(items).toMatchObject([{ incidentId: incident?.incidentId, status: 'RESOLVED', firing: 0, needsAnswer: false }]);
});

test('the time to the objective is as of the end, or of when it is read', async () => {
  const { tell, open, view } = await aConsole();
  tell(aPage('db-obj'));
  const [found] = await open();
  if (found === undefined) throw new Error('no incident');
  const impact: Incident['impact'] = {
    servers: 1,
    serversOfPlan: null,
    applications: [],
    plans: [],
    isRecovery: false,
    environment: null,
    rtoMinutes: 30,
    objectiveAt: at(600),
    secondsToObjective: 1,
    isRtoAtRisk: false,
    instancesRunning: 0,
    costPerHour: null,
    currency: null,
  };
  const over: Incident = { ...found, impact, status: 'RESOLVED', firing: 0, needsAnswer: false, resolvedAt: at(540) };
  tell({ type: 'incident.changed', at: at(540), incident: over, entries: [], actor: null });
  const left = secondsBetween(at(540), at(600));
  expect((await view.incidents.get({ incidentId: found.incidentId })).incident.impact?.secondsToObjective).toBe(left);
  expect((await view.incidents.list({})).items[0]?.impact?.secondsToObjective).toBe(left);
});

test('an alert that comes again is another one, in another incident', async () => {
  const { tell, view } = await aConsole();
  tell(aPage('db-01'), aPage('db-01', { resolved: true }));
  tell(aPage('db-01'));
  const { items } = await view.incidents.list({});
  expect(items.map(({ status, number }) => [status, number])).toEqual([
    ['OPEN', 2],
    ['RESOLVED', 1],
  ]);
  const all = (await view.alerts.list({})).items.filter(({ kind }) => kind === 'custom');
  expect(new Set(all.map(({ alertId }) => alertId)).size).toBe(2);
});

describe('acknowledging', () => {
  test('takes every alert of it, and the first who does has it', async () => {
    const { tell, open, as } = await aConsole();
    tell(aPage('db-01'));
    const [incident] = await open();
    const incidentId = incident?.incidentId ?? '';
    const first = await as('act').incidents.acknowledge({ incidentId, note: 'on it' });
    const second = await as('admin').incidents.acknowledge({ incidentId });
    expect(first).toMatchObject({ status: 'ACKNOWLEDGED', acknowledgedBy: 'token:operator', note: 'on it', needsAnswer: false });
    expect(second).toEqual(first);
    const { alerts, entries } = await as('view').incidents.get({ incidentId });
    expect(alerts).toMatchObject([{ acknowledgedBy: 'token:operator', status: 'FIRING' }]);
    expect(entries.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  test('its only alert takes the incident', async () => {
    const { tell, open, act } = await aConsole();
    tell(aPage('db-01'));
    const [alert] = (await act.alerts.list({ open: 'true' })).items;
    if (alert === undefined) throw new Error('there is no alert');
    expect(await act.alerts.acknowledge({ noticeId: alert.noticeId })).toMatchObject({ acknowledgedBy: 'token:operator' });
    expect(await open()).toMatchObject([{ status: 'ACKNOWLEDGED', acknowledgedBy: 'token:operator' }]);
  });

  test('what is over is refused, and says since when', async () => {
    const { tell, open, act } = await aConsole();
    tell(aPage('db-01'));
    const [incident] = await open();
    tell(aPage('db-01', { resolved: true }));
    await expect(act.incidents.acknowledge({ incidentId: incident?.incidentId ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { code: 'incident.ended' },
    });
  });

  test('needs a role that may act', async () => {
    const { tell, open, view } = await aConsole();
    tell(aPage('db-01'));
    const [incident] = await open();
    await expect(view.incidents.acknowledge({ incidentId: incident?.incidentId ?? '' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await open()).toMatchObject([{ status: 'OPEN' }]);
  });

  test('can be taken back', async () => {
    const { tell, open, act } = await aConsole();
    tell(aPage('db-01'));
    const incidentId = (await open())[0]?.incidentId ?? '';
    await act.incidents.acknowledge({ incidentId });
    expect(await act.incidents.unacknowledge({ incidentId })).toMatchObject({ status: 'OPEN', acknowledgedBy: null });
  });
});

test('ending it by hand ends its alerts; what fires again is new', async () => {
  const { tell, open, act } = await aConsole();
  tell(aPage('db-01'));
  const incidentId = (await open())[0]?.incidentId ?? '';
  expect(await act.incidents.resolve({ incidentId, because: 'grown by hand' })).toMatchObject({
    status: 'RESOLVED',
    resolvedBecause: 'operator: grown by hand',
  });
  expect((await act.incidents.get({ incidentId })).alerts).toMatchObject([{ status: 'RESOLVED' }]);
  tell(aPage('db-01'));
  expect(await open()).toMatchObject([{ number: 2 }]);
});

test('merged ones are one, and can be split again', async () => {
  const { tell, open, act } = await aConsole();
  tell(aPage('db-01'));
  tell(aPage('db-02', { severity: 'CRITICAL' }));
  const [younger, older] = await open();
  const into = older?.incidentId ?? '';
  const merged = await act.incidents.merge({ incidentId: into, incidentIds: [younger?.incidentId ?? ''] });
  expect(merged).toMatchObject({ alerts: 2, firing: 2, severity: 'CRITICAL' });
  expect(await open()).toHaveLength(1);
  const { alerts } = await act.incidents.get({ incidentId: into });
  const leaving = alerts.find(({ title }) => title.includes('db-02'));
  const split = await act.incidents.split({ incidentId: into, alertIds: [leaving?.alertId ?? ''] });
  expect(split).toMatchObject({ alerts: 1, firing: 1, severity: 'CRITICAL', number: 3 });
  expect(await act.incidents.get({ incidentId: into })).toMatchObject({ incident: { alerts: 1, severity: 'HIGH' } });
  await expect(act.incidents.split({ incidentId: into, alertIds: [] })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(act.incidents.merge({ incidentId: into, incidentIds: [into] })).rejects.toMatchObject({
    code: 'UNPROCESSABLE_CONTENT',
  });
});

test('notes, roles and a severity set by hand stand in its timeline and in what is handed over', async () => {
  const { tell, open, act } = await aConsole();
  tell(aPage('db-01'));
  const incidentId = (await open())[0]?.incidentId ?? '';
  await act.incidents.note({ incidentId, text: 'Storage was called.' });
  await act.incidents.role({ incidentId, role: 'commander', person: 'Dana' });
  const graver = await act.incidents.severity({ incidentId, severity: 'CRITICAL', note: 'payroll runs tonight' });
  expect(graver).toMatchObject({ severity: 'CRITICAL', severityForcedBy: 'token:operator', roles: { commander: 'Dana' } });
  tell(aPage('db-01'));
  expect(await open()).toMatchObject([{ severity: 'CRITICAL' }]);
  const { markdown } = await act.incidents.handOver({ incidentId });
  for (const said of ['Storage was called.', 'Dana is commander.', 'payroll runs tonight', 'CRITICAL'])
    expect(markdown).toContain(said);
  expect((await act.incidents.report({ incidentId })).markdown).toContain('Storage was called.');
});

test('what ends and comes again within one commit is on record as two', async () => {
  const { tell, open, view } = await aConsole();
  tell(aPage('db-01'), aPage('db-01', { resolved: true }), aPage('db-01'));
  const [incident] = await open();
  const { alerts } = await view.incidents.get({ incidentId: incident?.incidentId ?? '' });
  expect(alerts.map(({ status }) => status).sort()).toEqual(['FIRING', 'RESOLVED']);
  expect(incident).toMatchObject({ alerts: 2, firing: 1 });
});

test('what is forgotten in memory is not overwritten in the record when it comes again', async () => {
  const { tell, ports, view } = await aConsole();
  const toldAt = (event: ConsoleEvent): ConsoleEvent => ({ ...event, at: ports.clock.now() });
  tell(toldAt(aPage('db-01')), toldAt(aPage('db-01', { resolved: true })));
  for (let hour = 0; hour < 8; hour += 1) {
    await ports.time.advance(3_600_000);
    tell(toldAt(aPage(`other-${hour}`)), toldAt(aPage(`other-${hour}`, { resolved: true })));
  }
  tell(toldAt(aPage('db-01')));
  const items = (await view.incidents.list({})).items.filter(({ title }) => title.includes('db-01'));
  expect(items).toHaveLength(2);
  for (const { incidentId } of items) expect((await view.incidents.get({ incidentId })).alerts).toHaveLength(1);
});

test('a restart finds everything as it was', async () => {
  const first = await aConsole();
  first.tell(aPage('db-01'), aPage('db-02'), aPage('db-02', { resolved: true }));
  const incidentId = (await first.open())[0]?.incidentId ?? '';
  await first.act.incidents.acknowledge({ incidentId });
  const before = await first.view.incidents.get({ incidentId });
  await first.engine.stop('test');
  const { engine } = await anEngine({ options: { dataDir: first.engine.options.dataDir } });
  const again = createRouterClient(createRouter(engine), { context: { actor: actors.act } });
  expect(await again.incidents.get({ incidentId })).toEqual(before);
  expect(engine.inside.alerting.book.size()).toMatchObject({ firing: 1, incidents: 1, needAnswer: 0 });
});

test('a script may say beside its data what it is about, and by which labels', async () => {
  const { open, act } = await aConsole();
  const event = {
    source: 'probe',
    name: 'tablespace',
    severity: 'HIGH' as const,
    title: 'Full',
    alertKey: 'db-01',
    labels: { host: 'db-01' },
  };
  await act.notifications.emit({ events: [event] });
  expect(await open()).toMatchObject([{ title: 'Full', labels: { host: 'db-01', source: 'probe' } }]);
  await act.notifications.emit({ events: [{ ...event, resolved: true }] });
  expect(await open()).toEqual([]);
});

test('a role is a word, not what every object has', async () => {
  const { tell, open, act } = await aConsole();
  tell(aPage('db-01'));
  const [incident] = await open();
  const incidentId = incident?.incidentId ?? '';
  expect(await act.incidents.role({ incidentId, role: 'constructor', person: null })).toMatchObject({ roles: {} });
  expect((await act.incidents.role({ incidentId, role: 'constructor', person: 'Ada' })).roles).toEqual({ constructor: 'Ada' });
  await expect(act.incidents.role({ incidentId, role: '__proto__', person: 'Ada' })).rejects.toMatchObject({ status: 400 });
});

test('to acknowledge what is over is refused with when it ended', async () => {
  const { tell, view, act } = await aConsole();
  tell(aPage('db-01'));
  tell(aPage('db-01', { resolved: true }));
  const [alert] = (await view.alerts.list({})).items.filter(({ kind }) => kind === 'custom');
  await expect(act.alerts.acknowledge({ noticeId: alert?.noticeId ?? never() })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining(alert?.resolvedAt ?? 'never'),
  });
});

test('what was learned of an incident can be written down long after it, and nothing else', async () => {
  const { tell, open, act, view, ports } = await aConsole();
  tell(aPage('db-01'));
  const [incident] = await open();
  const incidentId = incident?.incidentId ?? '';
  tell(aPage('db-01', { resolved: true }));
  ports.time.jumpWall(7 * 3_600);
  tell(aPage('db-02'));
  await act.incidents.note({ incidentId, text: 'The threshold was too low.' });
  const { entries } = await view.incidents.get({ incidentId });
  expect(entries.at(-1)).toMatchObject({ kind: 'note', text: 'The threshold was too low.' });
  await expect(act.incidents.acknowledge({ incidentId })).rejects.toMatchObject({ status: 409 });
});

function never(): never {
  throw new Error('no such alert');
}
