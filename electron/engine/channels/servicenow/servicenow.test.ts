import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { Instant } from '../../../../shared/domain/primitives';
import { ManualTime } from '../../testing/manual-clock';
import type { SendJob } from '../channel';
import { aSendJob, channelTools } from '../testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from '../testing/fault-receiver';
import { answer, answerJson, faults } from '../testing/faults';
import { type ServiceNowInstance, serviceNowInstance } from '../testing/servicenow-instance';
import { servicenow } from './servicenow';

let receiver: FaultReceiver;
let instance: ServiceNowInstance;
let time: ManualTime;
let tools: ReturnType<typeof channelTools>;

beforeEach(async () => {
  instance = serviceNowInstance();
  receiver = await startFaultReceiver({ behaviour: instance.script });
  time = new ManualTime({ at: Instant.parse('2026-11-23T15:10:00.000Z') });
  tools = channelTools(time);
});
afterEach(async () => {
  tools.close();
  await receiver.close();
});

const opening = sampleEvent('server.launch-failed');
const event = (lifecycle: SendJob['event']['lifecycle'], severity: SendJob['event']['severity'] = 'HIGH') => ({
  ...opening,
  alertKey: 'incident:42',
  lifecycle,
  severity,
});
const job = (of: SendJob['event'], more: Partial<Parameters<typeof aSendJob>[0]> = {}, settings = {}): SendJob =>
  aSendJob({
    carrier: 'servicenow',
    event: of,
    configuration: { InstanceUrl: `${receiver.origin}/`, User: 'tocsin', Password: 'p4ssw0rd-s3cr3t', ...settings },
    ...more,
  });
const methods = () => receiver.requests.map(({ method }) => method);

test('an incident is looked for, then made, with urgency and impact and our id', async () => {
  const sent = await servicenow.send(job(event('opens', 'CRITICAL'), {}, { AssignmentGroup: 'Disaster recovery' }), tools);
  expect(sent).toMatchObject({
    outcome: 'delivered',
    status: 201,
    providerId: 'INC0010',
    thread: { root: 'id-1', latest: 'INC0010' },
  });
  expect(methods()).toEqual(['GET', 'POST']);
  expect(receiver.requests[0]?.path).toContain('correlation_id%3Dtocsin-');
  expect(receiver.requests[1]?.path).toContain('sysparm_input_display_value=true');
  expect(receiver.requests[1]?.headers.authorization).toBe(`Basic ${Buffer.from('tocsin:p4ssw0rd-s3cr3t').toString('base64')}`);
  expect(instance.incidents[0]).toMatchObject({
    urgency: '1',
    impact: '1',
    assignment_group: 'Disaster recovery',
    correlation_display: 'Tocsin',
    short_description: expect.stringContaining(opening.title),
  });
  expect(instance.incidents[0]?.correlation_id).toMatch(/^tocsin-[0-9a-f]{40}$/);
  expect(instance.incidents[0]).not.toHaveProperty('priority');
});

test('a token takes the place of user and password, and fields of the company go along', async () => {
  const settings = { Token: 'oauth-s3cr3t', Fields: ['u_service = Payroll'], AssignmentGroup: '0'.repeat(32) };
  await servicenow.send(job(event('opens'), {}, settings), tools);
  expect(receiver.requests[0]?.headers.authorization).toBe('Bearer oauth-s3cr3t');
  expect(receiver.requests[1]?.path).not.toContain('display_value');
  expect(instance.incidents[0]).toMatchObject({ u_service: 'Payroll', urgency: '1', impact: '2' });
});

describe('a create whose answer was lost', () => {
  test('is not made twice', async () => {
    receiver.behave((request, nth) => {
      const done = instance.script(request, nth);
      return request.method === 'POST' && request.body !== '' ? faults.resetAfterReading : done;
    });
    const lost = await servicenow.send(job(event('opens')), tools);
    expect(lost.outcome).toBe('ambiguous');
    expect(servicenow.deduplicates).toBe(true);
    receiver.behave(instance.script);
    const again = await servicenow.send(job(event('opens'), { attempt: 2 }), tools);
    expect(again).toMatchObject({ outcome: 'delivered', providerId: 'INC0010' });
    expect(instance.incidents).toHaveLength(1);
    expect(instance.incidents[0]?.work_notes).toBe('');
  });
});

