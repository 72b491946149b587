import type { ChannelCheck } from '../../shared/contract/notifications';
import { NotificationSettings } from '../../shared/domain/notifications/defaults';
import type { Carrier, DeliveryState } from '../../shared/domain/notifications/delivery';
import { allEventTypes, eventTypes, familyOf, type NotificationEventType } from '../../shared/domain/notifications/event-types';
import type { DeliveryRecord } from '../../shared/domain/notifications/record';
import { sampleEvent } from '../../shared/domain/notifications/samples/sample-event';
import type { StoredTemplate } from '../../shared/domain/notifications/template';
import { instantOf } from '../../shared/domain/primitives';
import { shippedTemplates } from '../../shared/domain/templates/shipped';
import type { ConsoleClient } from '../bridge/client';

type Notifications = ConsoleClient['notifications'];

const moment = Date.parse('2026-03-14T09:25:00Z');
const kept = (name: string) => ({ SecretRef: `notify/${name}` });

const settings = NotificationSettings.parse({
  Notifications: [
    {
      NotificationId: 'night-shift',
      Name: 'Night shift',
      Description: 'Whoever is on call for the payroll plans.',
      EventFilters: { Severities: ['HIGH', 'CRITICAL'], ExecutionTypes: ['DRILL', 'RECOVERY'], Environments: ['production'] },
      Channels: [
        { Type: 'EMAIL', Configuration: { Recipients: ['dr-team@example.com', 'sato@example.com'] } },
        { Type: 'SLACK', Configuration: { BotToken: kept('bot'), Channel: '#disaster-recovery' } },
        { Type: 'TEAMS', Configuration: { WebhookUrl: kept('teams') } },
      ],
      Escalation: {
        Enabled: true,
        DelayMinutes: 15,
        EscalationChannels: [{ Type: 'PAGERDUTY', Configuration: { ServiceKey: kept('pager'), Severity: 'critical' } }],
      },
    },
    {
      NotificationId: 'management',
      Name: 'Management, once a recovery of the regional payroll and settlement platform starts or ends',
      EventFilters: { EventTypes: ['execution.*'], ExecutionTypes: ['RECOVERY'] },
      Channels: [
        { Type: 'SMS', Configuration: { PhoneNumbers: ['+4915112345678'], MinimumSeverity: 'HIGH' } },
        { Type: 'EMAIL', Configuration: { SNSTopicArn: 'arn:aws:sns:us-east-1:111122223333:management' } },
      ],
    },
    {
      NotificationId: 'siem',
      Name: 'SIEM',
      Enabled: false,
      EventFilters: { EventTypes: ['security.*'] },
      Channels: [{ Type: 'WEBHOOK', Configuration: { WebhookUrl: kept('siem'), SigningSecret: kept('siem-key') } }],
    },
  ],
  Defaults: {
    Mail: { Transport: 'SMTP', From: 'dr-console@example.com', Smtp: { Host: 'smtp.example.com', Password: kept('smtp') } },
    RecipientLocales: { 'sato@example.com': 'ja' },
    Branding: { OrganizationName: 'Example Bank' },
  },
});

const told: readonly (readonly [NotificationEventType, Carrier, DeliveryState, string | null, number])[] = [
  ['server.launch-failed', 'slack-bot', 'accepted', null, 1],
  ['server.launch-failed', 'email-smtp', 'delivered', null, 1],
  ['server.launch-failed', 'teams', 'failed', '400: the flow behind this address was switched off. Ask its owner.', 1],
  ['execution.failed', 'slack-bot', 'accepted', null, 2],
  ['execution.failed', 'email-smtp', 'queued', '451 4.3.0 mail system full, try again later', 3],
  ['execution.failed', 'pagerduty', 'suppressed', 'acknowledged by dana before the escalation', 0],
  ['execution.started', 'email-sns', 'accepted', null, 1],
  ['drs.replication-stalled', 'webhook', 'sending', null, 1],
  ['security.tampering', 'webhook', 'accepted', null, 1],
  ['execution.paused', 'sms', 'expired', 'It was of use until 09:20.', 4],
];

