import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { Instant } from '../../../../shared/domain/primitives';
import { ManualTime } from '../../testing/manual-clock';
import type { SendJob } from '../channel';
import { aSendJob, channelTools } from '../testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from '../testing/fault-receiver';
import { answerJson, faults, throttled } from '../testing/faults';
import { type JiraSite, jiraSite } from '../testing/jira-site';
import { adfOf, textOfAdf } from './adf';
import { jira } from './jira';
import { isCloud } from './jira-settings';
import { pickTransition, wantedSteps } from './transitions';

let receiver: FaultReceiver;
let site: JiraSite;
let time: ManualTime;
let tools: ReturnType<typeof channelTools>;

async function serve(version: 2 | 3): Promise<void> {
  site = jiraSite(version);
  receiver = await startFaultReceiver({ behaviour: site.script });
}
beforeEach(async () => {
  await serve(3);
  time = new ManualTime({ at: Instant.parse('2026-11-23T15:10:00.000Z') });
  tools = channelTools(time);
});
afterEach(async () => {
  tools.close();
  await receiver.close();
});

const opening = sampleEvent('server.launch-failed');
const event = (lifecycle: SendJob['event']['lifecycle']) => ({
  ...opening,
  alertKey: 'incident:42',
  severity: 'HIGH' as const,
  lifecycle,
});
const job = (of: SendJob['event'], more: Partial<Parameters<typeof aSendJob>[0]> = {}, settings = {}): SendJob =>
  aSendJob({
    carrier: 'jira',
    event: of,
    configuration: {
      SiteUrl: receiver.origin,
      Deployment: 'CLOUD',
      User: 'tocsin@example.com',
      ApiToken: 'api-t0ken-s3cr3t',
      Project: 'OPS',
      ...settings,
    },
    ...more,
  });
const thread = { root: 'OPS-1', latest: 'OPS-1', place: null };
const paths = () => receiver.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);

test('an issue is looked for by its label, then made with a document for its text', async () => {
  const sent = await jira.send(job(event('opens'), {}, { Priorities: ['HIGH = Highest'], Labels: ['payroll'] }), tools);
  expect(sent).toMatchObject({ outcome: 'delivered', status: 201, providerId: 'OPS-1', thread: { root: 'OPS-1' } });
  expect(paths()).toEqual(['GET /rest/api/3/search/jql', 'POST /rest/api/3/issue']);
  const query = new URL(receiver.requests[0]?.path ?? '', 'http://site').searchParams;
  expect(query.get('jql')).toMatch(/^project = "OPS" AND labels = "tocsin-[0-9a-f]{40}" ORDER BY created DESC$/);
  expect(query.get('fields')).toContain('resolution');
  expect(site.issues[0]?.fields).toMatchObject({
    project: { key: 'OPS' },
    issuetype: { name: 'Incident' },
    priority: { name: 'Highest' },
    labels: [expect.stringMatching(/^tocsin-/), 'tocsin', 'payroll'],
    description: { type: 'doc', version: 1 },
  });
  expect(site.issues[0]?.fields.summary).toContain(opening.title);
});

test('a Data Center has its own version, text and token', async () => {
  await receiver.close();
  await serve(2);
  const settings = { Deployment: 'DATA_CENTER', User: undefined };
  await jira.send(job(event('opens'), {}, settings), tools);
  expect(paths()).toEqual(['GET /rest/api/2/search', 'POST /rest/api/2/issue']);
  expect(receiver.requests[0]?.headers.authorization).toBe('Bearer api-t0ken-s3cr3t');
  expect(typeof site.issues[0]?.fields.description).toBe('string');
  await jira.send(job(event('updates'), { thread }, settings), tools);
  expect(typeof site.issues[0]?.comments[0]).toBe('string');
});

test('a create whose answer was lost is not made twice', async () => {
  receiver.behave((request, nth) => {
    const done = site.script(request, nth);
    return request.method === 'POST' && request.body !== '' ? faults.resetAfterReading : done;
  });
  expect((await jira.send(job(event('opens')), tools)).outcome).toBe('ambiguous');
  receiver.behave(site.script);
  expect(await jira.send(job(event('opens'), { attempt: 2 }), tools)).toMatchObject({
    outcome: 'delivered',
    providerId: 'OPS-1',
  });
  expect(site.issues).toHaveLength(1);
});

