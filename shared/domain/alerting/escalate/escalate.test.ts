import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acknowledgeIncident, unacknowledgeIncident } from '../commands/answer';
import { setSeverity } from '../commands/describe';
import type { IncidentNews } from '../decide-alerts';
import { noOnCall, OnCallSettings } from '../on-call/settings';
import { AlertingSettings } from '../settings';
import { escalateIncident, stillOnIncident } from './commands';
import { acknowledged, alertingOf, anAlert, aWorld, minute } from './testing/an-incident';

const mail = (address: string) => ({
  id: 'mail',
  channel: { Type: 'EMAIL', Configuration: { Recipients: [address], Transport: 'SMTP' } },
});
const people = ['ada', 'ben', 'cleo'].map((id) => ({ id, name: id, methods: [mail(`${id}@example.com`)] }));
const person = (personId: string) => ({ kind: 'person', personId });
const step = (delayMinutes: number, ...targets: object[]) => ({ delayMinutes, targets });
const policy = (steps: object[], rest: object = {}) => ({ id: 'p', name: 'Payroll', steps, ...rest });
const three = policy([step(0, person('ada')), step(10, person('ben')), step(5, person('cleo'))]);

const asked = (news: readonly IncidentNews[]) =>
  news.flatMap(({ reach = [] }) => reach.map((one) => (one.kind === 'channel' ? one.notificationId : one.personId)));

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