const destinations: Readonly<Record<Carrier, string>> = {
  'email-sns': 'topic management',
  'email-ses': 'dr-team@example.com',
  'email-smtp': 'dr-team@example.com',
  sms: '+4915112345678',
  'slack-webhook': 'hooks.slack.com',
  'slack-bot': '#disaster-recovery',
  pagerduty: 'events.pagerduty.com',
  teams: 'prod-12.logic.azure.com',
  webhook: 'siem.example.com',
  sns: 'topic dr-events',
  desktop: 'this computer',
  servicenow: 'acme.service-now.com',
  jira: 'acme.atlassian.net/OPS',
};

const records: readonly DeliveryRecord[] = told.map(([type, carrier, state, reason, attempts], index) =>
  recordOf(index, type, carrier, state, reason, attempts),
);

function recordOf(
  index: number,
  type: NotificationEventType,
  carrier: Carrier,
  state: DeliveryState,
  reason: string | null,
  attempts: number,
): DeliveryRecord {
  const event = sampleEvent(type);
  const at = instantOf(moment - index * 47_000);
  const to = destinations[carrier];
  return {
    deliveryId: `dlv-${index}`,
    idempotencyKey: `${event.eventId}|${carrier}`,
    eventId: event.eventId,
    notificationId: 'night-shift',
    configurationName: 'Night shift',
    channel: carrier === 'slack-bot' ? 'SLACK' : carrier === 'teams' ? 'TEAMS' : carrier === 'webhook' ? 'WEBHOOK' : 'EMAIL',
    carrier,
    channelIndex: 0,
    step: carrier === 'pagerduty' ? 1 : 0,
    destination: to,
    destinationLabel: to,
    recipient: null,
    locale: 'en',
    templateId: null,
    severity: event.severity,
    why: `${event.severity}, production, DRILL of Payroll DR, ${type}`,
    alsoMatched: [],
    threadKey: event.threadKey,
    digestKey: type,
    queuedAt: at,
    notBefore: null,
    expiresAt: instantOf(moment + 3_600_000),
    test: false,
    suppressed: null,
    seq: told.length - index,
    state,
    reason,
    attempts,
    nextAttemptAt: state === 'queued' ? instantOf(moment + 30_000) : null,
    stateAt: at,
    latencyMs: state === 'accepted' || state === 'delivered' ? 61 + index * 40 : null,
    mayBeRepeat: false,
    eventType: type,
    eventTitle: event.title,
    executionId: event.execution?.id ?? null,
    digested: 0,
    event,
    rendered: { format: 'text', subject: event.title, text: `${event.summary}\n\n${event.nextSteps.join('\n')}` },
    attemptLog: Array.from({ length: attempts }, (_, n) => ({
      number: n + 1,
      startedAt: instantOf(moment - index * 47_000 + n * 900),
      latencyMs: 61,
      outcome: state === 'failed' ? 'permanent' : n + 1 < attempts ? 'transient' : 'accepted',
      status: state === 'failed' ? 400 : n + 1 < attempts ? 503 : 200,
      reply: state === 'failed' ? 'The workflow is disabled.' : 'ok',
      providerId: null,
    })),
    receipts: [],
  };
}

const bad: ChannelCheck = {
  id: 'reach',
  state: 'bad',
  message: 'The flow behind this webhook answered 400 the last time.',
  next: 'Ask its owner to switch it on, or make a new one.',
};
const good: ChannelCheck = { id: 'secret', state: 'good', message: 'Its secret is in the key store.', next: null };

/** Those that ship, and one of them changed. */
const templates: readonly StoredTemplate[] = shippedTemplates.map((template) => {
  const isOwn = template.templateId === 'server-status-slack';
  return {
    ...template,
    version: isOwn ? 3 : 0,
    origin: isOwn ? 'own' : 'shipped',
    overrides: isOwn,
    changedAt: isOwn ? instantOf(moment - 86_400_000) : null,
    changedBy: isOwn ? 'dana' : null,
  };
});

