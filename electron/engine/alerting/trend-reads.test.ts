import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/domain/alerting/alert';
import type { CauseId } from '../../../shared/domain/alerting/causes/cause-ids';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { newIncident } from '../../../shared/domain/alerting/incident-form';
import { noWishes } from '../../../shared/domain/alerting/signal';
import { fixedBy } from '../../../shared/domain/alerting/trends/fixed';
import { ExecutionId, Instant, PlanId } from '../../../shared/domain/primitives';
import { type Database, openDatabase } from '../journal/database';
import { migrate } from '../state/migrations/migrate';
import { type AlertTables, createAlertTables } from './alert-tables';

const planId = PlanId.parse('payroll');
const at = (text: string): Instant => Instant.parse(`2026-03-${text}:00.000Z`);

let database: Database;
let tables: AlertTables;
let seq = 0;

beforeEach(() => {
  database = openDatabase(':memory:');
  migrate(database);
  tables = createAlertTables(database);
});

afterEach(() => database.close());

function anAlert(alertId: string, startedAt: Instant, change: Partial<Alert> = {}): Alert {
  return {
    alertId,
    fingerprint: alertId,
    opening: 1,
    origin: 'rule',
    name: 'lag',
    title: 'Lag is high',
    summary: '',
    nextStep: '',
    labels: {},
    saidSeverity: 'HIGH',
    severity: 'HIGH',
    severityWhy: [],
    status: 'FIRING',
    startedAt,
    lastSeenAt: startedAt,
    resolvedAt: null,
    resolvedBecause: null,
    count: 1,
    turns: [startedAt],
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
    ruleId: 'lag',
    incidentId: `of-${alertId}`,
    isTold: false,
    wishes: noWishes,
    rehearsal: false,
    ...change,
  };
}

/** One alert and its incident, recorded. */
function happened(
  id: string,
  openedAt: Instant,
  said: { causeId?: CauseId; subject?: string; incident?: Partial<Incident>; alert?: Partial<Alert> } = {},
) {
  const { causeId = 'subnet-out-of-addresses', subject = 'subnet-1' } = said;
  const lead = anAlert(id, openedAt, said.alert);
  const incident: Incident = {
    ...newIncident({ incidentId: lead.incidentId, number: seq + 1, groupKey: id, lead, now: openedAt }),
    planId,
    planName: 'Payroll DR',
    causes: [
      {
        causeId,
        title: '',
        score: 0.9,
        subject: { kind: 'subnet', id: subject, name: subject },
        evidence: [],
        nextStep: '',
        runbookId: null,
      },
    ],
    ...said.incident,
  };
  seq += 1;
  tables.apply({ type: 'alerts.changed', at: openedAt, alerts: [lead] }, seq);
  tables.apply({ type: 'incident.changed', at: openedAt, incident, entries: [], actor: null }, seq);
}

