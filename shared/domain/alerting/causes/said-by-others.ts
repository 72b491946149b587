import type { Alert } from '../alert';
import type { Cause } from '../incident';
import { CauseId } from './cause-ids';
import { byAlert, type CauseRule, causeOf } from './cause-rule';

/** What rules that the program ships are about, by their id. */
const ofShippedRule: Readonly<Record<string, CauseId>> = {
  'agent-silent': 'agent-disconnected',
  'api-throttled': 'source-throttled',
  'aws-refused': 'permission-missing',
  'capacity-near': 'quota-near',
  'delivery-failing': 'delivery-failing',
  'delivery-slow': 'delivery-failing',
  'execution-over-objective': 'objective-missed',
  'execution-near-objective': 'objective-missed',
  'instances-left-running': 'instances-left-running',
  'lag-over-objective': 'objective-missed',
  'pause-unanswered': 'waits-for-approval',
  'replication-disconnected': 'agent-disconnected',
  'replication-stalled-long': 'replication-stalled',
  'refused-access': 'security-event',
  'security-events': 'security-event',
  'source-silent': 'source-down',
};

/** A rule holds: what it is about, where that is known, else only that it does. Weak beside whatever the console found itself. */
export const rulesThatHold: CauseRule = {
  names: 'rules',
  look: (scene) =>
    firstOfEach(scene.alerts.filter(({ origin }) => origin === 'rule')).map((alert) => said(alert, 'rule-threshold')),
};

/** A script said so; it may name the cause by its label `cause`. */
export const scriptsThatSay: CauseRule = {
  names: 'scripts',
  look: (scene) =>
    firstOfEach(scene.alerts.filter(({ origin }) => origin === 'custom')).map((alert) => said(alert, 'reported-by-script')),
};

/** What is unusual: a symptom of something, so the weakest of all, and the only cause where nobody else knows one. */
export const findingsThatLast: CauseRule = {
  names: 'findings',
  look: (scene) =>
    firstOfEach(scene.alerts.filter(({ origin }) => origin === 'finding')).map((alert) =>
      causeOf({
        causeId: alert.name === 'objective-at-risk' ? 'objective-missed' : 'unusual',
        title: alert.title,
        score: 0.25,
        subject: {
          kind: alert.labels.server === undefined ? 'finding' : 'server',
          id: alert.labels.server ?? alert.fingerprint,
          name: alert.labels.serverName ?? alert.title,
        },
        nextStep: alert.nextStep,
        evidence: [byAlert(alert, alert.summary === '' ? alert.title : alert.summary)],
      }),
    ),
};

const MOST = 5;

function firstOfEach(alerts: readonly Alert[]): Alert[] {
  const named = new Map<string, Alert>();
  for (const alert of alerts) {
    if (!named.has(alert.name)) named.set(alert.name, alert);
    if (named.size >= MOST) break;
  }
  return [...named.values()];
}

function said(alert: Alert, otherwise: CauseId): Cause {
  const named = CauseId.safeParse(alert.labels.cause).data ?? (alert.ruleId === null ? undefined : ofShippedRule[alert.ruleId]);
  return causeOf({
    causeId: named ?? otherwise,
    title: alert.title,
    score: named === undefined ? 0.3 : 0.5,
    subject:
      alert.ruleId === null
        ? { kind: 'script', id: alert.labels.source ?? alert.name, name: alert.name }
        : { kind: 'rule', id: alert.ruleId, name: alert.title },
    ...(alert.nextStep === '' ? {} : { nextStep: alert.nextStep }),
    evidence: [byAlert(alert, alert.summary === '' ? alert.title : alert.summary)],
  });
}
