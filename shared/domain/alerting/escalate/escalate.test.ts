import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noOnCall } from '../on-call/settings';
import { escalateIncident } from './commands';
import { acknowledged, alertingOf, anAlert, aWorld, minute } from './testing/an-incident';
import { asked, people, person, policy, step, three } from './testing/policies';

describe('an incident that nobody answers', () => {
  test('goes from step to step, each when it is due and once', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    expect(asked(alerting.opens('a', 'HIGH').news)).toEqual(['ada']);
    expect(asked(alerting.at(minute(0)).news)).toEqual([]);
    expect(asked(alerting.at(minute(9)).news)).toEqual([]);
    expect(asked(alerting.at(minute(10)).news)).toEqual(['ben']);
    expect(asked(alerting.at(minute(10)).news)).toEqual([]);
    expect(asked(alerting.at(minute(15)).news)).toEqual(['cleo']);
    expect(alerting.incident('a').escalation).toMatchObject({ step: 3, nextAt: null });
    expect(asked(alerting.at(minute(600)).news)).toEqual([]);
  });

  test('begins again as often as the policy says', () => {
    const alerting = alertingOf(aWorld({ people, policies: [policy([step(0, person('ada'))], { repeat: 2 })] }));
    const heard = [asked(alerting.opens('a', 'HIGH').news)];
    for (let count = 1; count <= 30; count += 1) heard.push(asked(alerting.at(minute(count)).news));
    expect(heard.flat()).toEqual(['ada', 'ada', 'ada']);
    expect(alerting.incident('a').escalation?.reached.map(({ at }) => at)).toEqual([minute(0), minute(5), minute(10)]);
  });

  test('held up by a restart or a clock set forward goes on with one step, and leaves people their time', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    alerting.opens('a', 'HIGH');
    expect(asked(alerting.at(minute(120)).news)).toEqual(['ben']);
    expect(asked(alerting.at(minute(124)).news)).toEqual([]);
    expect(asked(alerting.at(minute(125)).news)).toEqual(['cleo']);
  });
});

describe('the plan', () => {
  test('is the one that was, whatever becomes of the policy', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    alerting.opens('a', 'HIGH');
    alerting.become(aWorld({ people, policies: [policy([step(0, person('cleo'))])] }));
    expect(asked(alerting.at(minute(10)).news)).toEqual(['ben']);
    expect(asked(alerting.opens('b', 'HIGH', {}, minute(11)).news)).toEqual(['cleo']);
  });

  test('is that of the first policy that holds, or the one a rule wishes', () => {
    const policies = [
      policy([step(0, person('ada'))], { id: 'critical', severities: ['CRITICAL'] }),
      policy([step(0, person('ben'))], { id: 'night', hours: [{ weekdays: [], from: '22:00', to: '06:00' }] }),
      policy([step(0, person('cleo'))], { id: 'payroll', matchers: [{ label: 'plan', op: '=', value: 'Payroll' }] }),
    ];
    const alerting = alertingOf(aWorld({ people, policies }));
    expect(asked(alerting.opens('a', 'CRITICAL').news)).toEqual(['ada']);
    expect(asked(alerting.opens('b', 'HIGH').news)).toEqual(['cleo']);
    expect(asked(alerting.opens('c', 'HIGH', { labels: {} }).news)).toEqual([]);
    const wishes = { ...anAlert('d', 'HIGH').wishes, policyId: 'night' };
    expect(asked(alerting.opens('d', 'HIGH', { wishes }).news)).toEqual(['ben']);
  });

  test('is for what needs an answer only, and not for what is kept quiet', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    alerting.opens('a', 'LOW');
    const suppression = { by: 'silence' as const, id: 's', reason: 'known', until: null };
    alerting.opens('b', 'HIGH', { suppression });
    expect(alerting.incident('a').escalation).toBeNull();
    expect(alerting.incident('b').escalation).toBeNull();
  });
});

