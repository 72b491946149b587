import { describe, expect, test } from 'vitest';
import { before, e1Fails, e1SiblingsLaunch, e1Start, e1Wave0Ends, e1Wave1 } from '../../testing/drill';
import { aServer, opening, planId, serverSeen, t } from '../../testing/facts';
import { recurrenceOf } from '../recurrence';
import { aConsole } from '../testing/a-console';

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