/** Fifty of them, as a large organisation has. */
function fifty(): NotificationSettings {
  const team = (index: number) => ({
    ...settings.Notifications[index % settings.Notifications.length],
    NotificationId: `team-${index}`,
    Name: `Team ${index + 1} of the regional recovery office`,
  });
  const more = Array.from({ length: 47 }, (_, index) => team(index));
  return NotificationSettings.parse({ ...settings, Notifications: [...settings.Notifications, ...more] });
}

/** Notification settings, history and figures of one standing moment. `none` is a console where nobody is notified. */
export function fixtureNotifications(size: 'none' | 'some' | 'many'): Notifications {
  const empty = size === 'none';
  const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));
  const shown = empty ? [] : records;
  const body = empty ? NotificationSettings.parse({}) : size === 'many' ? fifty() : settings;
  return {
    settings: {
      get: async () => ({ headers: { etag: '"1"' }, body }),
      put: async () => ({ headers: { etag: '"2"' }, body }),
    },
    checks: async () => ({
      channels: empty
        ? {}
        : { 'night-shift/0/0': [good], 'night-shift/0/1': [good], 'night-shift/0/2': [good, bad], 'night-shift/1/0': [good] },
      general: empty
        ? []
        : [
            {
              id: 'silent',
              state: 'warning',
              message: 'CRITICAL events of test environments reach nobody.',
              next: 'Add a configuration for them, or widen one.',
            },
          ],
    }),
    catalogue: async () => ({
      version: 1,
      items: allEventTypes.map((type) => ({
        type,
        family: familyOf(type),
        title: eventTypes[type].title,
        severity: eventTypes[type].severity,
        lifecycle: eventTypes[type].lifecycle,
        sample: sampleEvent(type),
      })),
    }),
    test: unavailable,
    history: async ({ state, text }) => ({
      items: shown.filter(
        (one) => (state === undefined || one.state === state) && (text === undefined || JSON.stringify(one).includes(text)),
      ),
      nextToken: null,
    }),
    delivery: async ({ deliveryId }) => records.find((one) => one.deliveryId === deliveryId) ?? unavailable(),
    redeliver: unavailable,
    serviceLevel: async () => ({
      from: instantOf(moment - 86_400_000),
      to: instantOf(moment),
      delivered: { share: 0.9968, good: 1243, all: 1247, goal: 0.999 },
      escalationsReached: { share: 1, good: 7, all: 7, goal: 0.95 },
      availability: { share: 0.9994, good: 86_348, all: 86_400, goal: 0.999 },
      latencyMs: { p50: 61, p99: 412 },
      byCarrier: empty
        ? []
        : [
            { carrier: 'slack-bot', delivered: 611, failed: 0, waiting: 0, p50Ms: 58, p99Ms: 301, trouble: null },
            { carrier: 'email-smtp', delivered: 602, failed: 0, waiting: 1, p50Ms: 64, p99Ms: 488, trouble: null },
            {
              carrier: 'teams',
              delivered: 30,
              failed: 4,
              waiting: 2,
              p50Ms: 120,
              p99Ms: 950,
              trouble: 'Held back since 09:21: five attempts in a row failed',
            },
          ],
      unmatched: 12,
    }),
    carriers: async () => ({ items: [] }),
    emit: async () => ({ accepted: 0, known: 0 }),
    templates: {
      list: async () => ({ items: [...templates], nextToken: null }),
      get: unavailable,
      put: unavailable,
      remove: unavailable,
      versions: async ({ templateId }) => ({
        items: templates
          .filter((one) => one.templateId === templateId)
          .map((one) => ({ ...one, version: 1, body: `${one.body}\nformerly more` })),
      }),
      restore: unavailable,
      preview: unavailable,
      test: unavailable,
      variables: async () => ({ variables: [], filters: [] }),
    },
  };
}
