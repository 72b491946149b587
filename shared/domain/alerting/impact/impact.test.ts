import { describe, expect, test } from 'vitest';
import { before, e1Fails, e1RetriesA03, e1SiblingsLaunch, e1Start, e1Wave0Ends, e1Wave1 } from '../../testing/drill';
import { aServer, opening, planId, serverSeen, t } from '../../testing/facts';
import { handOver, postIncidentReport } from '../commands/summaries';
import { recurrenceOf } from '../recurrence';
import { aConsole } from '../testing/a-console';
import { readAt, secondsToObjective } from './impact-of';

const settings = {
  objectives: { plans: [{ planId, rtoMinutes: 30, tier: 2, owner: 'Dana Reyes' }] },
  instanceHour: { price: 0.5, currency: 'EUR' },
};

describe('what an incident costs', () => {
  test('is counted from its execution: servers, plan, owner, tier, objective, instances', () => {
    const console = aConsole({ settings });
    console.sees([
      ...opening('08:59:00'),
      ...before(),
      serverSeen('08:59:50', aServer('a03', { tags: { Application: 'Payroll batch' } })),
      ...e1Start(),
      ...e1Wave0Ends(),
      ...e1Wave1(),
      ...e1Fails(),
      ...e1SiblingsLaunch(),
    ]);
    expect(console.only().impact).toMatchObject({
      serversOfPlan: 12,
      applications: ['Payroll batch'],
      plans: [{ planId, planName: 'Payroll DR', owner: 'Dana Reyes', tier: 2 }],
      isRecovery: false,
      environment: 'production',
      rtoMinutes: 30,
      isRtoAtRisk: true,
      instancesRunning: 7,
      costPerHour: 3.5,
      currency: 'EUR',
    });
    // Five servers did not come up: the one that failed and those of the wave that was not reached.
    expect(console.only().impact?.servers).toBe(5);
    expect(console.only()).toMatchObject({ planId, planName: 'Payroll DR' });
  });

  test('stays that of all its alerts, and its name what people know, when the one that stands for it is over', () => {
    const console = aConsole({ settings });
    console.sees([
      ...opening('08:59:00'),
      ...before(),
      serverSeen('08:59:50', aServer('a03', { tags: { App: 'Payroll batch' } })),
    ]);
    console.sees([...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails(), ...e1RetriesA03()]);
    const incident = console.only();
    const lead = console.alertsOf(incident).find(({ alertId }) => alertId === incident.leadAlertId);
    expect(lead).toMatchObject({ title: 'app-03 failed to launch', status: 'RESOLVED' });
    expect(incident).toMatchObject({ status: 'OPEN', title: 'app-03 failed to launch', firing: 1 });
    expect(incident.impact).toMatchObject({ applications: ['Payroll batch'], plans: [{ planName: 'Payroll DR' }] });
    expect(incident.nextStep).not.toBe('');
  });

  test('counts down to the same moment whenever it is read, and stands still once it is over', () => {
    const console = aConsole({ settings });
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()]);
    const incident = console.only();
    expect(incident.impact?.objectiveAt).toBe(t('09:30:00'));
    expect(secondsToObjective(incident, t('09:26:00'))).toBe(240);
    expect(readAt(incident, t('09:31:00')).impact?.secondsToObjective).toBe(-60);
    expect(secondsToObjective({ ...incident, resolvedAt: t('09:28:00') }, t('10:00:00'))).toBe(120);
    const record = { incident, alerts: [], entries: [], now: t('09:26:00') };
    expect(handOver(record)).toContain('4 min to the objective (2026-03-14T09:30:00.000Z)');
    expect(postIncidentReport({ ...record, now: t('09:40:00') })).toContain('objective missed by 10 min');
    console.passes(t('09:30:00'));
    console.passes(t('09:45:00'));
    expect(console.only().severityWhy).toContain('the objective was missed at 2026-03-14 09:30 UTC');
  });

  test('recorded before the moment was kept is what was recorded', () => {
    const console = aConsole({ settings });
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()]);
    const { impact } = console.only();
    if (impact === null) throw new Error('no impact');
    const { objectiveAt: _, ...old } = { ...impact, secondsToObjective: 77 };
    expect(secondsToObjective({ impact: old, resolvedAt: null }, t('09:40:00'))).toBe(77);
  });

  test('of a stalled server is what its plans miss, before anything runs', () => {
    const console = aConsole({ settings });
    console.sees([...opening('08:59:00'), ...before(), serverSeen('09:04:00', aServer('w02', { replicationState: 'STALLED' }))]);
    expect(console.only().impact).toMatchObject({
      servers: 1,
      serversOfPlan: null,
      plans: [{ planName: 'Payroll DR', tier: 2 }],
      rtoMinutes: null,
      instancesRunning: 0,
    });
    // One plan alone has it: alerts, policies and trends know whose it is.
    expect(console.only()).toMatchObject({ planId, planName: 'Payroll DR', labels: { plan: 'Payroll DR', tier: '2' } });
  });

  test('without a price is not known rather than nothing', () => {
    const console = aConsole();
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()]);
    expect(console.only().impact).toMatchObject({
      costPerHour: null,
      currency: null,
      rtoMinutes: null,
      secondsToObjective: null,
    });
  });

  test('is not recorded again because seconds passed', () => {
    const console = aConsole({ settings });
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()]);
    console.passes(t('09:25:20'));
    const held = console.only();
    console.seesTogether([], t('09:25:40'));
    expect(console.only().impact).toBe(held.impact);
  });
});

describe('what happened before', () => {
  test('is looked up by cause and subject, and said', () => {
    const asked: string[] = [];
    const console = aConsole({
      history(causeId, subjectId) {
        asked.push(`${causeId} ${subjectId}`);
        return { times: 2, lastAt: t('07:00:00'), incidentIds: ['inc-b', 'inc-a'] };
      },
    });
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()]);
    expect(console.only().recurrence).toEqual({
      times: 3,
      lastAt: t('07:00:00'),
      incidentIds: ['inc-b', 'inc-a'],
      text: 'The third time: No free addresses in subnet-0123456789abcdef0. The last was on 2026-03-14.',
    });
    // Once, however often the incident changed since.
    expect(asked).toEqual(['subnet-out-of-addresses subnet-0123456789abcdef0']);
    expect(
      console.recorded
        .flatMap((event) => (event.type === 'incident.changed' ? event.entries : []))
        .some(({ text }) => text.includes('The third time')),
    ).toBe(true);
  });

  test('is forgotten when the cause turns out to be another', () => {
    const console = aConsole({ history: () => ({ times: 1, lastAt: t('07:00:00'), incidentIds: ['inc-a'] }) });
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()]);
    const incident = console.only();
    expect(incident.recurrence).not.toBeNull();
    expect(recurrenceOf(incident, undefined, undefined)).toBeNull();
    expect(recurrenceOf(incident, incident.causes[1], () => null)).toBeNull();
  });
});
