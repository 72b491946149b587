import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotificationSettings } from '../../notifications/defaults';
import { sampleEvent } from '../../notifications/samples/sample-event';
import { instantOf, msOf } from '../../primitives';
import { OnCallSettings } from '../on-call/settings';
import { spreadMs } from './limits';
import { reachDeliveries } from './reach';
import { minute, START } from './testing/an-incident';
import type { AskedPerson, Reach } from './who';

const methods = [
  { id: 'hook', channel: { Type: 'WEBHOOK', Configuration: { WebhookUrl: { SecretRef: 'notify/hook/1' } } } },
  { id: 'sms', channel: { Type: 'SMS', Configuration: { PhoneNumbers: ['+4915112345678'] } } },
];
const rules = {
  default: [{ methodId: 'hook', afterMinutes: 0 }],
  important: [
    { methodId: 'sms', afterMinutes: 5 },
    { methodId: 'hook', afterMinutes: 0 },
    { methodId: 'hook', afterMinutes: 10 },
    { methodId: 'gone', afterMinutes: 0 },
  ],
};
const ada = { id: 'ada', name: 'Ada', locale: 'de', methods, rules };
const notifications = NotificationSettings.parse({});

function planned(
  reach: readonly Reach[],
  people: object[] = [ada],
  type: 'incident.escalated' | 'incident.resolved' = 'incident.escalated',
) {
  let last = 0;
  return reachDeliveries({
    event: { ...sampleEvent(type), occurredAt: START },
    reach,
    notifications,
    onCall: OnCallSettings.parse({ people }),
    now: START,
    makeId() {
      last += 1;
      return `dlv-${last}`;
    },
    already: [],
  });
}
const asks = (grade: 'default' | 'important', rest: Partial<AskedPerson> = {}): AskedPerson => ({
  kind: 'person',
  personId: 'ada',
  grade,
  to: 'Ada',
  asked: [],
  ...rest,
});

describe('a person is reached', () => {
  test('by the rules of the grade, the later ones planned for their time', () => {
    const told = (grade: 'default' | 'important') => planned([asks(grade)]).map(({ carrier, notBefore }) => [carrier, notBefore]);
    expect(told('default')).toEqual([['webhook', null]]);
    expect(told('important')).toEqual([
      ['webhook', null],
      ['sms', minute(5)],
      ['webhook', minute(10)],
    ]);
  });

  test('by everything where no rule was made', () => {
    expect(planned([asks('default')], [{ ...ada, rules: undefined }]).map(({ carrier }) => carrier)).toEqual(['webhook', 'sms']);
  });

  test('in their own language, with keys that differ also where the same is said again', () => {
    const deliveries = planned([asks('important')]);
    expect(deliveries.map(({ locale }) => locale)).toEqual(['de', 'de', 'de']);
    expect(new Set(deliveries.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
    expect(deliveries.every(({ notificationId, step }) => notificationId === 'person:ada' && step === 1)).toBe(true);
  });

  test('of the end by the ways they were asked by, and not by text message', () => {
    const heard = (since: number) =>
      planned([{ kind: 'heard', personId: 'ada', grade: 'important', since: minute(-since) }], [ada], 'incident.resolved');
    expect(heard(20).map(({ carrier }) => carrier)).toEqual(['webhook']);
    const later = { ...ada, rules: { important: [{ methodId: 'hook', afterMinutes: 30 }] } };
    const since = { kind: 'heard' as const, personId: 'ada', grade: 'important' as const, since: minute(-20) };
    expect(planned([since], [later], 'incident.resolved')).toEqual([]);
  });
});

test('text messages are spread so that no limit of a person is passed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 240 * 60 }), { minLength: 1, maxLength: 50 }), (seconds) => {
      const asked = [...seconds].sort((a, b) => a - b).map((second) => msOf(START) + second * 1000);
      const sent = asked.map((wanted, index) => spreadMs('SMS', asked.slice(0, index), wanted));
      for (const [index, at] of sent.entries()) {
        expect(at).toBeGreaterThanOrEqual(asked[index] ?? 0);
        for (const [most, minutes] of [
          [1, 1],
          [5, 15],
          [11, 60],
          [21, 180],
        ] as const) {
          const before = sent.slice(0, index).filter((one) => one > at - minutes * 60_000 && one <= at);
          expect(before.length).toBeLessThan(most);
        }
      }
      expect(spreadMs('WEBHOOK', asked, msOf(START))).toBe(msOf(START));
      expect(instantOf(sent[0] ?? 0)).toBe(instantOf(asked[0] ?? 0));
    }),
  );
});