describe('whoever takes it', () => {
  test('stops the plan; whoever asks for more gets the next step all the same', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    alerting.opens('a', 'HIGH');
    alerting.change('a', minute(2), acknowledged(minute(2)));
    expect(alerting.incident('a').escalation?.nextAt).toBeNull();
    expect(asked(alerting.at(minute(60)).news)).toEqual([]);
    const { escalation } = alerting.incident('a');
    if (escalation === null) throw new Error('no plan');
    const by = { ...escalation, nextAt: minute(61), forcedBy: 'ada' };
    expect(asked(alerting.change('a', minute(61), { escalation: by }).news)).toEqual(['ben']);
    expect(alerting.incident('a')).toMatchObject({ status: 'ACKNOWLEDGED', escalation: { nextAt: null, forcedBy: null } });
  });

  test('loses it when it becomes graver, also where nobody is asked by policy', () => {
    for (const policies of [[three], []]) {
      const alerting = alertingOf(aWorld({ people, policies }));
      alerting.opens('a', 'MEDIUM');
      alerting.change('a', minute(2), acknowledged(minute(2)));
      const graver = { at: minute(3), type: 'alerts.changed' as const, alerts: [anAlert('a', 'CRITICAL')] };
      const { news } = alerting.at(minute(3), [graver]);
      expect(alerting.incident('a')).toMatchObject({ status: 'OPEN', needsAnswer: true, acknowledgedBy: null });
      expect(asked(news)).toEqual(policies.length === 0 ? [] : ['ada']);
    }
  });

  test('is asked again after a while, and loses it by silence', () => {
    const alerting = alertingOf(aWorld({ people, policies: [{ ...three, ackReminderMinutes: 60 }] }));
    alerting.opens('a', 'HIGH');
    alerting.change('a', minute(2), acknowledged(minute(2), 'Ben@example.com'));
    expect(asked(alerting.at(minute(61)).news)).toEqual([]);
    const reminded = alerting.at(minute(62)).news;
    expect(asked(reminded)).toEqual(['ben']);
    expect(reminded[0]?.event.title).toMatch(/^Are you still on incident 1\?/);
    expect(asked(alerting.at(minute(76)).news)).toEqual([]);
    expect(asked(alerting.at(minute(77)).news)).toEqual(['ada']);
    expect(alerting.incident('a').status).toBe('OPEN');
  });

  test('after the end nothing more is due', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    alerting.opens('a', 'HIGH');
    const over = anAlert('a', 'HIGH', { status: 'RESOLVED', resolvedAt: minute(3), resolvedBecause: 'freed' });
    const before = alerting.incident('a');
    alerting.at(minute(3), [
      { at: minute(3), type: 'alerts.changed', alerts: [over] },
      { at: minute(3), type: 'incident.changed', incident: { ...before, firing: 0 }, entries: [], actor: null },
    ]);
    expect(alerting.incident('a')).toMatchObject({ status: 'RESOLVED', escalation: { nextAt: null, remindAt: null } });
    expect(alerting.book.nextDueAt()).toBeNull();
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

describe('by the commands that people give', () => {
  const asker = (alerting: ReturnType<typeof alertingOf>) => {
    const doing = (count: number, actor = 'ada') => ({ book: alerting.book, at: minute(count), actor, notices: {} });
    const give = (count: number, made: ReturnType<typeof stillOnIncident>) => {
      if (!made.ok) throw new Error(made.error.message);
      return asked(alerting.at(minute(count), made.value).news);
    };
    return {
      take: (count: number) => give(count, acknowledgeIncident('inc-a', null, doing(count))),
      letGo: (count: number) => give(count, unacknowledgeIncident('inc-a', 'I have to leave.', doing(count))),
      stillOnIt: (count: number) => give(count, stillOnIncident('inc-a', doing(count))),
    };
  };

  test('what is given back is escalated from the start, to its end', () => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    const { take, letGo } = asker(alerting);
    alerting.opens('a', 'HIGH');
    take(5);
    expect(letGo(20)).toContain('ada');
    expect(alerting.incident('a')).toMatchObject({ status: 'OPEN', needsAnswer: true });
    expect(asked(alerting.at(minute(30)).news)).toEqual(['ben']);
    expect(asked(alerting.at(minute(35)).news)).toEqual(['cleo']);
  });

  test.each(['ada', 'token:ada', 'ada (Slack)', 'ADA@example.com (PagerDuty #12)'])(
    'whoever took it is asked whether they are still on it, also where they took it elsewhere: %s',
    (actor) => {
      const alerting = alertingOf(aWorld({ people, policies: [{ ...three, ackReminderMinutes: 60 }] }));
      alerting.opens('a', 'HIGH');
      alerting.change('a', minute(5), acknowledged(minute(5), actor));
      expect(asked(alerting.at(minute(65)).news)).toEqual(['ada']);
    },
  );

  test('to be still on it changes nothing of when it was taken, and puts the next question off', () => {
    const alerting = alertingOf(aWorld({ people, policies: [{ ...three, ackReminderMinutes: 60 }] }));
    const { take, stillOnIt } = asker(alerting);
    alerting.opens('a', 'HIGH');
    take(5);
    expect(asked(alerting.at(minute(65)).news)).toEqual(['ada']);
    stillOnIt(70);
    expect(alerting.incident('a')).toMatchObject({ status: 'ACKNOWLEDGED', acknowledgedAt: minute(5) });
    expect(asked(alerting.at(minute(129)).news)).toEqual([]);
    expect(asked(alerting.at(minute(130)).news)).toEqual(['ada']);
  });
});

describe('a flood', () => {
  const policies = [policy([step(0, person('ada')), step(10, person('ben'))])];
  const flooded = (severity: 'MEDIUM' | 'CRITICAL', count: number) => {
    const alerting = alertingOf(aWorld({ people, policies }));
    for (let index = 0; index < count; index += 1) alerting.opens(`f${index}`, severity);
    return alerting;
  };

  test('keeps nothing graver from anybody, by whatever way and at once', () => {
    const alerting = flooded('MEDIUM', 70);
    for (const severity of ['HIGH', 'CRITICAL'] as const) {
      const { news } = alerting.opens(severity, severity);
      expect(asked(news)).toEqual(['ada']);
      expect(news.flatMap(({ reach = [] }) => reach)).toMatchObject([{ asked: [] }]);
    }
  });

  test('of what is as grave goes on to the next step once a person was asked too often, and that is said', () => {
    const alerting = flooded('MEDIUM', 60);
    expect(asked(alerting.opens('a', 'MEDIUM').news)).toEqual(['ben']);
    expect(alerting.texts).toContain(
      'nobody-on-call: Step 1 of 2 reaches nobody. ada is not asked: asked 60 times within an hour.',
    );
    const { escalation } = alerting.incident('a');
    expect(escalation?.reached.map(({ personId }) => personId)).toEqual(['ben']);
    expect(escalation?.missed).toMatchObject([{ step: 0, text: 'ada is not asked: asked 60 times within an hour.' }]);
    alerting.opens('b', 'MEDIUM', {}, minute(61));
    expect(alerting.incident('b').escalation?.reached.map(({ personId }) => personId)).toEqual(['ada']);
  });

  test('of what is CRITICAL has a bound of its own, beyond what anybody could read', () => {
    const alerting = flooded('CRITICAL', 240);
    expect(alerting.texts.filter((text) => text.startsWith('nobody-on-call'))).toEqual([]);
    expect(asked(alerting.opens('a', 'CRITICAL').news)).toEqual(['ben']);
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

describe('whoever has taken it', () => {
  const correct = (actor: string) => {
    const alerting = alertingOf(aWorld({ people, policies: [three] }));
    alerting.opens('a', 'MEDIUM');
    alerting.change('a', minute(2), acknowledged(minute(2), 'ada (Slack)'));
    const settings = AlertingSettings.parse({});
    const doing = {
      book: alerting.book,
      at: minute(3),
      actor,
      alerting: settings,
      people: OnCallSettings.parse({ people }).people,
    };
    const made = setSeverity('inc-a', 'CRITICAL', null, doing);
    if (!made.ok) throw new Error(made.error.message);
    return { heard: asked(alerting.at(minute(3), made.value).news), incident: alerting.incident('a') };
  };

  test('keeps it though they find it graver themselves, under whatever name', () => {
    const { heard, incident } = correct('token:ada');
    expect(heard).toEqual([]);
    expect(incident).toMatchObject({ status: 'ACKNOWLEDGED', severity: 'CRITICAL', acknowledgedSeverity: 'CRITICAL' });
  });

  test('loses it where somebody else does', () => {
    const { heard, incident } = correct('ben');
    expect(heard).toContain('ada');
    expect(incident).toMatchObject({ status: 'OPEN', acknowledgedBy: null });
  });
});
