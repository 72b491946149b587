import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotificationSettings } from '../defaults';
import { Delivery } from '../delivery';
import type { NotificationEvent } from '../event';
import { allEventTypes } from '../event-types';
import { matchConfiguration } from '../match/match';
import { sampleEvent } from '../samples/sample-event';
import { moment } from '../samples/sample-facts';
import { minutesAfter } from './delivery-form';
import { destinationsOf } from './destinations';
import { type Opening, planDeliveries } from './plan-deliveries';

const now = moment('09:25:14');
const failed = sampleEvent('execution.failed');

function counting(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `dlv-${String(last).padStart(4, '0')}`;
  };
}

function planned(settings: object, event: NotificationEvent, opening: Opening | null = null, at = now): Delivery[] {
  return planDeliveries({ event, opening, settings: NotificationSettings.parse(settings), now: at, makeId: counting() });
}

const mail = (...Recipients: string[]) => ({ Type: 'EMAIL', Configuration: { Recipients, Transport: 'SMTP' } });
const slack = { Type: 'SLACK', Configuration: { WebhookUrl: { SecretRef: 'notify/slack' }, Channel: '#dr' } };
const pager = { Type: 'PAGERDUTY', Configuration: { ServiceKey: { SecretRef: 'notify/pager' } } };
const sms = { Type: 'SMS', Configuration: { PhoneNumbers: ['+4915112345678'] } };
const configuration = (Name: string, Channels: object[], rest: object = {}) => ({
  NotificationId: Name,
  Name,
  Channels,
  ...rest,
});
const one = (Channels: object[], rest: object = {}) => ({ Notifications: [configuration('drills', Channels, rest)] });
const told = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ carrier, destination, step }) => `${step} ${carrier} ${destination}`);

const anOpening = (event = failed, change: Partial<Opening> = {}): Opening => ({
  event,
  at: event.occurredAt,
  acknowledgedAt: null,
  ...change,
});

describe('each destination', () => {
  test('is one delivery, told what it is and why', () => {
    const [delivery] = planned(one([mail('ops@example.com')]), failed);
    expect(Delivery.parse(delivery)).toMatchObject({
      deliveryId: 'dlv-0001',
      idempotencyKey: `${failed.eventId}|email-smtp|ops@example.com|0`,
      notificationId: 'drills',
      destination: 'ops@example.com',
      recipient: 'ops@example.com',
      why: 'CRITICAL, production, DRILL of Payroll DR, execution.failed',
      threadKey: failed.threadKey,
      digestKey: 'email-smtp|ops@example.com|execution.failed',
      locale: 'en',
      notBefore: null,
      suppressed: null,
    });
  });

  test('hears once, from the first configuration, which names the others', () => {
    const settings = {
      Notifications: [
        configuration('first', [mail('ops@example.com')]),
        configuration('second', [mail('OPS@example.com', 'dana@example.com')]),
      ],
    };
    expect(planned(settings, failed).map((each) => [each.destination, each.configurationName, each.alsoMatched])).toEqual([
      ['ops@example.com', 'first', ['second']],
      ['dana@example.com', 'second', []],
    ]);
  });

  test('of a topic hears once, as text or as JSON', () => {
    const arn = 'arn:aws:sns:us-east-1:123456789012:dr';
    const both = [
      { Type: 'EMAIL', Configuration: { SNSTopicArn: arn } },
      { Type: 'SNS', Configuration: { TopicArn: arn } },
    ];
    expect(told(planned(one(both), failed))).toEqual([`0 email-sns ${arn}`]);
  });

  test('of mail is kept with its reason while no transport is set', () => {
    const settings = one([{ Type: 'EMAIL', Configuration: { Recipients: ['ops@example.com'] } }]);
    expect(planned(settings, failed)[0]?.suppressed).toBe('no mail transport is set');
    expect(planned({ ...settings, Defaults: { Mail: { Transport: 'SES' } } }, failed)[0]).toMatchObject({
      carrier: 'email-ses',
      suppressed: null,
    });
  });

  test('shows no secret, also where one was not moved to the key store', () => {
    const url = 'https://hooks.example.com/services/T0/B0/verysecretpath';
    const settings = one([{ Type: 'WEBHOOK', Configuration: { WebhookUrl: url } }]);
    const [delivery] = planned(settings, failed);
    expect(JSON.stringify(delivery)).not.toContain('verysecret');
    expect(delivery?.destinationLabel).toBe('hooks.example.com');
  });
});