describe('trends', () => {
  const march = { from: at('01T00:00'), to: at('04T00:00'), stepSeconds: 86_400 };

  test('of nothing are empty, and have every step and hour', () => {
    const trends = tables.trends.read(march);
    expect(trends.points.map((point) => point.incidents)).toEqual([0, 0, 0]);
    expect(trends.hours).toHaveLength(24);
    expect(trends).toMatchObject({ kinds: [], causes: [], plans: [], people: [], toResolve: { count: 0, meanSeconds: null } });
  });

  test('count what began in each step and hour, and nothing outside', () => {
    happened('a', at('01T09:30'));
    happened('b', at('02T09:10'), { alert: { suppression: { by: 'silence', id: 's', reason: '', until: null } } });
    happened('c', at('02T23:59'));
    happened('d', at('04T00:00'));
    const { points, hours } = tables.trends.read(march);
    expect(points).toEqual([
      { at: at('01T00:00'), alerts: 1, suppressed: 0, incidents: 1 },
      { at: at('02T00:00'), alerts: 2, suppressed: 1, incidents: 2 },
      { at: at('03T00:00'), alerts: 0, suppressed: 0, incidents: 0 },
    ]);
    expect(hours[9]).toEqual({ hour: 9, alerts: 2, incidents: 2 });
    expect(hours[23]).toEqual({ hour: 23, alerts: 1, incidents: 1 });
  });

  test('say which rule is noisy, and how long it took people', () => {
    const answered = {
      acknowledgedAt: at('01T09:10'),
      acknowledgedBy: 'dana',
      resolvedAt: at('01T10:00'),
      status: 'RESOLVED' as const,
    };
    happened('a', at('01T09:00'), { incident: answered, alert: { ...answered, count: 40 } });
    happened('b', at('02T09:00'), { alert: { resolvedAt: at('02T09:30'), status: 'RESOLVED', title: 'Lag is higher' } });
    happened('c', at('02T12:00'), { alert: { name: 'other', title: 'Other' } });
    const trends = tables.trends.read(march);
    expect(trends.kinds.map(({ name }) => name)).toEqual(['lag', 'other']);
    expect(trends.kinds[0]).toEqual({
      name: 'lag',
      origin: 'rule',
      title: 'Lag is higher',
      openings: 2,
      signals: 41,
      suppressed: 0,
      unanswered: 1,
      toAcknowledge: { count: 1, meanSeconds: 600 },
      toResolve: { count: 2, meanSeconds: 2_700 },
    });
    expect(trends.people).toEqual([
      { person: 'dana', taken: 1, toAcknowledge: { count: 1, meanSeconds: 600 }, toResolve: { count: 1, meanSeconds: 3_600 } },
    ]);
    expect(trends.plans).toMatchObject([{ planId, planName: 'Payroll DR', incidents: 3 }]);
    expect(trends).toMatchObject({ toAcknowledge: { count: 1, meanSeconds: 600 } });
  });

  test('count causes with their plans, and leave out what became part of another', () => {
    happened('a', at('01T09:00'));
    happened('b', at('02T09:00'), { incident: { planId: PlanId.parse('orders') } });
    happened('c', at('02T10:00'), { causeId: 'iam-denied' });
    happened('d', at('02T11:00'), { incident: { status: 'MERGED', mergedInto: 'of-c' } });
    const { causes, points } = tables.trends.read(march);
    expect(causes).toEqual([
      { causeId: 'subnet-out-of-addresses', incidents: 2, plans: 2, lastAt: at('02T09:00') },
      { causeId: 'iam-denied', incidents: 1, plans: 1, lastAt: at('02T10:00') },
    ]);
    expect(points.map(({ incidents }) => incidents)).toEqual([1, 2, 0]);
  });

  test('say what drills mended', () => {
    happened('a', at('01T09:00'));
    happened('b', at('01T19:00'));
    happened('c', at('02T09:00'), { causeId: 'iam-denied' });
    happened('d', at('01T09:00'), { causeId: 'waits-for-approval' });
    const drill = (id: string, startedAt: Instant, endedAt: Instant, status: 'COMPLETED' | 'FAILED' = 'COMPLETED') => ({
      ...{ executionId: ExecutionId.parse(id), planId, executionType: 'DRILL', status, startedAt, endedAt },
    });
    const drills = [
      drill('before', at('01T08:00'), at('01T08:30')),
      drill('failed', at('01T20:00'), at('01T20:30'), 'FAILED'),
      drill('mended', at('01T21:00'), at('01T21:30')),
      drill('later', at('01T23:00'), at('01T23:30')),
    ];
    expect(fixedBy(tables.trends.causesOfPlans(march.to), drills)).toEqual([
      {
        causeId: 'subnet-out-of-addresses',
        planId,
        planName: 'Payroll DR',
        times: 2,
        lastAt: at('01T19:00'),
        drill: { executionId: 'mended', completedAt: at('01T21:30') },
      },
    ]);
  });
});

describe('what happened before', () => {
  test('is of the same cause and subject, before this one, and not part of another', () => {
    happened('a', at('01T09:00'));
    happened('b', at('02T09:00'));
    happened('c', at('02T10:00'), { subject: 'subnet-2' });
    happened('d', at('02T11:00'), { causeId: 'iam-denied' });
    happened('e', at('02T12:00'), { incident: { status: 'MERGED', mergedInto: 'of-b' } });
    happened('f', at('03T09:00'));
    expect(tables.earlier('subnet-out-of-addresses', 'subnet-1', at('03T09:00'))).toEqual({
      times: 2,
      lastAt: at('02T09:00'),
      incidentIds: ['of-b', 'of-a'],
    });
    expect(tables.earlier('subnet-out-of-addresses', 'subnet-3', at('03T09:00'))).toBeNull();
  });
});
