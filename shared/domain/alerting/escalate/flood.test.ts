import { describe, expect, test } from 'vitest';
import { alertingOf, aWorld, minute } from './testing/an-incident';
import { asked, people, person, policy, step } from './testing/policies';

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
