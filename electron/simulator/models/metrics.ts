/** A metric of one account and region. */
export interface MetricKey {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What was measured in one minute, as CloudWatch keeps it. */
export interface Statistics {
  readonly sum: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface Minute extends Statistics {
  /** Simulated epoch milliseconds, a whole minute. */
  readonly at: number;
}

/** Metrics that are not stored but read from a model when somebody asks, such as the lag of 4,000 servers. */
export interface MetricSource {
  readonly namespace: string;
  covers(place: Place): boolean;
  list(place: Place): readonly MetricKey[];
  /** Value at a simulated instant; null when not known. */
  read(metric: MetricKey, at: number, place: Place): number | null;
}

export interface Metrics {
  /** Adds one value, or a set of values already summed up. `at` in simulated epoch milliseconds. */
  add(place: Place, metric: MetricKey, at: number, value: number | Statistics): void;
  provide(source: MetricSource): void;
  list(place: Place): readonly MetricKey[];
  /** Minutes in [from, to), oldest first. */
  minutes(place: Place, metric: MetricKey, from: number, to: number): readonly Minute[];
}

export const MINUTE_MS = 60_000;
/** A week; older minutes are forgotten. */
const KEPT_MINUTES = 10_080;

export function createMetrics(): Metrics {
  const series = new Map<string, { readonly place: Place; readonly metric: MetricKey; minutes: Minute[] }>();
  const sources: MetricSource[] = [];

  const sourcesIn = (place: Place) => sources.filter((source) => source.covers(place));

  return {
    add: (place, metric, at, value) => {
      const key = seriesKey(place, metric);
      const entry = series.get(key) ?? { place, metric, minutes: [] };
      series.set(key, entry);
      addTo(entry.minutes, Math.floor(at / MINUTE_MS) * MINUTE_MS, typeof value === 'number' ? single(value) : value);
    },
    provide: (source) => sources.push(source),
    list: (place) => [
      ...[...series.values()].filter((entry) => samePlace(entry.place, place)).map((entry) => entry.metric),
      ...sourcesIn(place).flatMap((source) => source.list(place)),
    ],
    minutes: (place, metric, from, to) => {
      const stored = series.get(seriesKey(place, metric))?.minutes.filter(({ at }) => at >= from && at < to) ?? [];
      const source = sourcesIn(place).find(({ namespace }) => namespace === metric.namespace);
      return source === undefined ? stored : [...stored, ...readMinutes(source, place, metric, from, to)];
    },
  };
}

function addTo(minutes: Minute[], at: number, added: Statistics): void {
  // Nearly every value belongs to the newest minute; late ones are put where they belong.
  let index = minutes.length - 1;
  while ((minutes[index]?.at ?? at) > at) index -= 1;
  const found = minutes[index];
  if (found?.at === at) minutes[index] = { at, ...merge(found, added) };
  else minutes.splice(index + 1, 0, { at, ...added });
  if (minutes.length > KEPT_MINUTES) minutes.shift();
}

function readMinutes(source: MetricSource, place: Place, metric: MetricKey, from: number, to: number): readonly Minute[] {
  const first = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  const count = Math.min(Math.max(Math.ceil((to - first) / MINUTE_MS), 0), KEPT_MINUTES);
  return Array.from({ length: count }, (_, index) => first + index * MINUTE_MS).flatMap((at) => {
    const value = source.read(metric, at, place);
    return value === null ? [] : [{ at, ...single(value) }];
  });
}

/** Two sets of values as one. */
export function merge(a: Statistics, b: Statistics): Statistics {
  return {
    sum: a.sum + b.sum,
    count: a.count + b.count,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
  };
}

function single(value: number): Statistics {
  return { sum: value, count: 1, minimum: value, maximum: value };
}

export function samePlace(a: Place, b: Place): boolean {
  return a.account === b.account && a.region === b.region;
}

function seriesKey({ account, region }: Place, { namespace, name, dimensions }: MetricKey): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([account, region, namespace, name, sorted]);
}
