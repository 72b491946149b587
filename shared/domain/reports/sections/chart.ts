import { z } from 'zod';
import { rtoMet } from '../../metrics/derive/objectives-met';
import { outcomeOf, successOf } from '../../metrics/derive/outcomes';
import { Instant } from '../../primitives';
import type { Execution } from '../../view';
import type { ChartBlock, Period } from '../blocks';
import type { ReportWords, SectionContext, SectionKind } from '../section-kind';
import { bucketAt, bucketsOf, STEPS } from './buckets';
import { durationsOf } from './execution-metrics';
import { executionsOf } from './executions';
import { averageOf } from './figures';
import { SEVERITIES, untilAnswered } from './incident-times';
import { objectivesOf } from './rto-rpo';
import { isOfPlans, ofPlans, ofTypes, periodField, periodical, plansField, typesField } from './settings';

export const CHART_METRICS = [
  'executions',
  'success_rate',
  'average_duration',
  'rto_met',
  'recovery_point',
  'incidents',
  'time_to_acknowledge',
  'notifications',
  'audit_entries',
] as const;
type Metric = (typeof CHART_METRICS)[number];

const Configuration = z.looseObject({
  ...periodical,
  Metric: z.enum(CHART_METRICS).default('executions'),
  Step: z.enum(STEPS).default('AUTO'),
  ...ofPlans,
  ...ofTypes,
});
type Context = SectionContext<z.infer<typeof Configuration>>;

/** One figure over time. */
export const chart: SectionKind<typeof Configuration> = {
  type: 'CHART',
  Configuration,
  fields: [
    periodField,
    { name: 'Metric', kind: 'choice', values: CHART_METRICS },
    { name: 'Step', kind: 'choice', values: STEPS },
    plansField,
    typesField,
  ],
  build(context) {
    const { words, configuration } = context;
    const drawn = drawing(configuration.Metric, context);
    if (drawn === null) return [{ kind: 'text', paragraphs: [words('chart.none')] }];
    return [{ kind: 'chart', caption: words(`chart.${configuration.Metric}`), ...drawn }];
  },
};

type Drawing = Omit<ChartBlock, 'kind' | 'caption'>;
interface Timed<T> {
  readonly at: Instant;
  readonly thing: T;
}

/** Things by step; null where there are none. A period without beginning starts where they do. */
function byStep<T>(things: readonly Timed<T>[], { period, configuration }: Context): { labels: string[]; groups: T[][] } | null {
  const first = things.reduce<Instant | null>((least, { at }) => (least === null || at < least ? at : least), null);
  if (first === null) return null;
  const from = period.name === 'ALL' && first > period.from ? first : period.from;
  const buckets = bucketsOf({ ...period, from } satisfies Period, configuration.Step);
  const groups = buckets.map((): T[] => []);
  for (const { at, thing } of things) groups[bucketAt(buckets, at)]?.push(thing);
  return { labels: buckets.map(({ label }) => label), groups };
}

function drawing(metric: Metric, context: Context): Drawing | null {
  switch (metric) {
    case 'executions':
    case 'success_rate':
    case 'average_duration':
    case 'rto_met':
      return ofExecutions(metric, context);
    case 'recovery_point':
      return ofPoints(context);
    case 'incidents':
    case 'time_to_acknowledge':
      return ofIncidents(metric, context);
    case 'notifications':
      return ofDeliveries(context);
    case 'audit_entries':
      return ofAudit(context);
  }
}

function line(words: ReportWords, name: string, labels: string[], unit: Drawing['unit'], values: (number | null)[]): Drawing {
  return { form: 'line', unit, labels, series: [{ name: words(name), values }] };
}