describe('a ticket that is there', () => {
  beforeEach(async () => {
    await servicenow.send(job(event('opens')), tools);
    receiver.forget();
  });
  const thread = { root: 'id-1', latest: 'INC0010', place: null };
  const ticket = () => instance.incidents[0];

  test('gets a work note for what is new, and rises with what has become worse', async () => {
    if (instance.incidents[0] !== undefined) instance.incidents[0].urgency = '2';
    await servicenow.send(job(event('updates', 'CRITICAL'), { thread }), tools);
    expect(ticket()).toMatchObject({ urgency: '1', impact: '1', work_notes: expect.stringContaining(opening.title) });
    expect(ticket()?.description).not.toBe('');
    expect(methods()).toEqual(['GET', 'PATCH']);
  });

  test('is not written to twice with the same words', async () => {
    const change = job(event('updates'), { thread });
    await servicenow.send(change, tools);
    const notes = ticket()?.work_notes;
    expect(await servicenow.send({ ...change, attempt: 2 }, tools)).toMatchObject({ outcome: 'delivered' });
    expect(ticket()?.work_notes).toBe(notes);
  });

  test('is in progress once somebody has acknowledged', async () => {
    await servicenow.send(job(event('acknowledges'), { thread }), tools);
    expect(ticket()).toMatchObject({ state: '2' });
  });

  test('is resolved with the code of the settings', async () => {
    const sent = await servicenow.send(job(event('closes'), { thread }, { CloseCode: 'Solved (Permanently)' }), tools);
    expect(sent).toMatchObject({ outcome: 'delivered', reply: expect.stringContaining('resolved') });
    expect(ticket()).toMatchObject({
      state: '6',
      close_code: 'Solved (Permanently)',
      close_notes: expect.stringContaining(opening.title),
    });
    receiver.forget();
    await servicenow.send(job(event('closes'), { thread }), tools);
    expect(methods()).toEqual(['GET']);
  });

  test('that was resolved a short time ago is opened again, later a new one is made', async () => {
    await servicenow.send(job(event('closes'), { thread }), tools);
    expect(await servicenow.send(job(event('opens'), { thread }), tools)).toMatchObject({
      reply: expect.stringContaining('again'),
    });
    expect(ticket()).toMatchObject({ state: '2' });
    await servicenow.send(job(event('closes'), { thread }), tools);
    instance.now = '';
    await time.advance(55 * 60_000);
    expect(await servicenow.send(job(event('opens'), { thread }), tools)).toMatchObject({
      status: 201,
      thread: { root: 'id-2' },
    });
  });

  test('that was closed there is left alone', async () => {
    Object.assign(instance.incidents[0] ?? {}, { state: '7', active: 'false' });
    const sent = await servicenow.send(job(event('closes'), { thread }), tools);
    expect(sent).toMatchObject({ outcome: 'accepted', suppress: expect.stringContaining('No ticket') });
    expect(await servicenow.send(job(event('opens'), { thread }), tools)).toMatchObject({ providerId: 'INC0011' });
  });

  test('is found by its id where nobody remembers it', async () => {
    await servicenow.send(job(event('closes')), tools);
    expect(ticket()).toMatchObject({ state: '6' });
  });
});

test('the end of what was never told there changes nothing', async () => {
  expect(await servicenow.send(job(event('closes')), tools)).toMatchObject({ suppress: expect.any(String) });
  expect(methods()).toEqual(['GET']);
});

describe('a test', () => {
  test('opens an incident and resolves it again', async () => {
    const sent = await servicenow.send(job({ ...event('informs'), alertKey: null }, { delivery: { test: true } }), tools);
    expect(sent).toMatchObject({
      outcome: 'delivered',
      status: 201,
      thread: null,
      reply: expect.stringContaining('resolved again'),
    });
    expect(instance.incidents).toMatchObject([{ state: '6', short_description: expect.stringContaining('[TEST]') }]);
  });

  test('names the close codes of the instance where ours is refused', async () => {
    const sent = await servicenow.send(job(event('opens'), { delivery: { test: true } }, { CloseCode: 'Wrong' }), tools);
    expect(sent).toMatchObject({
      outcome: 'delivered',
      reply: expect.stringMatching(/could not be resolved.*Close code.*codes are: Solved/s),
    });
  });
});

describe('what goes wrong', () => {
  test('an instance that sleeps answers with a page, and nothing is taken for done', async () => {
    receiver.behave(faults.html);
    const sent = await servicenow.send(job(event('opens')), tools);
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('sleeps') });
  });

  test('its limits by the hour are kept', async () => {
    receiver.behave(answerJson(429, { error: { message: 'Rate limit exceeded' } }, { 'retry-after': '1800' }));
    expect(await servicenow.send(job(event('opens')), tools)).toMatchObject({ outcome: 'throttled', retryAfterSeconds: 1800 });
  });

  test('its words say what it wants', async () => {
    receiver.behave((request, nth) =>
      request.method === 'POST'
        ? answerJson(400, { error: { message: 'Invalid', detail: 'caller_id' } })
        : instance.script(request, nth),
    );
    const sent = await servicenow.send(job(event('opens')), tools);
    expect(sent).toMatchObject({
      outcome: 'permanent',
      status: 400,
      reply: expect.stringContaining('Invalid: caller_id'),
      destinationBroken: false,
    });
  });

  test('a receiver that is no ServiceNow is told as that', async () => {
    receiver.behave(answer(200, 'pong'));
    expect(await servicenow.send(job(event('opens')), tools)).toMatchObject({ outcome: 'permanent', destinationBroken: true });
  });
});
