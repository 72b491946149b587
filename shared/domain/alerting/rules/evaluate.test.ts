import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Judgement, type RuleState } from './evaluate';
import { breaches } from './operators';

const three: Judgement = {
  operator: 'GREATER_THAN',
  threshold: 0.5,
  clearThreshold: null,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missing: 'missing',
};

/** `0 - X - X` as values: good, missing, breaching. */
function values(text: string): (number | null)[] {
  return text.split(' ').map((one) => (one === '-' ? null : one === 'X' ? 1 : 0));
}

const kept = 'kept';
type Row = readonly [string, RuleState, RuleState | typeof kept, RuleState, RuleState];

describe.each<{ readonly m: number; readonly rows: readonly Row[] }>([
  {
    m: 3,
    rows: [
      ['0 - X - X', 'OK', 'OK', 'ALARM', 'OK'],
      ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
      ['- - - - -', 'INSUFFICIENT_DATA', kept, 'ALARM', 'OK'],
      ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['- - X - -', 'ALARM', kept, 'ALARM', 'OK'],
      ['- - - - X', 'OK', kept, 'ALARM', 'OK'],
    ],
  },
  {
    m: 2,
    rows: [
      ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - X -', 'ALARM', kept, 'ALARM', 'OK'],
    ],
  },
])('$m of 3 within a range of 5', ({ m, rows }) => {
  const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
  // The first row of three has all the values it needs: two real ones and a third good one.
  const cases = rows.flatMap(([text, ...expected]) =>
    treatments.map((missing, index) => ({ text, missing, expected: expected[index] ?? 'OK' })),
  );
  test.each(cases.filter(({ text }) => !(m === 3 && text === '0 - X - X')))(
    '$text with $missing: $expected',
    ({ text, missing, expected }) => {
      for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const) {
        const { state } = evaluate({ ...three, datapointsToAlarm: m, missing }, values(text), before);
        expect(state).toBe(expected === kept ? before : expected);
      }
    },
  );
});

test('three real values, one of them good, are not three of three, whatever is missing', () => {
  for (const missing of ['missing', 'ignore', 'breaching', 'notBreaching'] as const)
    expect(evaluate({ ...three, missing }, values('0 - X - X'), 'OK').state).toBe('OK');
});

test('in alarm, values beyond the clear threshold still breach', () => {
  const lag = { ...three, threshold: 900, clearThreshold: 600, evaluationPeriods: 1, datapointsToAlarm: 1 };
  expect(evaluate(lag, [700], 'OK').state).toBe('OK');
  expect(evaluate(lag, [901], 'OK').state).toBe('ALARM');
  expect(evaluate(lag, [700], 'ALARM').state).toBe('ALARM');
  expect(evaluate(lag, [600], 'ALARM').state).toBe('OK');
});

const operator = fc.constantFrom<Judgement['operator']>(
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'EQUAL',
  'NOT_EQUAL',
);
const aJudgement = fc
  .record({
    operator,
    threshold: fc.integer({ min: 0, max: 4 }),
    clearThreshold: fc.option(fc.integer({ min: 0, max: 4 })),
    evaluationPeriods: fc.integer({ min: 1, max: 5 }),
    datapointsToAlarm: fc.integer({ min: 1, max: 5 }),
    missing: fc.constantFrom<Judgement['missing']>('missing', 'ignore', 'breaching', 'notBreaching'),
  })
  .map((one) => ({ ...one, datapointsToAlarm: Math.min(one.datapointsToAlarm, one.evaluationPeriods) }));
const aWindow = fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 9 });
const aState = fc.constantFrom<RuleState>('OK', 'ALARM', 'INSUFFICIENT_DATA');

/** The same, said naively: each treatment as a sentence of its own over the list of what is there. */
function naive(rule: Judgement, window: readonly (number | null)[], before: RuleState): RuleState {
  const limit = before === 'ALARM' && rule.clearThreshold !== null ? rule.clearThreshold : rule.threshold;
  const marks = window.map((value) => (value === null ? '-' : breaches(value, rule.operator, limit) ? 'X' : '0'));
  const there = marks.filter((mark) => mark !== '-').slice(-rule.evaluationPeriods);
  const count = (list: readonly string[]) => list.filter((mark) => mark === 'X').length;
  const lacking = rule.evaluationPeriods - there.length;
  const filledWith = (mark: string) => [...there, ...Array.from({ length: lacking }, () => mark)];
  if (count(there) >= rule.datapointsToAlarm) return 'ALARM';
  if (rule.missing === 'breaching') return count(filledWith('X')) >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
  if (rule.missing === 'notBreaching' || lacking === 0 || there.includes('0')) return 'OK';
  if (rule.missing === 'ignore') return before;
  if (there.length === 0) return 'INSUFFICIENT_DATA';
  const firstAt = marks.findIndex((mark) => mark !== '-');
  return marks.length - firstAt >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
}

test('agrees with the rule said naively', () => {
  fc.assert(
    fc.property(aJudgement, aWindow, aState, (judgement, window, before) => {
      expect(evaluate(judgement, window, before).state).toBe(naive(judgement, window, before));
    }),
    { numRuns: 3_000 },
  );
});

test('nothing measured never ends an alarm unless the rule says that it is good', () => {
  fc.assert(
    fc.property(aJudgement, fc.integer({ min: 1, max: 9 }), (judgement, length) => {
      const { state } = evaluate(
        judgement,
        Array.from({ length }, () => null),
        'ALARM',
      );
      if (judgement.missing !== 'notBreaching') expect(state).not.toBe('OK');
    }),
  );
});
