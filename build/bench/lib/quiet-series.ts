import { seededRandom } from '../../../electron/engine/testing/fakes';
import type { Labels } from '../../../shared/domain/metrics/labels';

/** A generated series of a quiet console: nothing in it is wrong, and hardly anything in it is steady. */
export interface QuietSeries {
  readonly metric: string;
  readonly contextId: string;
  readonly labels: Labels;
  /** Values of the minute that ends at `atMs`; none where nothing was measured. */
  next(atMs: number): readonly number[];
}

type Draw = () => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CONTEXT = 'payroll-prod@us-east-1';

/** A hundred series in the mix of an estate of forty servers. Every seed has habits of its own: hours, sizes, noise. */
export function quietSeries(seed: number): QuietSeries[] {
  const { unit } = seededRandom(seed);
  const servers = Array.from({ length: 40 }, (_, index) => `s-${String(index).padStart(17, '0')}`);
  const of = (metric: string, labels: Labels, next: QuietSeries['next'], contextId = CONTEXT): QuietSeries => ({
    metric,
    contextId,
    labels,
    next,
  });
  return [
    ...servers.map((server) => of('ServerLag', { server }, lag(unit, 1))),
    ...servers.slice(0, 30).map((server) => of('ServerBacklog', { server }, lag(unit, 4 * 1024 * 1024))),
    ...servers
      .slice(0, 5)
      .map((server) => of('ReplicationLag', { server, account: '1', region: 'us-east-1' }, every(5, lag(unit, 1)))),
    ...['drs', 'ec2', 'states', 'dynamodb', 'sqs'].map((service) => of('ApiLatency', { service }, latencies(unit, 0.12, 6))),
    ...['drs', 'ec2', 'states', 'dynamodb', 'sqs'].map((service) => of('ApiErrors', { service }, counts(unit, 0.02, 0.3))),
    ...['drs', 'ec2'].map((service) => of('ApiThrottles', { service }, counts(unit, 0.05, 0.5))),
    ...['webhook', 'email', 'slack'].map((carrier) => of('DeliveryLatency', { carrier }, latencies(unit, 0.8, 0.05))),
    ...['webhook', 'email', 'slack'].map((carrier) => of('MessagesFailed', { carrier }, counts(unit, 0.002, 0))),
    of('JournalEvents', {}, counts(unit, 25, 0.7), 'console'),
    ...['timeout', 'retrying', 'refused', 'slow'].map((pattern) =>
      of('LogPatternLines', { logGroup: '/aws/lambda/orchestrator', pattern }, counts(unit, 0.2, 0.6)),
    ),
    of('QueueDepth', { queue: 'console', account: '1', region: 'us-east-1' }, every(5, counts(unit, 1, 0.5))),
    of('FunctionErrors', { function: 'orchestrator', account: '1', region: 'us-east-1' }, every(5, counts(unit, 0.02, 0))),
  ];
}

/** How busy this minute is: 1 by night; by day more, at weekends less. */
function rhythm(unit: Draw): (atMs: number) => number {
  const swing = 0.5 + 2 * unit();
  const peak = (9 + 8 * unit()) / 24;
  const weekend = 0.2 + 0.6 * unit();
  return (atMs) => {
    const day = Math.floor(atMs / DAY_MS);
    const part = (atMs % DAY_MS) / DAY_MS;
    const isWeekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
    const wave = Math.max(0, Math.cos((part - peak) * 2 * Math.PI));
    return 1 + swing * wave * (isWeekend ? weekend : 1);
  };
}

/** Seconds or bytes behind: small with the day's writes, wandering slowly, and larger for the while of a nightly job. */
function lag(unit: Draw, scale: number): QuietSeries['next'] {
  const busy = rhythm(unit);
  const base = (2 + 20 * unit()) * scale;
  const noise = 0.15 + 0.5 * unit();
  const hasJob = unit() < 0.6;
  const jobStart = 22 * 60 + Math.floor(300 * unit());
  const jobTimes = 3 + 12 * unit();
  const usualMinutes = 20 + 60 * unit();
  let wander = 0;
  let today = { day: -1, start: 0, minutes: 0, height: 0 };
  return (atMs) => {
    wander = 0.97 * wander + 0.25 * normal(unit) * noise;
    const minute = Math.floor(atMs / MINUTE_MS);
    const day = Math.floor((minute - jobStart) / 1440);
    if (day !== today.day)
      today = {
        day,
        start: Math.floor(10 * unit()),
        minutes: usualMinutes * Math.exp(0.2 * normal(unit)),
        height: jobTimes * Math.exp(0.25 * normal(unit)),
      };
    const since = minute - jobStart - day * 1440 - today.start;
    const job = hasJob && since >= 0 && since < today.minutes ? today.height : 0;
    return [Math.max(0, Math.round(base * (busy(atMs) + job) * Math.exp(wander + noise * 0.4 * normal(unit))))];
  };
}

/** Seconds each, several a minute; a few are slow. */
function latencies(unit: Draw, seconds: number, aMinute: number): QuietSeries['next'] {
  const busy = rhythm(unit);
  const usual = seconds * (0.5 + unit());
  const spread = 0.2 + 0.4 * unit();
  return (atMs) => {
    const load = busy(atMs);
    return Array.from({ length: poisson(unit, aMinute * load) }, () => {
      const slow = unit() < 0.003 ? 2 + 3 * unit() : 1;
      return usual * slow * (1 + 0.1 * (load - 1)) * Math.exp(spread * normal(unit));
    });
  };
}

/** How many in the minute: independent of one another, save that some come in small bursts. Nothing is written where there were none. */
function counts(unit: Draw, aMinute: number, bursts: number): QuietSeries['next'] {
  const busy = rhythm(unit);
  const usual = aMinute * (0.5 + unit());
  return (atMs) => {
    const burst = unit() < 0.002 * bursts ? 1 + 3 * unit() : 1;
    const number = poisson(unit, usual * busy(atMs) * burst);
    return number === 0 ? [] : [number];
  };
}

/** As AWS tells: once in so many minutes. */
function every(minutes: number, next: QuietSeries['next']): QuietSeries['next'] {
  return (atMs) => (Math.floor(atMs / MINUTE_MS) % minutes === 0 ? [next(atMs)[0] ?? 0] : []);
}

function normal(unit: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
}

function poisson(unit: Draw, mean: number): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(unit)));
  const least = Math.exp(-mean);
  let product = unit();
  let number = 0;
  while (product > least) {
    product *= unit();
    number += 1;
  }
  return number;
}