test('the language is the recipient’s, else the channel’s, else the general one', () => {
  const channel = { Type: 'EMAIL', Configuration: { Recipients: ['a@example.com', 'B@example.com'], Locale: 'de' } };
  const settings = { ...one([channel, slack]), Defaults: { Locale: 'fr', RecipientLocales: { 'b@example.com': 'ja' } } };
  expect(planned(settings, failed).map(({ locale }) => locale)).toEqual(['de', 'ja', 'fr']);
});

test('those an escalation reached hear of the end, and why in words that are true', () => {
  const settings = one([slack], {
    Escalation: { Enabled: true, DelayMinutes: 15, EscalationChannels: [mail('boss@example.com')] },
  });
  const end = { ...sampleEvent('alert.resolved'), alertKey: failed.alertKey };
  const late = minutesAfter(failed.occurredAt, 30);
  const boss = planned(settings, end, anOpening(), late).find(({ step }) => step === 1);
  expect(boss?.why).toMatch(/^it was escalated: closes /);
  expect(planned(settings, failed).find(({ step }) => step === 1)?.why).toMatch(/^not acknowledged within 15 min: /);
});

describe('severity', () => {
  const high = { ...failed, severity: 'HIGH' as const };

  test('text messages hear critical events only, unless told otherwise', () => {
    const loud = { ...sms, Configuration: { ...sms.Configuration, MinimumSeverity: 'HIGH' } };
    expect(told(planned(one([sms]), failed))).toHaveLength(1);
    expect(told(planned(one([sms]), high))).toEqual([]);
    expect(told(planned(one([loud]), high))).toHaveLength(1);
  });

  test('the least severity and the switch of a channel hold', () => {
    const picky = { ...slack, Configuration: { ...slack.Configuration, MinimumSeverity: 'CRITICAL' } };
    const off = { ...slack, Configuration: { ...slack.Configuration, Enabled: false } };
    expect(told(planned(one([picky]), high))).toEqual([]);
    expect(told(planned(one([off]), failed))).toEqual([]);
  });
});

describe('an escalation', () => {
  const settings = one([mail('ops@example.com')], {
    Escalation: { Enabled: true, DelayMinutes: 15, EscalationChannels: [pager, mail('ops@example.com')] },
  });

  test('is planned for its time with what opens a page, also to those who heard before', () => {
    const deliveries = planned(settings, failed);
    expect(told(deliveries)).toEqual([
      '0 email-smtp ops@example.com',
      '1 pagerduty notify/pager',
      '1 email-smtp ops@example.com',
    ]);
    expect(deliveries.map(({ notBefore }) => notBefore)).toEqual([null, moment('09:40:14'), moment('09:40:14')]);
    expect(deliveries[1]).toMatchObject({ expiresAt: moment('10:40:14'), channelIndex: 0 });
    expect(deliveries[1]?.why).toContain('not acknowledged within 15 min');
  });

  test('is left to a policy where one asks people', () => {
    const input = { event: failed, opening: null, settings: NotificationSettings.parse(settings), now, makeId: counting() };
    expect(told(planDeliveries({ ...input, isEscalated: true }))).toEqual(['0 email-smtp ops@example.com']);
    expect(told(planDeliveries(input))).toHaveLength(3);
  });

  test('is not planned for what opens nothing', () => {
    expect(told(planned(settings, sampleEvent('execution.started')))).toEqual(['0 email-smtp ops@example.com']);
  });

  test('is not planned for trouble of the console that no alert stands for: nobody could answer in time', () => {
    const trouble = { ...sampleEvent('health.delivery-failing'), noticeId: null };
    expect(trouble.alertKey).not.toBeNull();
    expect(told(planned(settings, trouble))).toEqual(['0 email-smtp ops@example.com']);
  });

  test('hears the end where it was reached, and only then', () => {
    const completed = sampleEvent('execution.completed');
    const at = (time: string, change: Partial<Opening> = {}) =>
      told(planned(settings, completed, anOpening(failed, change), moment(time)));
    expect(at('09:30:00')).toEqual(['0 email-smtp ops@example.com']);
    expect(at('10:36:55')).toEqual(['0 email-smtp ops@example.com', '1 pagerduty notify/pager']);
    expect(at('10:36:55', { acknowledgedAt: moment('09:30:00') })).toEqual(['0 email-smtp ops@example.com']);
  });
});

