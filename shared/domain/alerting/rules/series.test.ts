import { describe, expect, test } from 'vitest';
import { summaryOf, tryOnSeries } from './backtest';
import { judgedSeries, judgeSeries, type PeriodSeries, windowAt } from './series';
import { compiled } from './testing/rules';

const MINUTE = 60_000;
const series = (values: readonly (readonly [number, number])[], labels = { plan: 'A' }): PeriodSeries => ({
  contextId: 'c',
  labels,
  values: new Map(values.map(([minute, value]) => [minute * MINUTE, value])),
});

describe('the period that goes on', () => {
  const rule = compiled();
  test('counts once it breaches for good', () => {
    const going = series([
      [8, 100],
      [9, 100],
      [10, 3601],
    ]);
    expect(windowAt(rule, going, rule.judgement, 10.5 * MINUTE)).toEqual([100, 100, 3601]);
    expect(judgeSeries(rule, going, rule.judgement, 'OK', 10.5 * MINUTE).state).toBe('ALARM');
  });
  test('does not end an alarm before it is over', () => {
    const going = series([
      [8, 100],
      [9, 3700],
      [10, 10],
    ]);
    expect(judgeSeries(rule, going, rule.judgement, 'ALARM', 10.5 * MINUTE).state).toBe('ALARM');
    expect(judgeSeries(rule, going, rule.judgement, 'ALARM', 11 * MINUTE).state).toBe('OK');
  });
  test('is not looked at where it may still turn', () => {
    const average = compiled({
      Conditions: { MetricName: 'ServerLag', Statistic: 'Average', Threshold: 5, Operator: 'GREATER_THAN' },
    });
    expect(
      judgeSeries(
        average,
        series([
          [9, 1],
          [10, 9],
        ]),
        average.judgement,
        'OK',
        10.5 * MINUTE,
      ).state,
    ).toBe('OK');
  });
});

test('an expression has one series for each set of labels, with a value where all it needs was measured', () => {
  const rule = compiled({
    Conditions: {
      Metrics: { m1: { MetricName: 'ExecutionsFailed' }, m2: { MetricName: 'ExecutionsCompleted' } },
      Expression: 'fill(m1, 0) / (fill(m1, 0) + m2) * 100',
      Threshold: 10,
    },
  });
  const judged = judgedSeries(
    rule.subject,
    new Map([
      ['m1', [series([[1, 1]]), series([[1, 4]], { plan: 'B' })]],
      [
        'm2',
        [
          series([
            [1, 3],
            [2, 5],
          ]),
        ],
      ],
    ]),
  );
  expect(judged.map(({ labels, values }) => [labels.plan, [...values]])).toEqual([
    [
      'A',
      [
        [1 * MINUTE, 25],
        [2 * MINUTE, 0],
      ],
    ],
    ['B', []],
  ]);
});

describe('a trial on what was recorded', () => {
  const rule = compiled({
    Conditions: { MetricName: 'ServerLag', Threshold: 900, ClearThreshold: 600, Operator: 'GREATER_THAN', Period: 300 },
  });
  const effective = { judgement: rule.judgement, severity: rule.severity };
  const about = { series: 's', labels: {} };
  const lag = (values: readonly number[]) => ({ values: new Map(values.map((value, index) => [index * 5 * MINUTE, value])) });

  test('tells when, how long and how far', () => {
    const range = { fromMs: 0, toMs: 60 * MINUTE };
    const { openings } = tryOnSeries(rule, lag([0, 950, 1200, 700, 500, 0, 0, 901, 0, 0, 0, 0]), effective, about, range);
    expect(openings).toEqual([
      { ...about, fromMs: 10 * MINUTE, toMs: 25 * MINUTE, peak: 1200 },
      { ...about, fromMs: 40 * MINUTE, toMs: 45 * MINUTE, peak: 901 },
    ]);
    expect(summaryOf(openings, range)).toMatchObject({
      alerts: 2,
      longestSeconds: 900,
      meanSeconds: 600,
      alarmShare: 20 / 60,
      stillOpen: 0,
    });
  });

  test('leaves open what still stands, also while nothing is measured any more', () => {
    const values = new Map([[0, 950]]);
    const { openings, unknownMs } = tryOnSeries(rule, { values }, effective, about, { fromMs: 0, toMs: 40 * 3_600_000 });
    expect(openings).toEqual([{ ...about, fromMs: 5 * MINUTE, toMs: null, peak: 950 }]);
    expect(unknownMs).toBeGreaterThan(0);
  });

  test('time in which several stood is counted once', () => {
    const openings = [
      { ...about, fromMs: 0, toMs: 60_000, peak: 1 },
      { ...about, fromMs: 30_000, toMs: null, peak: 1 },
    ];
    expect(summaryOf(openings, { fromMs: 0, toMs: 120_000 }).alarmShare).toBe(1);
  });
});
