import { unreachable } from '../../../shared/lib/unreachable';
import type { AlarmSettings, AlarmState, Comparison } from './alarm-types';
import { foldSeries, readInsights, readStat, type Series } from './metric-query';
import type { Metrics, Place } from './metrics';

/** What the last periods of an alarm's metric say. */
export interface Verdict {
  readonly state: AlarmState;
  readonly reason: string;
  /** Values of the judged periods, oldest first; null where there was no data. */
  readonly datapoints: readonly (number | null)[];
}

/** Judges an alarm at `now`, simulated epoch milliseconds. The period under way is not judged before it has ended. */
export function evaluate(metrics: Metrics, place: Place, settings: AlarmSettings, current: AlarmState, now: number): Verdict {
  const { periodMs, evaluationPeriods } = settings;
  const to = Math.floor(now / periodMs) * periodMs;
  const from = to - periodMs * evaluationPeriods;
  const { points } = readAlarmed(metrics, place, settings, from, to);
  const datapoints = Array.from({ length: evaluationPeriods }, (_, index) => {
    const at = from + index * periodMs;
    return points.find((point) => point.at === at)?.value ?? null;
  });
  return judge(settings, current, datapoints);
}

function readAlarmed(metrics: Metrics, place: Place, settings: AlarmSettings, from: number, to: number): Series {
  const { source, periodMs } = settings;
  if (source.kind === 'metric') return readStat(metrics, place, { ...source, periodMs }, from, to);
  const byId = new Map<string, Series>();
  let last: Series = { label: '', points: [] };
  for (const query of source.queries) {
    last = readQuery(metrics, place, query, { periodMs, from, to }, byId);
    byId.set(query.id, last);
    if (query.isReturned) return last;
  }
  return last;
}

function readQuery(
  metrics: Metrics,
  place: Place,
  query: Extract<AlarmSettings['source'], { kind: 'math' }>['queries'][number],
  window: { readonly periodMs: number; readonly from: number; readonly to: number },
  byId: ReadonlyMap<string, Series>,
): Series {
  const { periodMs, from, to } = window;
  if (query.stat !== null) return readStat(metrics, place, { ...query.stat, periodMs }, from, to);
  const folded = foldSeries(query.expression, byId);
  if (folded !== null) return folded;
  const found = readInsights(metrics, place, { text: query.expression, periodMs }, from, to);
  return (found.ok ? found.value[0] : undefined) ?? { label: '', points: [] };
}

/** Source: CloudWatch's rules for missing data and for M out of N datapoints. */
export function judge(settings: AlarmSettings, current: AlarmState, datapoints: readonly (number | null)[]): Verdict {
  const { threshold, comparison, missing, datapointsToAlarm, evaluationPeriods } = settings;
  const known = datapoints.filter((value) => value !== null);
  if (known.length === 0 && missing === 'ignore') return { state: current, reason: '', datapoints };
  if (known.length === 0 && missing === 'missing') {
    return { state: 'INSUFFICIENT_DATA', reason: 'Insufficient Data: no datapoints were received.', datapoints };
  }
  const breaching = datapoints.filter((value) =>
    value === null ? missing === 'breaching' : breaches(value, comparison, threshold),
  );
  const state = breaching.length >= datapointsToAlarm ? 'ALARM' : 'OK';
  const shown = known.map((value) => decimal(value)).join(', ');
  const was = `was ${state === 'ALARM' ? '' : 'not '}${WORDS[comparison]} the threshold (${decimal(threshold)})`;
  const count = state === 'ALARM' ? breaching.length : known.length;
  const tail = `(minimum ${datapointsToAlarm} datapoint${datapointsToAlarm === 1 ? '' : 's'} for ${state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK'} transition).`;
  const reason =
    known.length === 0
      ? `Threshold Crossed: no datapoints were received for ${evaluationPeriods} period${evaluationPeriods === 1 ? '' : 's'} and ${evaluationPeriods} missing datapoints were treated as [${missing === 'breaching' ? 'Breaching' : 'NonBreaching'}].`
      : `Threshold Crossed: ${count} out of the last ${evaluationPeriods} datapoints [${shown}] ${was} ${tail}`;
  return { state, reason, datapoints };
}

const WORDS: Readonly<Record<Comparison, string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

function breaches(value: number, comparison: Comparison, threshold: number): boolean {
  switch (comparison) {
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      return unreachable(comparison);
  }
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
