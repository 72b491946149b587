import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AttemptClass, Carrier } from '../../../shared/domain/notifications/delivery';
import { ManualTime } from '../testing/manual-clock';
import type { Channel, SendJob, SendOutcome } from './channel';
import { jira } from './jira/jira';
import { pagerduty } from './pagerduty';
import { servicenow } from './servicenow/servicenow';
import { slackBot } from './slack-bot';
import { slackWebhook } from './slack-webhook';
import { teams } from './teams';
import { aSendJob, channelTools } from './testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from './testing/fault-receiver';
import { answer, type Fault, type FaultName, faults, throttled } from './testing/faults';
import { webhook } from './webhook';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const KEY = 'R0UT1NGKEY0123456789abcdef012345';
const PASSWORD = 'p4ssw0rd-s3cr3t';
const TOKEN = 'xoxb-1234567890-s3cr3ttoken';

let time: ManualTime;
let receiver: FaultReceiver;
let tools: ReturnType<typeof channelTools>;

beforeAll(async () => {
  receiver = await startFaultReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  time = new ManualTime();
  tools = channelTools(time);
  receiver.forget();
});
afterEach(() => tools.close());

const url = () => receiver.url('/T0SECRET/B0SECRET?sig=s3cr3tsign%2Fature');

interface Way {
  readonly channel: Channel;
  readonly configuration: () => SendJob['configuration'];
  readonly secrets: readonly string[];
}

const ways = {
  'slack-webhook': { channel: slackWebhook, configuration: () => ({ WebhookUrl: url() }), secrets: [] },
  'slack-bot': {
    channel: slackBot,
    configuration: () => ({ BotToken: TOKEN, Channel: '#dr', ApiUrl: receiver.origin }),
    secrets: [TOKEN],
  },
  pagerduty: { channel: pagerduty, configuration: () => ({ ServiceKey: KEY, EventsUrl: url() }), secrets: [KEY] },
  teams: { channel: teams, configuration: () => ({ WebhookUrl: url() }), secrets: [] },
  webhook: {
    channel: webhook,
    configuration: () => ({ WebhookUrl: url(), SigningSecret: SECRET, Headers: { Authorization: 'Bearer s3cr3tvalue' } }),
    secrets: [SECRET, 's3cr3tvalue'],
  },
  servicenow: {
    channel: servicenow,
    configuration: () => ({ InstanceUrl: receiver.origin, User: 'tocsin', Password: PASSWORD }),
    secrets: [PASSWORD, Buffer.from(`tocsin:${PASSWORD}`).toString('base64')],
  },
  jira: {
    channel: jira,
    configuration: () => ({ SiteUrl: receiver.origin, User: 'tocsin@example.com', ApiToken: PASSWORD, Project: 'OPS' }),
    secrets: [PASSWORD, Buffer.from(`tocsin@example.com:${PASSWORD}`).toString('base64')],
  },
} as const satisfies Partial<Record<Carrier, Way>>;
type HttpCarrier = keyof typeof ways;
const carriers: readonly HttpCarrier[] = ['slack-webhook', 'slack-bot', 'pagerduty', 'teams', 'webhook', 'servicenow', 'jira'];
const tickets: ReadonlySet<HttpCarrier> = new Set<HttpCarrier>(['servicenow', 'jira']);

/** Sends once and lets the whole call's time run out where it hangs. */
async function send(carrier: HttpCarrier, fault: Fault, more: Partial<SendJob> = {}): Promise<SendOutcome> {
  receiver.behave(fault);
  const { channel, configuration } = ways[carrier];
  const sending = channel.send({ ...aSendJob({ carrier }), configuration: configuration(), ...more }, tools);
  await receiver.received(1);
  if (fault.kind !== 'answer') await time.advance(15_000);
  return sending;
}

type Row = Readonly<Record<HttpCarrier, AttemptClass>>;
const same = (one: AttemptClass): Row => ({
  'slack-webhook': one,
  'slack-bot': one,
  pagerduty: one,
  teams: one,
  webhook: one,
  servicenow: one,
  jira: one,
});
/** A ticket is looked for first: what asks changes nothing, so that nobody knows costs nothing. */
const onlyTicketsKnow: Row = { ...same('ambiguous'), servicenow: 'transient', jira: 'transient' };
/** Slack says more than its status: what is not in its words is no success. */
const onlySlackRefuses: Row = {
  ...same('accepted'),
  'slack-webhook': 'permanent',
  'slack-bot': 'permanent',
  servicenow: 'permanent',
  jira: 'permanent',
};

const expected: Readonly<Record<FaultName, Row>> = {
  ok: onlySlackRefuses,
  slackOk: { ...onlySlackRefuses, 'slack-webhook': 'delivered' },
  accepted: onlySlackRefuses,
  noContent: onlySlackRefuses,
  slackError: onlySlackRefuses,
  html: { ...same('permanent'), webhook: 'accepted' },
  redirectToPrivate: same('permanent'),
  badRequest: same('permanent'),
  unauthorized: same('permanent'),
  forbidden: same('permanent'),
  notFound: same('permanent'),
  timedOut: same('transient'),
  gone: same('permanent'),
  tooLarge: same('permanent'),
  tooEarly: same('transient'),
  throttledSeconds: same('throttled'),
  throttledSilently: same('throttled'),
  serverError: same('transient'),
  unavailable: same('transient'),
  unavailableForAWhile: same('throttled'),
  hangBeforeReading: onlyTicketsKnow,
  hangAfterReading: onlyTicketsKnow,
  resetBeforeReading: onlyTicketsKnow,
  resetAfterReading: onlyTicketsKnow,
  cutMidAnswer: onlyTicketsKnow,
  slowDrip: onlyTicketsKnow,
};
const broken = new Set<FaultName>(['redirectToPrivate', 'unauthorized', 'forbidden', 'notFound', 'gone']);
const isFault = (name: string): name is FaultName => name in faults;
const cells = Object.keys(expected)
  .filter(isFault)
  .flatMap((fault) => carriers.map((carrier) => ({ fault, carrier, outcome: expected[fault][carrier] })));

