import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../../shared/domain/primitives';
import { ManualTime } from '../testing/manual-clock';
import type { SendJob } from './channel';
import { aSendJob, channelTools } from './testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from './testing/fault-receiver';
import { faults } from './testing/faults';
import { webhook } from './webhook';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NEXT = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const body = JSON.stringify({ type: 'execution.failed', data: { title: 'Ausfall: „日本“ 👩‍🚒 \u2028' } });

let receiver: FaultReceiver;
let time: ManualTime;
let tools: ReturnType<typeof channelTools>;

beforeEach(async () => {
  receiver = await startFaultReceiver({ behaviour: faults.noContent });
  // The package that verifies reads the real clock.
  time = new ManualTime({ at: instantOf(Date.now()) });
  tools = channelTools(time);
});
afterEach(async () => {
  tools.close();
  await receiver.close();
});

const job = (configuration: SendJob['configuration'] = {}): SendJob =>
  aSendJob({
    carrier: 'webhook',
    rendered: { format: 'body', contentType: 'application/json', body },
    configuration: { WebhookUrl: receiver.url('/hook'), ...configuration },
  });

describe('a signature', () => {
  test('is one by Standard Webhooks, over the bytes that arrive', async () => {
    await webhook.send(job({ SigningSecret: SECRET }), tools);
    const [request] = receiver.requests;
    expect(request?.body).toBe(body);
    expect(new Webhook(SECRET).verify(request?.body ?? '', { ...request?.headers })).toEqual(JSON.parse(body));
    expect(() => new Webhook(SECRET).verify(`${request?.body} `, { ...request?.headers })).toThrow('signature');
    expect(() => new Webhook(NEXT).verify(request?.body ?? '', { ...request?.headers })).toThrow('signature');
  });

  test('is made with each of two secrets while one replaces the other', async () => {
    await webhook.send(job({ SigningSecret: `${SECRET} ${NEXT}` }), tools);
    const [request] = receiver.requests;
    for (const secret of [SECRET, NEXT]) new Webhook(secret).verify(request?.body ?? '', { ...request?.headers });
  });

  test('is of this attempt, under the id of them all', async () => {
    await webhook.send(job({ SigningSecret: SECRET }), tools);
    await time.advance(90_000);
    await webhook.send({ ...job({ SigningSecret: SECRET }), attempt: 2 }, tools);
    const [first, second] = receiver.requests.map(({ headers }) => headers);
    expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(Number(second?.['webhook-timestamp']) - Number(first?.['webhook-timestamp'])).toBe(90);
    expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature']);
  });

  test('is not there without a secret, the id and the time are', async () => {
    await webhook.send(job(), tools);
    const headers = receiver.requests[0]?.headers ?? {};
    expect(headers).toMatchObject({ 'webhook-id': 'dlv-01hzy3', 'content-type': 'application/json' });
    expect(headers).not.toHaveProperty('webhook-signature');
  });

  test.each(['whsec_', 'whsec_not base64!', 'geheim ä'])(
    'with the secret %s is refused, and nothing is sent',
    async (SigningSecret) => {
      const sent = await webhook.send(job({ SigningSecret }), tools);
      expect(sent).toMatchObject({
        outcome: 'permanent',
        destinationBroken: true,
        reply: expect.stringContaining('SigningSecret'),
      });
      expect(receiver.requests).toHaveLength(0);
    },
  );
});

describe('headers of one’s own', () => {
  test('arrive, and cannot take the place of those that carry the message', async () => {
    const Headers = {
      Authorization: 'Bearer abc',
      'X-Team': 'dr',
      'Webhook-Id': 'mine',
      'Content-Type': 'text/html',
      Host: 'evil.example',
      'Content-Length': '1',
    };
    await webhook.send(job({ Headers, SigningSecret: SECRET }), tools);
    const headers = receiver.requests[0]?.headers ?? {};
    expect(headers).toMatchObject({
      authorization: 'Bearer abc',
      'x-team': 'dr',
      'webhook-id': 'dlv-01hzy3',
      'content-type': 'application/json',
    });
    expect(headers.host).toContain('127.0.0.1');
    expect(receiver.requests[0]?.body).toBe(body);
  });

  test('cannot smuggle a line into the request', async () => {
    const sent = await webhook.send(job({ Headers: { 'X-Team': 'dr\r\nX-Admin: yes' } }), tools);
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true });
    expect(receiver.requests).toHaveLength(0);
  });
});

test('410 takes the destination out of service', async () => {
  receiver.behave(faults.gone);
  const sent = await webhook.send(job(), tools);
  expect(sent).toMatchObject({
    outcome: 'permanent',
    status: 410,
    destinationBroken: true,
    reply: expect.stringContaining('disable'),
  });
});
