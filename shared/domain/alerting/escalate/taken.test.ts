import { describe, expect, test } from 'vitest';
import { acknowledgeIncident, unacknowledgeIncident } from '../commands/answer';
import { setSeverity } from '../commands/describe';
import { OnCallSettings } from '../on-call/settings';
import { AlertingSettings } from '../settings';
import { stillOnIncident } from './commands';
import { acknowledged, alertingOf, anAlert, aWorld, minute } from './testing/an-incident';
import { asked, people, three } from './testing/policies';

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