function ofExecutions(metric: 'executions' | 'success_rate' | 'average_duration' | 'rto_met', context: Context): Drawing | null {
  const { sources, words } = context;
  const executions = executionsOf(context);
  const steps = byStep(
    executions.flatMap((thing): Timed<Execution>[] => (thing.startedAt === null ? [] : [{ at: thing.startedAt, thing }])),
    context,
  );
  if (steps === null) return null;
  const { labels, groups } = steps;
  switch (metric) {
    case 'executions': {
      const of = (outcome: ReturnType<typeof outcomeOf>) =>
        groups.map((its) => its.filter((one) => outcomeOf(one) === outcome).length);
      return {
        form: 'stacked-bars',
        unit: 'count',
        labels,
        series: [
          { name: words('outcome.succeeded'), tone: 'good', values: of('succeeded') },
          { name: words('outcome.with-losses'), tone: 'warning', values: of('with-losses') },
          { name: words('outcome.failed'), tone: 'bad', values: of('failed') },
          { name: words('outcome.cancelled'), tone: 'neutral', values: of('cancelled') },
          { name: words('outcome.open'), values: of('open') },
        ],
      };
    }
    case 'success_rate':
      return line(
        words,
        'metrics.successRate',
        labels,
        'fraction',
        groups.map((its) => successOf(its).rate),
      );
    case 'average_duration':
      return line(
        words,
        'metrics.averageDuration',
        labels,
        'duration',
        groups.map((its) => averageOf(durationsOf(its))),
      );
    case 'rto_met': {
      const promised = objectivesOf(sources, executions);
      return line(
        words,
        'objectives.rtoMet',
        labels,
        'fraction',
        groups.map((its) => rtoMet(its, promised).share),
      );
    }
  }
}

function ofPoints(context: Context): Drawing | null {
  const { sources, period, configuration, words } = context;
  const points = [...sources.recoveryPoints(period)].filter((point) => isOfPlans(configuration, point));
  const steps = byStep(
    points.map(({ at, seconds }) => ({ at: Instant.parse(at), thing: seconds * 1000 })),
    context,
  );
  if (steps === null) return null;
  const longest = steps.groups.map((its) => (its.length === 0 ? null : its.reduce((most, one) => Math.max(most, one), 0)));
  return line(words, 'objectives.furthest', steps.labels, 'duration', longest);
}

function ofIncidents(metric: 'incidents' | 'time_to_acknowledge', context: Context): Drawing | null {
  const { sources, period, configuration, words } = context;
  const found: Timed<{ readonly severity: string; readonly answeredMs: number | null }>[] = [];
  for (const one of sources.incidents(period))
    if (one.status !== 'MERGED' && isOfPlans(configuration, one))
      found.push({ at: one.openedAt, thing: { severity: one.severity, answeredMs: untilAnswered(one) } });
  const steps = byStep(found, context);
  if (steps === null) return null;
  const { labels, groups } = steps;
  if (metric === 'time_to_acknowledge')
    return line(
      words,
      'incidents.untilAnswered',
      labels,
      'duration',
      groups.map((its) => averageOf(its.flatMap(({ answeredMs }) => answeredMs ?? []))),
    );
  const tones = { CRITICAL: 'bad', HIGH: 'warning' } as const;
  return {
    form: 'stacked-bars',
    unit: 'count',
    labels,
    series: SEVERITIES.map((severity) => ({
      name: words(`severity.${severity}`),
      ...(severity === 'CRITICAL' || severity === 'HIGH' ? { tone: tones[severity] } : {}),
      values: groups.map((its) => its.filter((one) => one.severity === severity).length),
    })),
  };
}

function ofDeliveries(context: Context): Drawing | null {
  const { sources, period, words } = context;
  const found: Timed<'good' | 'bad' | 'other'>[] = [];
  for (const { at, state } of sources.deliveries(period)) {
    const isGood = state === 'accepted' || state === 'delivered';
    found.push({ at, thing: isGood ? 'good' : state === 'failed' || state === 'expired' ? 'bad' : 'other' });
  }
  const steps = byStep(found, context);
  if (steps === null) return null;
  const of = (wanted: string) => steps.groups.map((its) => its.filter((one) => one === wanted).length);
  return {
    form: 'stacked-bars',
    unit: 'count',
    labels: steps.labels,
    series: [
      { name: words('delivery.is-delivered'), tone: 'good', values: of('good') },
      { name: words('delivery.is-failed'), tone: 'bad', values: of('bad') },
      { name: words('chart.otherDeliveries'), tone: 'neutral', values: of('other') },
    ],
  };
}

/** Counted step by step, so that a million entries are never read. */
function ofAudit({ sources, period, configuration, words }: Context): Drawing | null {
  if (sources.countAudit(period, []) === 0) return null;
  let from = period.from;
  if (period.name === 'ALL')
    for (const { at } of sources.audit(period, [])) {
      from = at;
      break;
    }
  const buckets = bucketsOf({ ...period, from: from < period.to ? from : period.from }, configuration.Step);
  return {
    form: 'bars',
    unit: 'count',
    labels: buckets.map(({ label }) => label),
    series: [
      {
        name: words('audit.entries'),
        values: buckets.map((bucket) => sources.countAudit({ ...period, from: bucket.from, to: bucket.to }, [])),
      },
    ],
  };
}
