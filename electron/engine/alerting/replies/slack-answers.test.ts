import { describe, expect, test } from 'vitest';
import { acknowledged, alertingOf, aWorld, minute, START } from '../../../../shared/domain/alerting/escalate/testing/an-incident';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { viewOf } from '../../../../shared/domain/reconcile/view-of';
import { emptyState } from '../../../../shared/domain/state';
import { err, ok } from '../../../../shared/lib/result';
import { ACKNOWLEDGE, ESCALATE } from '../../channels/slack/buttons';
import { fakePorts } from '../../testing/fakes';
import { ManualTime } from '../../testing/manual-clock';
import { answerPressed } from './slack-answers';

function scene(isFull = false) {
  const alerting = alertingOf(aWorld({}));
  alerting.opens('a', 'HIGH');
  const committed: ConsoleEvent[] = [];
  const parts = {
    ports: fakePorts({ time: new ManualTime({ at: minute(2) }) }),
    book: alerting.book,
    host: 'headless' as const,
    core: {
      commit: (events: readonly ConsoleEvent[]) => {
        if (isFull) return err({ code: 'disk-full' as const, message: 'The disk is full.' });
        committed.push(...events);
        for (const event of events) alerting.book.apply(event);
        return ok({ lastSeq: 1 });
      },
      view: () => ({ engine: {}, sources: {}, forecasts: {}, ...viewOf(emptyState, null, START) }),
    },
  };
  const press = (actionId: string, value: unknown = { incident: 'inc-a', at: minute(1) }) =>
    answerPressed({ actionId, value: JSON.stringify(value), person: 'ann.lee', responseUrl: null }, parts);
  return { ...alerting, committed, press };
}

describe('a pressed button', () => {
  test('takes the incident for whoever pressed it', () => {
    const { press, incident } = scene();
    expect(press(ACKNOWLEDGE)).toContain('You have taken incident 1');
    expect(incident('a')).toMatchObject({ status: 'ACKNOWLEDGED', acknowledgedBy: 'ann.lee (Slack)' });
    expect(press(ACKNOWLEDGE)).toContain('ann.lee (Slack) has incident 1 already');
  });

  test('of another app is none of ours', () => {
    expect(scene().press('approve')).toBeNull();
  });

  test('that names nothing we know says so, whatever it holds', () => {
    const { press, committed } = scene();
    for (const value of ['', null, { incident: 'inc-z', at: minute(1) }, { incident: 'inc-a', at: 'yesterday' }])
      expect(press(ACKNOWLEDGE, value)).toContain('no such incident');
    expect(committed).toEqual([]);
  });

  test('of an incident that is over does nothing', () => {
    const { press, change } = scene();
    change('a', minute(2), { status: 'RESOLVED', resolvedAt: minute(2) });
    expect(press(ACKNOWLEDGE)).toBe('Incident 1 is over.');
    expect(press(ESCALATE)).toBe('Incident 1 is over.');
  });

  test('that has grown old does not escalate past whoever has it', () => {
    const { press, change } = scene();
    change('a', minute(2), acknowledged(minute(2)));
    expect(press(ESCALATE)).toContain('ada has taken incident 1 since this message');
    // A newer message says so already: whoever presses then means it.
    expect(press(ESCALATE, { incident: 'inc-a', at: minute(3) })).toContain('No escalation policy');
  });

  test('that has grown old does not escalate twice', () => {
    const { press, change, incident } = scene();
    const escalation = {
      policyId: 'p',
      policyName: 'Default',
      steps: [
        { delayMinutes: 5, targets: [], grade: 'default' as const },
        { delayMinutes: 5, targets: [], grade: 'default' as const },
      ],
      repeat: 0,
      loop: 0,
      step: 1,
      nextAt: minute(9),
      token: 2,
      ackReminderMinutes: null,
      remindAt: null,
      isReminded: false,
      forcedBy: null,
      reached: [{ at: minute(2), step: 0, loop: 0, to: 'Ada', why: 'policy', personId: 'ada' }],
    };
    change('a', minute(2), { escalation });
    expect(press(ESCALATE)).toContain('was escalated to Ada since this message');
    expect(press(ESCALATE, { incident: 'inc-a', at: minute(3) })).toContain('next step');
    expect(incident('a').escalation).toMatchObject({ forcedBy: 'ann.lee (Slack)' });
  });

  test('is not said to have done what could not be recorded', () => {
    expect(scene(true).press(ACKNOWLEDGE)).toContain('nothing was done: The disk is full.');
  });
});
