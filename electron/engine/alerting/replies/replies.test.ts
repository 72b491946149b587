import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBook, type LiveBook } from '../../../../shared/domain/alerting/book';
import { anAlert, minute, START } from '../../../../shared/domain/alerting/escalate/testing/an-incident';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { newIncident, recounted } from '../../../../shared/domain/alerting/incident-form';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Channel } from '../../../../shared/domain/notifications/configuration';
import { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { viewOf } from '../../../../shared/domain/reconcile/view-of';
import { emptyState } from '../../../../shared/domain/state';
import { ok } from '../../../../shared/lib/result';
import { createOutgoingHttp } from '../../channels/http/create-outgoing-http';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import { jira } from '../../channels/jira/jira';
import { dedupKey } from '../../channels/pagerduty';
import { servicenow } from '../../channels/servicenow/servicenow';
import { aSendJob, channelTools } from '../../channels/testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from '../../channels/testing/fault-receiver';
import { answerJson, faults, throttled } from '../../channels/testing/faults';
import { type JiraSite, jiraSite } from '../../channels/testing/jira-site';
import { type ServiceNowInstance, serviceNowInstance } from '../../channels/testing/servicenow-instance';
import { reveal } from '../../notifications/reveal';
import { fakePorts } from '../../testing/fakes';
import { ManualTime } from '../../testing/manual-clock';
import { openPages } from './page-keys';
import { LOOK_EVERY_MS, pollReplies } from './poll-replies';

let time: ManualTime;
let book: LiveBook;
let committed: ConsoleEvent[];
let http: OutgoingHttp;
let receiver: FaultReceiver;
let instance: ServiceNowInstance;
let site: JiraSite;
let channels: Channel[];

beforeEach(async () => {
  time = new ManualTime({ at: START });
  book = createBook();
  committed = [];
  channels = [];
  http = createOutgoingHttp({ wall: time.wall, allowedPrivateHosts: () => [], onlyLoopback: true, env: {} });
  receiver = await startFaultReceiver();
  instance = serviceNowInstance();
  site = jiraSite(3);
});
afterEach(async () => {
  http.close();
  await receiver.close();
});

const serviceNow = (more = {}): Channel => ({
  Type: 'SERVICENOW',
  Configuration: { InstanceUrl: receiver.origin, User: 'u', Password: 'p4ssw0rd', ...more },
});
const jiraChannel = (more = {}): Channel => ({
  Type: 'JIRA',
  Configuration: { SiteUrl: receiver.origin, Deployment: 'CLOUD', User: 'u', ApiToken: 't0ken-s3cr3t', Project: 'OPS', ...more },
});
const pagerDuty = (): Channel => ({
  Type: 'PAGERDUTY',
  Configuration: { ServiceKey: 'R0UT1NGKEY0123456789abcdef012345', ApiToken: 'rest-s3cr3t', ApiUrl: receiver.origin },
});

function settings(): NotificationSettings {
  return NotificationSettings.parse({
    Notifications: channels.map((channel, index) => ({ NotificationId: `n${index}`, Name: `N${index}`, Channels: [channel] })),
    Defaults: {},
  });
}

function poll() {
  return pollReplies({
    ports: fakePorts({ time }),
    core: {
      commit: (events) => {
        committed.push(...events);
        for (const event of events) book.apply(event);
        return ok({ lastSeq: committed.length });
      },
      view: () => ({ engine: {}, sources: {}, forecasts: {}, ...viewOf(emptyState, null, START) }),
    },
    book,
    store: { current: settings, reveal: (wanted) => reveal(wanted, settings(), { value: async () => null }) },
    http,
    host: 'headless',
  });
}

function opened(id = 'a'): Incident {
  const alert = anAlert(id, 'HIGH');
  const incident = recounted(
    newIncident({ incidentId: `inc-${id}`, number: 7, groupKey: id, lead: alert, now: START }),
    null,
    alert,
    START,
  );
  book.apply({ at: START, type: 'alerts.changed', alerts: [alert] });
  book.apply({ at: START, type: 'incident.changed', incident, entries: [], actor: null });
  return incident;
}
const incident = (id = 'a') => book.incident(`inc-${id}`);
const entries = () =>
  committed.flatMap((event) => (event.type === 'incident.changed' ? event.entries.map(({ text }) => text) : []));
const told = (id = 'a') => ({
  ...sampleEvent('server.launch-failed'),
  alertKey: `incident:inc-${id}`,
  lifecycle: 'opens' as const,
});

async function openTicket(by: 'servicenow' | 'jira', id = 'a'): Promise<void> {
  const tools = channelTools(time);
  const channel = by === 'jira' ? jira : servicenow;
  const { Configuration } = by === 'jira' ? jiraChannel() : serviceNow();
  const sent = await channel.send({ ...aSendJob({ carrier: by, event: told(id) }), configuration: Configuration }, tools);
  expect(sent.status).toBe(201);
  tools.close();
  receiver.forget();
}

describe('ServiceNow', () => {
  beforeEach(() => receiver.behave(instance.script));

  test('its incident is found by its key, and stands in ours with its state', async () => {
    channels = [serviceNow()];
    opened();
    await openTicket('servicenow');
    await poll().look();
    expect(incident()?.tickets).toMatchObject([{ system: 'servicenow', label: 'INC0010', state: '1', assignee: null }]);
    expect(entries()).toEqual(['INC0010 in ServiceNow is 1.']);
    expect(receiver.requests).toHaveLength(1);
    expect(receiver.requests[0]?.path).toContain('correlation_idIN');
    await poll().look();
    expect(entries()).toHaveLength(1);
  });

  test('whoever takes it there has taken ours; giving it back here is not overruled', async () => {
    channels = [serviceNow()];
    opened();
    await openTicket('servicenow');
    const follow = poll();
    await follow.look();
    Object.assign(instance.incidents[0] ?? {}, { state: '2', assigned_to: 'Ann Lee' });
    await follow.look();
    expect(incident()).toMatchObject({
      status: 'ACKNOWLEDGED',
      acknowledgedBy: 'Ann Lee (ServiceNow INC0010)',
      tickets: [{ assignee: 'Ann Lee', state: '2' }],
    });
    expect(book.alertsIn('inc-a')[0]?.acknowledgedBy).toBe('Ann Lee (ServiceNow INC0010)');
    const held = incident();
    if (held === undefined) throw new Error('gone');
    book.apply({
      at: START,
      type: 'incident.changed',
      incident: { ...held, status: 'OPEN', acknowledgedBy: null },
      entries: [],
      actor: 'dana',
    });
    await follow.look();
    expect(incident()?.status).toBe('OPEN');
  });

  test.each([
    ['NOTE', 'OPEN'],
    ['RESOLVE', 'RESOLVED'],
  ] as const)('resolved there, by %s ours is %s', async (OnResolved, status) => {
    channels = [serviceNow({ OnResolved, OnProgress: 'NOTE' })];
    opened();
    await openTicket('servicenow');
    const follow = poll();
    await follow.look();
    Object.assign(instance.incidents[0] ?? {}, { state: '2' });
    await follow.look();
    expect(incident()?.status).toBe('OPEN');
    Object.assign(instance.incidents[0] ?? {}, { state: '6' });
    await follow.look();
    expect(incident()?.status).toBe(status);
    expect(incident()?.tickets).toMatchObject([{ state: '6' }]);
  });

  test('a hundred open incidents are asked for in few requests', async () => {
    channels = [serviceNow()];
    for (let n = 0; n < 100; n += 1) opened(`x${n}`);
    await poll().look();
    expect(receiver.requests.length).toBeLessThanOrEqual(4);
  });

  test('nothing is asked while nothing is open', async () => {
    channels = [serviceNow()];
    await poll().look();
    expect(receiver.requests).toHaveLength(0);
  });
});

describe('Jira', () => {
  beforeEach(() => receiver.behave(site.script));

  test('comes back by labels, also while two incidents have issues', async () => {
    channels = [jiraChannel()];
    opened('a');
    opened('b');
    await openTicket('jira', 'a');
    await openTicket('jira', 'b');
    const follow = poll();
    await follow.look();
    expect(receiver.requests).toHaveLength(1);
    Object.assign(site.issues[1] ?? {}, { status: 'Working', assignee: 'Ann Lee' });
    await follow.look();
    expect(incident('a')?.status).toBe('OPEN');
    expect(incident('b')).toMatchObject({ status: 'ACKNOWLEDGED', acknowledgedBy: 'Ann Lee (Jira OPS-2)' });
    expect(incident('b')?.tickets[0]?.url).toBe(`${receiver.origin}/browse/OPS-2`);
  });
});

describe('PagerDuty', () => {
  const key = dedupKey({ alertKey: 'incident:inc-a', eventId: 'x' });
  const page = (status: string) => ({
    id: 'P1',
    incident_number: 42,
    html_url: 'https://acme.pagerduty.com/incidents/P1',
    status,
    acknowledgements: status === 'triggered' ? [] : [{ at: '2026-03-14T09:01:00Z', acknowledger: { summary: 'Ann Lee' } }],
  });
  const script = (status: string) =>
    receiver.behave(({ path }) => answerJson(200, { incidents: path.includes(key) ? [page(status)] : [] }), '/incidents');

  test('an acknowledgement there is one here, and is asked for no more', async () => {
    channels = [pagerDuty()];
    opened();
    script('triggered');
    const follow = poll();
    await follow.look();
    expect(incident()?.status).toBe('OPEN');
    expect(receiver.requests[0]?.headers.authorization).toBe('Token token=rest-s3cr3t');
    script('acknowledged');
    await follow.look();
    expect(incident()).toMatchObject({ status: 'ACKNOWLEDGED', acknowledgedBy: 'Ann Lee (PagerDuty #42)' });
    receiver.forget();
    await follow.look();
    expect(receiver.requests).toHaveLength(0);
  });
});

describe('who does not answer', () => {
  test('is asked less often; a sign-in page is no state of a ticket', async () => {
    channels = [serviceNow()];
    opened();
    const follow = poll();
    for (const [waits, fault] of [
      [1, faults.html],
      [2, throttled('5')],
      [4, faults.serverError],
    ] as const) {
      receiver.forget();
      receiver.behave(fault);
      await follow.look();
      expect(receiver.requests).toHaveLength(1);
      for (let n = 1; n < waits; n += 1) {
        await time.advance(LOOK_EVERY_MS);
        await follow.look();
      }
      expect(receiver.requests).toHaveLength(1);
      await time.advance(LOOK_EVERY_MS);
    }
    expect(entries()).toEqual([]);
  });

  test('is asked again after as long, also when the clock of the machine is set back', async () => {
    channels = [serviceNow()];
    opened();
    const follow = poll();
    receiver.behave(faults.serverError);
    await follow.look();
    time.jumpWall(-86_400);
    await time.advance(LOOK_EVERY_MS);
    await follow.look();
    expect(receiver.requests).toHaveLength(2);
  });

  test('keeps nobody else from being heard', async () => {
    channels = [serviceNow({ InstanceUrl: 'http://127.0.0.1:1' }), jiraChannel()];
    receiver.behave(site.script);
    opened();
    await openTicket('jira');
    await poll().look();
    expect(incident()?.tickets).toMatchObject([{ system: 'jira' }]);
  });

  test('what was answered while the incident ended changes nothing', async () => {
    channels = [serviceNow()];
    receiver.behave(instance.script);
    const held = opened();
    await openTicket('servicenow');
    receiver.behave((request, nth) => {
      book.apply({
        at: minute(1),
        type: 'incident.changed',
        incident: { ...held, status: 'RESOLVED' },
        entries: [],
        actor: null,
      });
      return instance.script(request, nth);
    });
    await poll().look();
    expect(committed).toEqual([]);
  });
});

test('after a flood, no more keys are made than are asked for', () => {
  for (let count = 0; count < 300; count += 1) opened(`i${count}`);
  let made = 0;
  const mark = (key: string) => {
    made += 1;
    return key;
  };
  expect(openPages(book, { mark, wants: () => true, most: 200 }).size).toBe(200);
  expect(made).toBe(200);
});