describe('what a reply means', () => {
  test.each(cells)('$fault to $carrier is $outcome', async ({ fault, carrier, outcome }) => {
    const sent = await send(carrier, faults[fault]);
    expect([fault, sent.outcome]).toEqual([fault, outcome]);
    if (faults[fault].kind === 'answer') expect(sent.status).toBe(faults[fault].status);
    if (broken.has(fault)) expect(sent.destinationBroken).toBe(true);
    if (outcome === 'transient' || outcome === 'throttled' || outcome === 'ambiguous') expect(sent.destinationBroken).toBe(false);
    expect(sent.suppress).toBeUndefined();
    expect(sent.outcome === 'accepted' || sent.outcome === 'delivered' || (sent.reply ?? '') !== '').toBe(true);
  });

  test.each(carriers)('%s: a receiver that is not there costs nothing but time', async (carrier) => {
    const configuration = JSON.parse(
      JSON.stringify(ways[carrier].configuration()).replaceAll(receiver.origin, 'http://127.0.0.1:1'),
    );
    const sent = await ways[carrier].channel.send({ ...aSendJob({ carrier }), configuration }, tools);
    expect(sent).toMatchObject({ outcome: 'transient', status: null, destinationBroken: false });
  });

  test.each(carriers)('%s: a private address is refused', async (carrier) => {
    const configuration = JSON.parse(
      JSON.stringify(ways[carrier].configuration()).replaceAll(receiver.origin, 'https://10.0.0.1'),
    );
    const sent = await ways[carrier].channel.send({ ...aSendJob({ carrier }), configuration }, tools);
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('private') });
  });

  test.each(carriers)('%s: without its address or key it says so', async (carrier) => {
    const sent = await ways[carrier].channel.send({ ...aSendJob({ carrier }), configuration: {} }, tools);
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('lacks') });
  });

  test.each(carriers)('%s: a message of another form is our fault', async (carrier) => {
    const { rendered } = aSendJob({ carrier: 'sms' });
    const job = { ...aSendJob({ carrier }), configuration: ways[carrier].configuration(), rendered };
    expect(await ways[carrier].channel.send(job, tools)).toMatchObject({ outcome: 'ours' });
    expect(receiver.requests).toHaveLength(0);
  });

  test.each(carriers)('%s: a rehearsal calls nothing elsewhere', async (carrier) => {
    const rehearsal = channelTools(time, true);
    const configuration = JSON.parse(
      JSON.stringify(ways[carrier].configuration()).replaceAll(receiver.origin, 'https://hooks.example'),
    );
    const sent = await ways[carrier].channel.send({ ...aSendJob({ carrier }), configuration }, rehearsal);
    expect(sent).toMatchObject({ outcome: 'permanent', reply: expect.stringContaining('rehearsal') });
    rehearsal.close();
  });
});

describe('how long to wait', () => {
  const when = (seconds: number) => new Date(time.wall.nowMs() + seconds * 1000).toUTCString();

  test.each(carriers)('%s: seconds and a date are both understood', async (carrier) => {
    expect((await send(carrier, throttled('7'))).retryAfterSeconds).toBe(7);
    receiver.forget();
    const byTheirClock = answer(429, '', { 'retry-after': when(90), date: when(60) });
    expect((await send(carrier, byTheirClock)).retryAfterSeconds).toBe(30);
    receiver.forget();
    expect((await send(carrier, throttled('soon'))).retryAfterSeconds).toBeNull();
  });

  test.each(carriers)('%s: a gateway that names a time is not called before', async (carrier) => {
    for (const status of [502, 504]) {
      receiver.forget();
      const sent = await send(carrier, answer(status, 'bad gateway', { 'retry-after': '20' }));
      expect(sent).toMatchObject({ outcome: 'throttled', retryAfterSeconds: 20 });
    }
  });
});

describe('a secret', () => {
  test.each(carriers)('of %s does not come back in what is kept, though the receiver repeats it', async (carrier) => {
    const echo = [url(), KEY, TOKEN, SECRET, 'Bearer s3cr3tvalue', 's3cr3tsign/ature', '/T0SECRET/B0SECRET'].join(' ');
    for (const status of [200, 302, 400, 404, 429, 500]) {
      receiver.forget();
      const sent = JSON.stringify(await send(carrier, answer(status, echo)));
      for (const secret of ways[carrier].secrets) expect(sent).not.toContain(secret);
      if (carrier !== 'slack-bot' && !tickets.has(carrier)) expect(sent).not.toMatch(/T0SECRET|B0SECRET|s3cr3tsign/);
    }
  });

  test.each(carriers)('of %s is in no log', async (carrier) => {
    await send(carrier, faults.serverError);
    expect(JSON.stringify(tools.ports.log)).not.toMatch(/s3cr3t|SECRET|R0UT1NG/);
  });
});
