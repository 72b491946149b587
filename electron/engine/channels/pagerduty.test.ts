import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { ManualTime } from '../testing/manual-clock';
import { dedupKey, pagerduty, pagerdutyEvent } from './pagerduty';
import { aRendered, aSendJob, channelTools } from './testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from './testing/fault-receiver';
import { answerJson } from './testing/faults';
import { PagerDutyEvent, pagerDutyTroubles } from './testing/pagerduty-event';

const KEY = 'R0123456789abcdef0123456789abcde';
const taken = answerJson(202, { status: 'success', message: 'Event processed', dedup_key: 'theirs' });

let receiver: FaultReceiver;
let tools: ReturnType<typeof channelTools>;

beforeEach(async () => {
  receiver = await startFaultReceiver({ behaviour: taken });
  tools = channelTools(new ManualTime());
});
afterEach(async () => {
  tools.close();
  await receiver.close();
});

const event = sampleEvent('execution.failed');
const aPage = (change: Parameters<typeof aRendered<'pagerduty'>>[1] = {}) => {
  const rendered = aRendered('pagerduty', change);
  if (rendered.format !== 'pagerduty') throw new Error('no page');
  return rendered;
};
const sent = async (more: Partial<Parameters<typeof aSendJob>[0]>, configuration = {}) => {
  const job = aSendJob({
    carrier: 'pagerduty',
    configuration: { ServiceKey: KEY, EventsUrl: receiver.origin, ...configuration },
    ...more,
  });
  const outcome = await pagerduty.send(job, tools);
  return { outcome, body: JSON.parse(receiver.requests.at(-1)?.body ?? 'null') };
};

test('a trigger is as documented, and accepted with the key that closes it', async () => {
  const { outcome, body } = await sent({});
  expect(PagerDutyEvent.parse(body)).toMatchObject({ event_action: 'trigger', dedup_key: dedupKey(event) });
  expect(outcome).toMatchObject({ outcome: 'accepted', status: 202, providerId: 'theirs' });
  expect(receiver.requests[0]?.path).toBe('/v2/enqueue');
});

test('the page of a test is closed as soon as it was opened', async () => {
  const before = receiver.requests.length;
  const job = aSendJob({ carrier: 'pagerduty', configuration: { ServiceKey: KEY, EventsUrl: receiver.origin } });
  const outcome = await pagerduty.send({ ...job, delivery: { ...job.delivery, test: true } }, tools);
  const bodies = receiver.requests.slice(before).map(({ body }) => JSON.parse(body));
  expect(outcome).toMatchObject({ outcome: 'accepted' });
  expect(bodies.map(({ event_action, dedup_key }) => [event_action, dedup_key])).toEqual([
    ['trigger', bodies[0]?.dedup_key],
    ['resolve', bodies[0]?.dedup_key],
  ]);
});

test('a page of a test that cannot be closed is told of', async () => {
  const job = aSendJob({ carrier: 'pagerduty', configuration: { ServiceKey: KEY, EventsUrl: receiver.origin } });
  const { request } = tools.http;
  const http: typeof tools.http = {
    ...tools.http,
    request: async (asked) =>
      asked.body?.includes('"resolve"') === true ? { kind: 'answered', status: 500, headers: {}, body: '' } : request(asked),
  };
  const outcome = await pagerduty.send({ ...job, delivery: { ...job.delivery, test: true } }, { ...tools, http });
  expect(outcome).toMatchObject({ outcome: 'accepted', reply: expect.stringContaining('could not be closed again') });
});

describe('one page', () => {
  test('is opened, acknowledged and closed with the same key', async () => {
    const keys = [];
    for (const action of ['trigger', 'acknowledge', 'resolve'] as const) {
      const { body } = await sent({ rendered: aPage({ action }) });
      keys.push(body.dedup_key);
      if (action !== 'trigger') expect(Object.keys(body).sort()).toEqual(['dedup_key', 'event_action', 'routing_key']);
    }
    expect(new Set(keys).size).toBe(1);
  });

  test('has a key of at most 255 characters that depends on nothing but what it is about', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (alertKey, one, other) => {
        const key = dedupKey({ alertKey, eventId: one });
        expect(dedupKey({ alertKey, eventId: other })).toBe(key);
        expect(key.length).toBeLessThanOrEqual(255);
      }),
    );
    expect(dedupKey({ alertKey: null, eventId: 'a' })).not.toBe(dedupKey({ alertKey: null, eventId: 'b' }));
    expect(dedupKey({ alertKey: 'a', eventId: '' })).not.toBe(dedupKey({ alertKey: 'b', eventId: '' }));
  });
});

test('the configured severity takes the place of ours', async () => {
  expect((await sent({ rendered: aPage({ severity: 'info' }) }, { Severity: 'critical' })).body.payload.severity).toBe(
    'critical',
  );
  expect((await sent({ rendered: aPage({ severity: 'info' }) })).body.payload.severity).toBe('info');
});

test('over 512 KB it goes without its details, and otherwise whole', () => {
  const page = (length: number) => aPage({ details: { log: 'ü'.repeat(length) }, summary: 's'.repeat(5000), source: '' });
  const small = pagerdutyEvent(page(100_000), event, { ServiceKey: KEY });
  expect(pagerDutyTroubles(small)).toEqual([]);
  expect(JSON.parse(small).payload.custom_details).toBeDefined();
  const large = pagerdutyEvent(page(300_000), event, { ServiceKey: KEY });
  expect(pagerDutyTroubles(large)).toEqual([]);
  expect(JSON.parse(large).payload.custom_details).toBeUndefined();
});

test.each([
  [{}, 'https://events.pagerduty.com/v2/enqueue'],
  [{ Region: 'EU' }, 'https://events.eu.pagerduty.com/v2/enqueue'],
  [{ EventsUrl: 'https://proxy.example/pd/enqueue' }, 'https://proxy.example/pd/enqueue'],
  [{ EventsUrl: 'https://proxy.example' }, 'https://proxy.example/v2/enqueue'],
])('%j goes to %s', async (configuration, url) => {
  const asked: string[] = [];
  const http = {
    request: async (request: { readonly url: string }) => {
      asked.push(request.url);
      return { kind: 'unreachable', message: 'not here' } as const;
    },
    close: () => {},
  };
  await pagerduty.send(aSendJob({ carrier: 'pagerduty', configuration: { ServiceKey: KEY, ...configuration } }), {
    ...tools,
    http,
  });
  expect(asked).toEqual([url]);
});

test('a key that PagerDuty does not know breaks the destination, another bad event only itself', async () => {
  receiver.behave(answerJson(400, { status: 'invalid event', errors: [`Invalid routing key ${KEY}`] }));
  const { outcome } = await sent({});
  expect(outcome).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('routing key') });
  expect(outcome.reply).not.toContain(KEY);
  receiver.behave(answerJson(400, { status: 'invalid event', errors: ["'payload.summary' is missing or blank"] }));
  expect((await sent({})).outcome).toMatchObject({
    outcome: 'permanent',
    destinationBroken: false,
    reply: expect.stringContaining('summary'),
  });
});