describe('an issue that is there', () => {
  beforeEach(async () => {
    await jira.send(job(event('opens')), tools);
    receiver.forget();
  });
  const issue = () => site.issues[0];

  test('gets a comment for what is new, once', async () => {
    await jira.send(job(event('updates'), { thread }), tools);
    expect(textOfAdf(issue()?.comments[0])).toContain(opening.title);
    await jira.send(job(event('updates'), { thread, attempt: 2 }), tools);
    expect(issue()?.comments).toHaveLength(1);
  });

  test('is begun when somebody has acknowledged, where the workflow has a step for that', async () => {
    await jira.send(job(event('acknowledges'), { thread }), tools);
    expect(issue()).toMatchObject({ status: 'Working', comments: [expect.anything()] });
    site.transitions = [];
    const again = await jira.send(job(event('acknowledges'), { thread }), tools);
    expect(again.outcome).toBe('delivered');
  });

  test('is resolved by the step the channel names, else by one that leads to done, and never by giving up', async () => {
    await jira.send(job(event('closes'), { thread }), tools);
    expect(issue()).toMatchObject({ status: 'Gelöst', resolution: 'Done' });
  });

  test('that has no step to done stays open, and the words say what it offers', async () => {
    site.transitions = [{ id: '11', name: 'Begin', to: 'Working' }];
    const sent = await jira.send(job(event('closes'), { thread }), tools);
    expect(sent).toMatchObject({
      outcome: 'permanent',
      destinationBroken: false,
      reply: expect.stringContaining('It offers: Begin'),
    });
    expect(issue()?.comments).toHaveLength(0);
  });

  test('that was resolved a short time ago is opened again', async () => {
    await jira.send(job(event('closes'), { thread }), tools);
    site.transitions = [{ id: '41', name: 'Wieder öffnen', to: 'Open' }];
    const settings = { ReopenTransitions: ['wieder öffnen'] };
    expect(await jira.send(job(event('opens'), { thread }, settings), tools)).toMatchObject({
      reply: expect.stringContaining('again'),
    });
    expect(issue()).toMatchObject({ status: 'Open', resolution: null });
  });

  test('of which somebody said that nothing will be done is left alone: a new one is made', async () => {
    site.resolutionOfDone = "Won't Do";
    await jira.send(job(event('closes'), { thread }), tools);
    expect(await jira.send(job(event('opens'), { thread }), tools)).toMatchObject({ providerId: 'OPS-2' });
  });

  test('that was deleted is made anew', async () => {
    site.issues.length = 0;
    expect(await jira.send(job(event('opens'), { thread }), tools)).toMatchObject({ status: 201 });
  });
});

describe('a test', () => {
  test('opens an issue and resolves it again', async () => {
    const sent = await jira.send(job(event('informs'), { delivery: { test: true } }), tools);
    expect(sent).toMatchObject({ status: 201, thread: null, reply: expect.stringContaining('resolved again') });
    expect(site.issues).toMatchObject([{ status: 'Gelöst' }]);
  });

  test('names the fields that the project wants', async () => {
    site.required = ['customfield_10010'];
    const sent = await jira.send(job(event('opens'), { delivery: { test: true } }), tools);
    expect(sent).toMatchObject({ outcome: 'permanent', status: 400 });
    expect(sent.reply).toContain('customfield_10010: customfield_10010 is required.');
    expect(sent.reply).toContain('Business service (customfield_10010)');
    const filled = job(event('opens'), { delivery: { test: true } }, { Fields: ['customfield_10010 = {"value":"Payroll"}'] });
    expect(await jira.send(filled, tools)).toMatchObject({ outcome: 'delivered' });
    expect(site.issues[0]?.fields.customfield_10010).toEqual({ value: 'Payroll' });
  });

  test('names the kinds of issue where ours is none', async () => {
    receiver.behave((request, nth) =>
      request.method === 'POST'
        ? answerJson(400, { errors: { issuetype: 'Specify a valid issue type' } })
        : site.script(request, nth),
    );
    const sent = await jira.send(job(event('opens'), { delivery: { test: true } }, { IssueType: 'Störung' }), tools);
    expect(sent.reply).toContain('no issue type Störung; it has: Incident');
  });
});

test('a limit that is met is kept', async () => {
  receiver.behave(throttled('42'));
  expect(await jira.send(job(event('opens')), tools)).toMatchObject({ outcome: 'throttled', retryAfterSeconds: 42 });
});

test('the cloud is known by its host, unless the channel says otherwise', () => {
  const of = (SiteUrl: string, Deployment?: 'CLOUD') => isCloud({ SiteUrl, ApiToken: 'x', Project: 'OPS', Deployment });
  expect([of('https://acme.atlassian.net'), of('https://jira.acme.example'), of('https://jira.acme.example', 'CLOUD')]).toEqual([
    true,
    false,
    true,
  ]);
  expect(of('https://evil.example/.atlassian.net')).toBe(false);
});

test('a document has no empty text, keeps line ends and links addresses', () => {
  const document = adfOf('One\nsee https://example.com/x now\n\n\nTwo\n');
  expect(document.content).toHaveLength(2);
  expect(JSON.stringify(document)).not.toContain('"text":""');
  expect(JSON.stringify(document)).toContain('"href":"https://example.com/x"');
  expect(textOfAdf(document)).toMatch(/One.*see.*now.*Two/);
  expect(adfOf('').content).toEqual([]);
});

test('steps are chosen by name before category', () => {
  const to = (name: string, key: string) => ({ name, statusCategory: { key } });
  const offered = [
    { id: '1', name: 'Decline', to: to('Declined', 'done') },
    { id: '2', name: 'Ship it', to: to('Shipped', 'done') },
    { id: '3', name: 'Finish', to: to('Done', 'done') },
  ];
  expect(pickTransition(offered, wantedSteps.resolve)?.id).toBe('3');
  expect(pickTransition(offered.slice(0, 2), wantedSteps.resolve)?.id).toBe('2');
  expect(pickTransition(offered.slice(0, 1), wantedSteps.resolve)).toBeNull();
});