describe('whom a step asks', () => {
  const layer = { id: 'l', people: ['ada', 'ben'], startsAt: '2026-03-14T09:05', handover: { every: 1, unit: 'hours' } };
  const schedules = [{ id: 's', name: 'First line', source: { kind: 'own', layers: [layer] } }];

  test('is whoever is on call when it runs', () => {
    const schedule = { kind: 'schedule', scheduleId: 's' };
    const policies = [policy([step(10, schedule), step(60, schedule)])];
    const alerting = alertingOf(aWorld({ people, schedules, policies }));
    alerting.opens('a', 'HIGH');
    expect(asked(alerting.at(minute(10)).news)).toEqual(['ada']);
    expect(asked(alerting.at(minute(70)).news)).toEqual(['ben']);
  });

  test('is nobody: that is said, and the next step comes at once', () => {
    const policies = [policy([step(0, { kind: 'schedule', scheduleId: 's' }), step(30, person('cleo'))])];
    const alerting = alertingOf(aWorld({ people, schedules, policies }));
    expect(asked(alerting.opens('a', 'HIGH').news)).toEqual(['cleo']);
    expect(alerting.texts).toContainEqual(expect.stringMatching(/^nobody-on-call: .*Nobody is on call in “First line”/));
  });

  test('is nobody at all: the plan ends, and does not spin', () => {
    const policies = [policy([step(0, person('gone')), step(5, person('gone'))], { repeat: 9 })];
    const alerting = alertingOf(aWorld({ people, policies }));
    expect(asked(alerting.opens('a', 'HIGH').news)).toEqual([]);
    for (let count = 1; count < 300; count += 1) alerting.at(minute(count));
    expect(alerting.texts.filter((text) => text.startsWith('nobody-on-call'))).toHaveLength(20);
    expect(alerting.incident('a').escalation?.nextAt).toBeNull();
  });
});

describe('a policy that holds only later', () => {
  const changedPolicies = { type: 'on-call.changed' as const, at: minute(5), before: noOnCall, after: noOnCall, actor: 'ada' };

  test('asks about what is open and needs an answer as soon as it is made, and can be run by hand', () => {
    const alerting = alertingOf(aWorld({ people }));
    alerting.opens('a', 'HIGH');
    alerting.opens('b', 'LOW');
    alerting.become(aWorld({ people, policies: [three] }));
    expect(asked(alerting.at(minute(5), [changedPolicies]).news)).toEqual(['ada']);
    expect(alerting.incident('b').escalation).toBeNull();
    const doing = { book: alerting.book, at: minute(6), actor: 'ada' };
    const forced = escalateIncident('inc-a', null, doing);
    if (!forced.ok) throw new Error(forced.error.message);
    expect(asked(alerting.at(minute(6), forced.value).news)).toEqual(['ben']);
  });

  test('asks about what became grave enough for it', () => {
    const alerting = alertingOf(aWorld({ people, policies: [{ ...three, severities: ['CRITICAL'] }] }));
    expect(asked(alerting.opens('a', 'MEDIUM').news)).toEqual([]);
    const graver = { at: minute(3), type: 'alerts.changed' as const, alerts: [anAlert('a', 'CRITICAL')] };
    expect(asked(alerting.at(minute(3), [graver]).news)).toEqual(['ada']);
  });
});

test('whatever people do, steps keep their order and none runs twice', () => {
  const act = fc.record({
    minutes: fc.integer({ min: 0, max: 40 }),
    what: fc.constantFrom('wait', 'acknowledge', 'let go', 'force'),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), fc.integer({ min: 0, max: 2 }), (acts, repeat) => {
      const alerting = alertingOf(aWorld({ people, policies: [{ ...three, repeat, ackReminderMinutes: 30 }] }));
      const events = [...alerting.opens('a', 'HIGH').news];
      let now = 0;
      for (const { minutes, what } of acts) {
        now += minutes;
        const { escalation, status } = alerting.incident('a');
        if (escalation === null) throw new Error('no plan');
        if (what === 'wait') events.push(...alerting.at(minute(now)).news);
        if (what === 'acknowledge' && status === 'OPEN')
          events.push(...alerting.change('a', minute(now), acknowledged(minute(now))).news);
        if (what === 'let go' && status === 'ACKNOWLEDGED')
          events.push(
            ...alerting.change('a', minute(now), {
              status: 'OPEN',
              acknowledgedAt: null,
              acknowledgedBy: null,
              needsAnswer: true,
            }).news,
          );
        if (what === 'force' && escalation.step < escalation.steps.length)
          events.push(
            ...alerting.change('a', minute(now), { escalation: { ...escalation, nextAt: minute(now), forcedBy: 'ada' } }).news,
          );
      }
      const steps = events.filter(({ reach }) => reach !== undefined);
      expect(new Set(steps.map(({ event }) => event.eventId)).size).toBe(steps.length);
      const reached = alerting.incident('a').escalation?.reached ?? [];
      for (const [index, one] of reached.entries()) {
        const before = reached[index - 1];
        if (before === undefined) expect(one.step).toBe(0);
        // The next one, or from the start: a round more, or because somebody let go.
        else expect([before.step + 1, 0]).toContain(one.step);
      }
    }),
    { numRuns: 150 },
  );
});
