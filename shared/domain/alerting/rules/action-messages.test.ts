import { expect, test } from 'vitest';
import { anEvent } from '../../notifications/catalogue/form';
import { NotificationSettings } from '../../notifications/defaults';
import { t } from '../../testing/facts';
import { nothingPlayed } from '../../testing/play';
import { Alert } from '../alert';
import { actionMessages } from './action-messages';
import { aRule } from './testing/rules';

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:dr-alerts';
const rule = aRule({
  Actions: [
    { Type: 'SNS_NOTIFICATION', Configuration: { TopicArn, Message: '{{severity}} {{CustomData}}' } },
    { Type: 'PAGERDUTY', Configuration: { ServiceKey: { SecretRef: 'notify/ServiceKey/1' } } },
  ],
});

const anAlert = (alertId: string, change: Partial<Alert> = {}): Alert => ({
  ...Alert.parse({
    alertId,
    fingerprint: alertId,
    opening: 1,
    origin: 'rule',
    name: 'alert-123',
    title: 'Lag: d01',
    summary: 'It is behind.',
    nextStep: '',
    labels: {},
    saidSeverity: 'LOW',
    severity: 'LOW',
    severityWhy: [],
    status: 'FIRING',
    startedAt: t('09:00:00'),
    lastSeenAt: t('09:00:00'),
    resolvedAt: null,
    resolvedBecause: null,
    count: 1,
    turns: [],
    suppression: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    value: null,
    threshold: null,
    contextId: null,
    executionId: null,
    sourceServerId: null,
    noticeId: null,
    ruleId: 'alert-123',
    incidentId: 'inc-1',
    isTold: false,
    wishes: { policyId: null, runbookId: null, quietMinutes: null, quietOnAcknowledgement: true },
    rehearsal: false,
  }),
  ...change,
});

const incident = {
  id: 'inc-1',
  number: 1,
  status: 'OPEN',
  reason: 'first',
  isTold: false,
  severityWhy: [],
  openedAt: t('09:00:00'),
  alerts: [],
  alertsTotal: 1,
  alertsOmitted: 0,
  firing: 1,
  suppressed: 0,
  causes: [],
  runbookId: null,
};

function sent(held: readonly Alert[], changed: readonly Alert[], isTold = true) {
  const { state, view } = nothingPlayed;
  const news = anEvent({
    type: 'incident.opened',
    eventId: 'x',
    occurredAt: t('09:00:30'),
    summary: '',
    threadKey: 'x',
    incident,
  });
  const messages = actionMessages({
    events: [],
    before: state,
    state,
    view,
    now: t('09:00:30'),
    rehearsal: false,
    follows: [{ type: 'alerts.changed', at: t('09:00:30'), alerts: [...changed] }],
    news: isTold ? [{ event: news, opening: null }] : [],
    book: { alertsIn: (incidentId) => held.filter((alert) => alert.incidentId === incidentId) },
    rules: [rule],
    settings: NotificationSettings.parse({}),
    makeId: () => 'dlv-1',
  });
  return messages.map(({ event, deliveries }) => `${event.eventId} ${deliveries.map(({ carrier }) => carrier).join()}`);
}

test('of a told incident, every alert that fires and is not kept quiet sends', () => {
  const quiet = { by: 'silence' as const, id: 's', reason: 'r', until: null };
  const alerts = [
    anAlert('a'),
    anAlert('b', { suppression: quiet }),
    anAlert('c', { incidentId: 'inc-2' }),
    anAlert('d', { ruleId: 'other' }),
  ];
  const expected = ['rule-action:opens:a:0 sns', 'rule-action:opens:a:1 pagerduty'];
  expect(sent(alerts, [])).toEqual(expected);
  expect(sent([], alerts)).toEqual(expected);
  expect(sent([anAlert('b')], [anAlert('b', { suppression: quiet })])).toEqual([]);
  expect(sent(alerts, alerts, false)).toEqual([]);
});

test('what is over closes its page, and sends nothing else', () => {
  expect(sent([anAlert('a')], [anAlert('a', { status: 'RESOLVED', resolvedAt: t('09:00:30') })], false)).toEqual([
    'rule-action:closes:a:1 pagerduty',
  ]);
});
