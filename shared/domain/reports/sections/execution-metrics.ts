import { z } from 'zod';
import { outcomeOf, successOf } from '../../metrics/derive/outcomes';
import type { Execution } from '../../view';
import type { Block, Figure } from '../blocks';
import type { ReportWords, SectionKind } from '../section-kind';
import { executionsOf, executionsTable, planOf } from './executions';
import { averageOf, medianOf, mostOf, sharedTone } from './figures';
import { reasonsTable } from './reasons';
import { ofPlans, ofTypes, periodField, periodical, plansField, typesField } from './settings';

export const EXECUTION_METRICS = [
  'execution_count',
  'success_rate',
  'average_duration',
  'median_duration',
  'longest_duration',
  'servers_recovered',
  'failure_reasons',
  'by_plan',
  'executions',
] as const;
type Metric = (typeof EXECUTION_METRICS)[number];

const Configuration = z.looseObject({
  ...periodical,
  IncludeMetrics: z.array(z.enum(EXECUTION_METRICS)).default([...EXECUTION_METRICS]),
  ...ofPlans,
  ...ofTypes,
});

/** How many executions there were, how they came out and how long they took. */
export const executionMetrics: SectionKind<typeof Configuration> = {
  type: 'EXECUTION_METRICS',
  Configuration,
  fields: [periodField, { name: 'IncludeMetrics', kind: 'choices', values: EXECUTION_METRICS }, plansField, typesField],
  build(context) {
    const { configuration, words } = context;
    const wanted = new Set<Metric>(configuration.IncludeMetrics);
    const executions = executionsOf(context);
    if (executions.length === 0) return [{ kind: 'text', paragraphs: [words('executions.none')] }];
    const figures = figuresOf(executions, wanted, words);
    return [
      ...(figures.length > 0 ? [{ kind: 'figures', figures } satisfies Block] : []),
      ...(wanted.has('by_plan') ? [byPlan(executions, words)] : []),
      ...(wanted.has('failure_reasons') ? [reasonsTable(executions, words)] : []),
      ...(wanted.has('executions') ? [executionsTable(executions, words)] : []),
    ];
  },
};

function figuresOf(executions: readonly Execution[], wanted: ReadonlySet<Metric>, words: ReportWords): Figure[] {
  const { rate, succeeded, withLosses, failed, cancelled } = successOf(executions);
  const counted = succeeded.length + withLosses.length + failed.length;
  const open = executions.length - counted - cancelled.length;
  const durations = durationsOf(executions);
  const over = durations.length === 0 ? words('metrics.noDuration') : words('metrics.overCompleted', { count: durations.length });
  const duration = (label: string, value: number | null): Figure => ({
    label: words(label),
    value,
    unit: 'duration',
    note: over,
  });
  const servers = executions.reduce((sum, { counts }) => sum + counts.total, 0);
  const launched = executions.reduce((sum, { counts }) => sum + counts.launched, 0);
  const all: readonly (readonly [Metric, Figure])[] = [
    [
      'execution_count',
      {
        label: words('metrics.count'),
        value: executions.length,
        unit: 'count',
        note: words('metrics.countNote', {
          succeeded: succeeded.length,
          losses: withLosses.length,
          failed: failed.length,
          cancelled: cancelled.length,
          open,
        }),
      },
    ],
    [
      'success_rate',
      {
        label: words('metrics.successRate'),
        value: rate,
        unit: 'fraction',
        ...sharedTone(rate),
        note: rate === null ? words('metrics.noneEnded') : words('metrics.successNote', { good: succeeded.length, all: counted }),
      },
    ],
    ['average_duration', duration('metrics.averageDuration', averageOf(durations))],
    ['median_duration', duration('metrics.medianDuration', medianOf(durations))],
    ['longest_duration', duration('metrics.longestDuration', mostOf(durations))],
    [
      'servers_recovered',
      {
        label: words('metrics.serversRecovered'),
        value: launched,
        unit: 'count',
        note: words('metrics.serversNote', { all: servers }),
      },
    ],
  ];
  return all.flatMap(([metric, figure]) => (wanted.has(metric) ? [figure] : []));
}

/** Of executions that completed, milliseconds. */
export function durationsOf(executions: readonly Execution[]): number[] {
  return executions.flatMap(({ status, durationSeconds }) =>
    status === 'COMPLETED' && durationSeconds !== null ? [durationSeconds * 1000] : [],
  );
}

function byPlan(executions: readonly Execution[], words: ReportWords): Block {
  const plans = new Map<string, Execution[]>();
  for (const one of executions) {
    const name = planOf(one, words);
    plans.set(name, [...(plans.get(name) ?? []), one]);
  }
  const rows = [...plans]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([plan, its]) => {
      const { rate, succeeded, withLosses, failed } = successOf(its);
      const durations = durationsOf(its);
      const open = its.filter((one) => outcomeOf(one) === 'open').length;
      return [plan, its.length, succeeded.length, withLosses.length, failed.length, open, rate, averageOf(durations)];
    });
  return {
    kind: 'table',
    caption: words('metrics.byPlan'),
    columns: [
      { key: 'plan', title: words('column.plan'), kind: 'text', weight: 3 },
      { key: 'executions', title: words('column.executions'), kind: 'integer' },
      { key: 'succeeded', title: words('outcome.succeeded'), kind: 'integer' },
      { key: 'with_losses', title: words('outcome.with-losses'), kind: 'integer' },
      { key: 'failed', title: words('outcome.failed'), kind: 'integer' },
      { key: 'open', title: words('outcome.open'), kind: 'integer' },
      { key: 'success_rate', title: words('metrics.successRate'), kind: 'fraction' },
      { key: 'average_duration', title: words('metrics.averageDuration'), kind: 'duration', weight: 1.3 },
    ],
    count: rows.length,
    rows: () => rows,
    empty: words('executions.none'),
  };
}
