import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import { ContextId, ExecutionId, instantOf } from '../../primitives';
import { nothingPlayed } from '../../testing/play';
import type { RuleState } from './evaluate';
import { createEventRules } from './event-rule';
import type { RuleStateChanged } from './rule-event';
import { compiled } from './testing/rules';

const { view } = nothingPlayed;
const MINUTE = 60_000;
const refused = (minute: number, reason = 'wrong token'): ConsoleEvent => ({
  type: 'access.refused',
  at: instantOf(minute * MINUTE),
  host: 'headless',
  reason,
  count: 1,
});
const lost = (minute: number, recovered = false): ConsoleEvent => ({
  type: 'queue.lost',
  at: instantOf(minute * MINUTE),
  contextId: ContextId.parse('c'),
  queueArn: recovered ? 'quiet' : 'loud',
  reason: '',
});

/** States follow what is answered, as they follow the journal. */
function following(change: Parameters<typeof compiled>[0]) {
  const states = new Map<string, RuleStateChanged>();
  const make = () =>
    createEventRules(
      [compiled(change)],
      (fingerprint): RuleState => states.get(fingerprint)?.to ?? 'OK',
      [...states.values()].filter(({ to }) => to === 'ALARM'),
    );
  let rules = make();
  const noted = (changes: readonly RuleStateChanged[]) => {
    for (const one of changes) states.set(one.fingerprint, one);
    return changes.map(({ to, value }) => `${to} ${value}`);
  };
  return {
    take: (event: ConsoleEvent) => noted(rules.take(event, view)),
    tick: (minute: number) => noted(rules.tick(instantOf(minute * MINUTE))),
    restart: () => {
      rules = make();
    },
  };
}

const five = { Conditions: { EventPattern: { type: ['access.refused'] }, Threshold: 3, Period: 300, By: ['reason'] } };

test('so many within the period fire once, and it is over when there are fewer', () => {
  const { take, tick } = following(five);
  expect([...take(refused(1)), ...take(refused(2)), ...take(refused(2, 'foreign origin'))]).toEqual([]);
  expect(take(refused(3))).toEqual(['ALARM 3']);
  expect(take(refused(4))).toEqual([]);
  expect(tick(7)).toEqual([]);
  expect(tick(7.5)).toEqual(['OK 2']);
  expect(tick(60)).toEqual([]);
});

test('what lies further apart than the period is not counted together', () => {
  const { take } = following(five);
  expect([1, 4, 8, 12, 16].flatMap((minute) => take(refused(minute)))).toEqual([]);
});

test('a restart neither fires again nor forgets to end', () => {
  const { take, tick, restart } = following(five);
  for (const minute of [1, 2, 3]) take(refused(minute));
  restart();
  expect(take(refused(4))).toEqual([]);
  expect(tick(20)).toEqual(['OK 0']);
});

test('a clock that is put back makes nothing older, and ends nothing', () => {
  const { take, tick } = following(five);
  for (const minute of [61, 62, 63]) take(refused(minute));
  expect(tick(3)).toEqual([]);
  expect(tick(200)).toEqual(['OK 0']);
});

test('an event of the clear pattern ends it at once', () => {
  const { take } = following({
    Conditions: {
      EventPattern: { type: ['queue.lost'], queueArn: ['loud'] },
      ClearPattern: { type: ['queue.lost'], queueArn: ['quiet'] },
      Period: 86_400,
    },
  });
  expect(take(lost(1))).toEqual(['ALARM 1']);
  expect(take(lost(2, true))).toEqual(['OK 1']);
  expect(take(lost(3, true))).toEqual([]);
});

const passed: ConsoleEvent = {
  type: 'wave.changed',
  at: instantOf(0),
  contextId: ContextId.parse('c'),
  executionId: ExecutionId.parse('e'),
  waveNumber: 0,
  label: 'Wave 1',
  from: null,
  to: 'FAILED',
  past: true,
};

test('what is made of alerts, and what was history, is not tried', () => {
  const { take } = following({ Conditions: { EventPattern: { at: [{ exists: true }] } } });
  expect(take({ type: 'alerts.changed', at: instantOf(0), alerts: [] })).toEqual([]);
  expect(take(passed)).toEqual([]);
  expect(take(refused(1))).toEqual(['ALARM 1']);
});

describe('events of one commit', () => {
  const loud = {
    Conditions: { EventPattern: { type: ['queue.lost'], queueArn: ['loud'] }, ClearPattern: { queueArn: ['quiet'] } },
  };
  const said = (change: Parameters<typeof compiled>[0], events: readonly ConsoleEvent[]) =>
    createEventRules([compiled(change)], () => 'OK').follow(events, view, instantOf(MINUTE));

  test('turn a rule once, however many there are', () => {
    expect(said(loud, [lost(1), lost(1), lost(1)]).map(({ to }) => to)).toEqual(['ALARM']);
  });

  test('end what the same commit began', () => {
    expect(said(loud, [lost(1), lost(1, true)]).map(({ from, to }) => `${from} ${to}`)).toEqual(['OK ALARM', 'ALARM OK']);
  });
});

test('what was counted before counts on, where the rule judges as before', () => {
  const before = createEventRules([compiled(five)], () => 'OK');
  before.follow([refused(1), refused(1)], view, instantOf(MINUTE));
  const renamed = createEventRules([compiled({ ...five, Name: 'Otherwise called' })], () => 'OK');
  renamed.recall(before);
  expect(renamed.take(refused(2), view).map(({ value }) => value)).toEqual([3]);
  const other = createEventRules([compiled({ Conditions: { ...five.Conditions, Period: 600 } })], () => 'OK');
  other.recall(before);
  expect(other.take(refused(2), view)).toEqual([]);
});
