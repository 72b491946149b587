import { describe, expect, test } from 'vitest';
import { Objective, Objectives } from '../../../shared/domain/objectives';
import { ownOf, textOf, withField, withPlan } from './objectives-form';

const empty = Objective.parse({});
const none = Objectives.parse({});

describe('one field', () => {
  test('takes what was typed, in the spelling of either language', () => {
    expect(withField(empty, 'rtoMinutes', ' 62.5 ')).toMatchObject({ kind: 'value', objective: { rtoMinutes: 62.5 } });
    expect(withField(empty, 'rtoMinutes', '62,5')).toMatchObject({ kind: 'value', objective: { rtoMinutes: 62.5 } });
    expect(withField(empty, 'owner', ' Dana ')).toMatchObject({ kind: 'value', objective: { owner: 'Dana' } });
  });

  test('nothing typed is not set, which is not zero', () => {
    expect(withField({ ...empty, tier: 2 }, 'tier', '  ')).toMatchObject({ kind: 'value', objective: { tier: null } });
  });

  test.each([
    ['rtoMinutes', '0'],
    ['rtoMinutes', 'soon'],
    ['rpoMinutes', '-5'],
    ['drillEveryDays', '1.5'],
    ['tier', '6'],
    ['owner', 'x'.repeat(121)],
  ] as const)('%s refuses %s by its name', (field, typed) => {
    expect(withField(empty, field, typed)).toEqual({ kind: 'wrong', field });
  });

  test('shows what is kept', () => expect([textOf({ ...empty, tier: 1 }, 'tier'), textOf(empty, 'owner')]).toEqual(['1', '']));
});

describe('plans', () => {
  const own = { ...empty, rtoMinutes: 60 };

  test('a plan keeps its own figures, and changes them in its place', () => {
    const once = withPlan(none, 'p1', own);
    const twice = withPlan(once, 'p1', { ...own, tier: 1 });
    expect(twice.plans).toEqual([{ planId: 'p1', ...own, tier: 1 }]);
    expect(ownOf(twice, 'p1')).toEqual({ ...own, tier: 1 });
    expect(ownOf(twice, 'p2')).toEqual(empty);
  });

  test('without any figure of its own it is forgotten', () =>
    expect(withPlan(withPlan(none, 'p1', own), 'p1', empty)).toEqual(none));
});