describe('PagerDuty', () => {
  test('hears of pages only', () => {
    const types = allEventTypes.filter((type) => planned(one([pager]), sampleEvent(type)).length > 0);
    expect(types).toContain('execution.failed');
    expect(types).not.toContain('execution.started');
    expect(types.every((type) => sampleEvent(type).alertKey !== null)).toBe(true);
  });
});

test('better words go only to those who can put them in place of the old', () => {
  const bot = { Type: 'SLACK', Configuration: { BotToken: { SecretRef: 'notify/bot' }, Channel: '#dr' } };
  const update = { ...sampleEvent('server.launch-failed'), lifecycle: 'updates' as const };
  expect(told(planned(one([mail('ops@example.com'), slack, bot, pager]), update))).toEqual([
    '0 slack-bot notify/bot/#dr',
    '0 pagerduty notify/pager',
  ]);
});

describe('what has become pointless expires', () => {
  const minutes = (event: NotificationEvent, channel: object) => planned(one([channel]), event, anOpening())[0]?.expiresAt;

  test('pages after an hour, everything else after a day, and the end of a page with everything else', () => {
    expect(minutes(failed, pager)).toBe(minutesAfter(failed.occurredAt, 60));
    expect(minutes(failed, slack)).toBe(minutesAfter(failed.occurredAt, 24 * 60));
    const completed = sampleEvent('execution.completed');
    expect(minutes(completed, pager)).toBe(minutesAfter(completed.occurredAt, 24 * 60));
  });

  test('counted from when it happened, so that what is told very late is not sent', () => {
    const [delivery] = planned(one([pager]), failed, null, moment('23:00:00'));
    expect(delivery && delivery.expiresAt < delivery.queuedAt).toBe(true);
  });
});

test('keys stay short, and differ where what they are made of does', () => {
  const long = (end: string) => ({ ...failed, eventId: `custom.event:${'x'.repeat(600)}${end}` });
  const [a] = planned(one([slack]), long('a'));
  const [b] = planned(one([slack]), long('b'));
  expect(a?.idempotencyKey.length).toBeLessThanOrEqual(300);
  expect(a?.idempotencyKey).not.toBe(b?.idempotencyKey);
});

// ---- what holds for any settings

