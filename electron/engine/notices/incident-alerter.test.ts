import { describe, expect, test } from 'vitest';
import { Alert } from '../../../shared/domain/alerting/alert';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { newIncident } from '../../../shared/domain/alerting/incident-form';
import { instantOf } from '../../../shared/domain/primitives';
import { Settings } from '../../../shared/domain/settings';
import type { View } from '../../../shared/domain/view';
import { fakePorts, recordingNotifier } from '../testing/fakes';
import { settle } from '../testing/manual-clock';
import { createIncidentAlerter } from './incident-alerter';

const noView: View = {
  engine: {},
  contexts: {},
  sources: {},
  forecasts: {},
  plans: {},
  executions: {},
  participants: {},
  jobs: {},
  servers: {},
  instances: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
};

function anIncident(number: number, change: Partial<Incident> = {}): Incident {
  const at = instantOf(0);
  const lead = Alert.parse({
    alertId: `rule-${number}#1`,
    fingerprint: `rule-${number}`,
    opening: 1,
    origin: 'rule',
    name: 'Lag',
    title: `Lag of web-0${number} above 15 min`,
    summary: 'The lag is 22 min.',
    nextStep: 'Check the agent.',
    labels: {},
    saidSeverity: 'HIGH',
    severity: 'HIGH',
    severityWhy: [],
    status: 'FIRING',
    startedAt: at,
    lastSeenAt: at,
    resolvedAt: null,
    resolvedBecause: null,
    count: 1,
    turns: [at],
    suppression: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    value: 22,
    threshold: 15,
    contextId: null,
    executionId: null,
    sourceServerId: null,
    noticeId: null,
    ruleId: 'lag',
    incidentId: `inc-${number}`,
    isTold: false,
    wishes: { policyId: null, runbookId: null, quietMinutes: null, quietOnAcknowledgement: false },
    rehearsal: false,
  });
  const made = newIncident({ incidentId: `inc-${number}`, number, groupKey: `g${number}`, lead, now: at });
  return { ...made, needsAnswer: true, ...change };
}

function told(incident: Incident, version: number, change: Partial<Incident['telling']> = {}): Incident {
  return { ...incident, telling: { ...incident.telling, version, reason: 'first', toldAt: incident.openedAt, ...change } };
}

function anAlerter(given: unknown = {}) {
  const ports = fakePorts({ notifier: recordingNotifier() });
  const settings = Settings.parse(given);
  const alerter = createIncidentAlerter({ ports, settings: () => settings });
  const look = async (...all: Incident[]) => {
    alerter.look({ ...noView, incidents: Object.fromEntries(all.map((one) => [one.incidentId, one])) });
    await settle();
  };
  return { ...ports, look };
}

describe('native alerts of incidents', () => {
  test('an incident that is told is shown once, with its number and the next step', async () => {
    const { look, notifier, time } = anAlerter();
    await look();
    await look(anIncident(1));
    expect(notifier.shown).toEqual([]);
    await look(told(anIncident(1), 1));
    await look({ ...told(anIncident(1), 1), note: 'changed' });
    await time.advance(5_000);
    expect(notifier.shown).toMatchObject([
      { title: '#1 Lag of web-01 above 15 min', body: 'The lag is 22 min.\nCheck the agent.', urgency: 'normal' },
    ]);
  });

  test('what notices tell already is not told again', async () => {
    const { look, notifier } = anAlerter();
    await look();
    await look(told(anIncident(1, { isTold: true }), 1));
    expect(notifier.shown).toEqual([]);
  });

  test('it speaks again when it becomes graver, and not when somebody has it or it ends', async () => {
    const { look, notifier, time } = anAlerter();
    await look();
    await look(told(anIncident(1), 1));
    await time.advance(5_000);
    await look(told(anIncident(1, { severity: 'CRITICAL' }), 2, { reason: 'graver' }));
    await time.advance(5_000);
    await look(told(anIncident(1, { status: 'ACKNOWLEDGED', needsAnswer: false }), 3, { reason: 'acknowledged' }));
    await look(told(anIncident(1, { status: 'RESOLVED', needsAnswer: false }), 4, { reason: 'resolved' }));
    await time.advance(5_000);
    expect(notifier.shown.map(({ urgency }) => urgency)).toEqual(['normal', 'critical']);
  });

  test('several at once are one summary', async () => {
    const { look, notifier } = anAlerter();
    await look();
    await look(...[1, 2, 3, 4].map((number) => told(anIncident(number), 1)));
    expect(notifier.shown).toMatchObject([{ title: '4 incidents need you', body: expect.stringContaining('and 1 more') }]);
  });

  test('a restart shows what was told just before it, and nothing older', async () => {
    const { look, notifier, clock } = anAlerter();
    const ago = (seconds: number) => instantOf(clock.nowMs() - seconds * 1_000);
    await look(told(anIncident(1), 1, { toldAt: ago(20) }), told(anIncident(2), 1, { toldAt: ago(3_600) }));
    expect(notifier.shown).toMatchObject([{ title: '#1 Lag of web-01 above 15 min' }]);
  });

  test('do not disturb lets critical ones through; switched off, nothing', async () => {
    const quiet = anAlerter({ alerts: { doNotDisturb: true } });
    await quiet.look();
    await quiet.look(told(anIncident(1), 1), told(anIncident(2, { severity: 'CRITICAL' }), 1));
    expect(quiet.notifier.shown).toMatchObject([{ title: '#2 Lag of web-02 above 15 min' }]);
    const off = anAlerter({ features: { 'native-alerts': false } });
    await off.look();
    await off.look(told(anIncident(2, { severity: 'CRITICAL' }), 1));
    expect(off.notifier.shown).toEqual([]);
  });
});
