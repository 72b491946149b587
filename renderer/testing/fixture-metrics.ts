import type { MetricSeries } from '../../shared/contract/telemetry';
import { metricList } from '../../shared/domain/capacity/metric-list';
import { instantOf } from '../../shared/domain/primitives';
import { idOf } from './drill';
import { contextId } from './world';

/** Values of each label that fixtures know. */
const values: Readonly<Record<string, readonly string[]>> = {
  server: [
    'db-01',
    'db-02',
    'db-03',
    'app-01',
    'app-02',
    'app-03',
    'app-04',
    'app-05',
    'web-01',
    'web-02',
    'web-03',
    'web-04',
  ].map((name) => `s-${idOf(name)}`),
  plan: ['Payroll DR', 'Ledger DR', 'Payments clearing and settlement, Frankfurt region'],
  phase: ['SNAPSHOT', 'CONVERSION', 'LAUNCH'],
  service: ['drs', 'states', 'dynamodb', 'sqs', 'cloudwatch'],
  carrier: ['email-ses', 'slack-webhook', 'pagerduty'],
  queue: ['tocsin-console-inst-1'],
  severity: ['CRITICAL', 'HIGH', 'MEDIUM'],
};

interface Asked {
  readonly name: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly stepSeconds?: unknown;
  readonly by?: string | undefined;
}

/** Points of any metric: a wave and a peak for each value of the labels asked by, with a hole in the middle. */
export function fixtureMetrics({ name, from, to, stepSeconds, by }: Asked): readonly MetricSeries[] {
  const toMs = Date.parse(to ?? '2026-03-14T09:40:00.000Z');
  const fromMs = Date.parse(from ?? instantOf(toMs - 3 * 3_600_000));
  const stepMs = typeof stepSeconds === 'number' ? stepSeconds * 1000 : (toMs - fromMs) / 60;
  const unit = metricList.find((one) => one.name === name)?.unit ?? 'Count';
  const labels = (by ?? 'server').split(',').filter((one) => one in values);
  return combinations(labels).map((set, place) => ({
    contextId,
    name,
    unit,
    labels: set,
    points: pointsOf(fromMs, toMs, stepMs, place, sizeOf(unit)),
  }));
}

function combinations(labels: readonly string[]): readonly Record<string, string>[] {
  return labels.reduce<readonly Record<string, string>[]>(
    (sets, label) => sets.flatMap((set) => (values[label] ?? []).map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
}

function sizeOf(unit: MetricSeries['unit']): number {
  return unit === 'Bytes' ? 180e6 : unit === 'Seconds' ? 420 : 24;
}

function pointsOf(fromMs: number, toMs: number, stepMs: number, place: number, size: number): MetricSeries['points'] {
  const count = Math.max(1, Math.min(2_000, Math.floor((toMs - fromMs) / stepMs)));
  return Array.from({ length: count }, (_, n) => ({
    at: instantOf(Math.floor(fromMs + n * stepMs)),
    value: (size * (1.2 + Math.sin(n / 9 + place * 1.7)) * (1 + (n === Math.floor(count * 0.8) ? 2 : 0))) / (1 + (place % 4)),
  })).filter((_, n) => count < 20 || n < count * 0.4 || n > count * 0.48);
}