const address = fc.constantFrom('a@example.com', 'A@example.com', 'b@example.com', 'c@example.com');
const severity = fc.constantFrom('INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL');
const least = fc.option(severity, { nil: undefined });
const channel = fc.oneof(
  fc.record({
    Type: fc.constant('EMAIL'),
    Configuration: fc.record({ Recipients: fc.array(address, { minLength: 1, maxLength: 3 }), MinimumSeverity: least }),
  }),
  fc.constantFrom(slack, pager, sms, { Type: 'DESKTOP', Configuration: {} }),
);
const filters = fc.record(
  {
    Severities: fc.subarray(['INFO', 'HIGH', 'CRITICAL']),
    ExecutionTypes: fc.subarray(['DRILL', 'RECOVERY']),
    Environments: fc.subarray(['production', 'test']),
    EventTypes: fc.subarray(['execution.*', 'execution.failed', 'server.*', 'alert.*', 'health.*']),
    Plans: fc.subarray(['Payroll DR', 'Billing DR']),
    Waves: fc.subarray([0, 1, 2]),
  },
  { requiredKeys: [] },
);
const aConfiguration = fc.record({
  Enabled: fc.boolean(),
  EventFilters: filters,
  Channels: fc.array(channel, { maxLength: 3 }),
  Escalation: fc.option(
    fc.record({
      Enabled: fc.boolean(),
      DelayMinutes: fc.constantFrom(5, 90),
      EscalationChannels: fc.array(channel, { maxLength: 2 }),
    }),
    { nil: undefined },
  ),
});
const settings = fc.array(aConfiguration, { maxLength: 4 }).map((list) =>
  NotificationSettings.parse({
    Notifications: list.map((each, index) => ({ ...each, NotificationId: `n${index}`, Name: `c${index}` })),
  }),
);
const anyEvent = fc.constantFrom(...allEventTypes).map(sampleEvent);
const receivers = (deliveries: readonly Delivery[]) =>
  new Set(deliveries.map(({ carrier, destination }) => `${carrier} ${destination.toLowerCase()}`));

describe('whatever the settings', () => {
  test('no destination hears twice in one step, and keys are unique', () => {
    fc.assert(
      fc.property(settings, anyEvent, (given, event) => {
        const deliveries = planned(given, event);
        const places = deliveries.map(({ carrier, destination, step }) => `${step} ${carrier} ${destination.toLowerCase()}`);
        expect(new Set(places).size).toBe(places.length);
        expect(new Set(deliveries.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(deliveries.length);
      }),
    );
  });

  test('nobody hears without a configuration that matches and has that channel', () => {
    fc.assert(
      fc.property(settings, anyEvent, (given, event) => {
        for (const delivery of planned(given, event)) {
          const source = given.Notifications.find(({ NotificationId }) => NotificationId === delivery.notificationId);
          expect(source && matchConfiguration(source, event).matches).toBe(true);
          const channels = delivery.step === 0 ? source?.Channels : source?.Escalation?.EscalationChannels;
          const own = channels?.[delivery.channelIndex];
          const places = own === undefined ? [] : destinationsOf(own, '', given.Defaults).map(({ destination }) => destination);
          expect(places).toContain(delivery.destination);
        }
      }),
    );
  });

  test('the order of configurations decides only who wins', () => {
    fc.assert(
      fc.property(settings, anyEvent, (given, event) => {
        const turned = { ...given, Notifications: [...given.Notifications].reverse() };
        expect(receivers(planned(turned, event))).toEqual(receivers(planned(given, event)));
      }),
    );
  });

  test('the end of a page reaches everybody whom its beginning reached', () => {
    const openings = allEventTypes.map(sampleEvent).filter(({ lifecycle }) => lifecycle === 'opens');
    const ends = allEventTypes.map(sampleEvent).filter(({ lifecycle }) => lifecycle === 'closes' || lifecycle === 'acknowledges');
    fc.assert(
      fc.property(
        settings,
        fc.constantFrom(...openings),
        fc.constantFrom(...ends),
        fc.integer({ min: 0, max: 120 }),
        (given, begin, end, late) => {
          const at = minutesAfter(begin.occurredAt, late);
          const opened = planDeliveries({
            event: begin,
            opening: null,
            settings: given,
            now: begin.occurredAt,
            makeId: counting(),
          });
          const reached = opened.filter(({ notBefore }) => notBefore === null || notBefore <= at);
          const closing = { ...end, alertKey: begin.alertKey };
          const closed = receivers(planned(given, closing, anOpening(begin), at));
          expect([...receivers(reached)].filter((place) => !closed.has(place))).toEqual([]);
        },
      ),
    );
  });
});
