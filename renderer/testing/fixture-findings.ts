import type { DetectionReport, DeviationMap, SeriesReading } from '../../shared/contract/findings';
import { type Finding, FindingFamily, kindOf } from '../../shared/domain/detection/finding';
import { judgedBy } from '../../shared/domain/detection/sensitivity';
import { DetectionSettings, FindingPolicy, type KindSensitivity } from '../../shared/domain/detection/settings';
import { instantOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';
import { lagOf, someFindings } from './findings';
import { fixtureMetrics } from './fixture-metrics';

const THRESHOLD = 0.88;
const MINUTE = 60_000;

/** What an engine finds: some, many, or (in an empty view) nothing while it learns. */
export function fixtureFindings(view: View | null): ConsoleClient['findings'] {
  const isIdle = view === null || Object.keys(view.executions).length === 0;
  const nowMs = Date.parse(view?.engine.engine?.clock.now ?? instantOf(0));
  const isMany = Object.keys(view?.findings ?? {}).length > 300;
  let known: Finding[] = isIdle ? [] : isMany ? [...Object.values(view?.findings ?? {})] : [...someFindings()];
  let settings = DetectionSettings.parse({});
  let revision = 1;
  const whole = () => ({ headers: { etag: `"${revision}"` }, body: settings });
  const find = (findingId: string): Finding => {
    const found = known.find((one) => one.findingId === findingId);
    if (found === undefined) throw new Error('There is no such finding.');
    return found;
  };
  const sensitivityOf = (kind: string): KindSensitivity =>
    settings.sensitivities.find((one) => one.kind === kind) ?? { kind, sensitivity: 1, base: 1, useful: 0, notUseful: 0 };
  return {
    list: async () => ({ items: known, nextToken: null }),
    read: async ({ findingId }) => find(findingId),
    judge: async ({ findingId, verdict, note }) => {
      const before = find(findingId);
      const kind = kindOf(before);
      const was = sensitivityOf(kind);
      const said = verdict === 'withdrawn' ? null : verdict;
      const entry = judgedBy(was, said, before.feedback?.verdict ?? null, true);
      const feedback = said === null ? null : { verdict: said, note: note ?? null, actor: 'desktop', at: instantOf(nowMs) };
      const finding: Finding = { ...before, feedback };
      known = known.map((one) => (one.findingId === findingId ? finding : one));
      const others = settings.sensitivities.filter((one) => one.kind !== kind);
      settings = { ...settings, sensitivities: [...others, entry] };
      return { finding, kind, before: was.sensitivity, sensitivity: entry.sensitivity };
    },
    rule: async ({ findingId }) => ({
      configuration: {
        AlertId: 'lag-of-one-server',
        Name: find(findingId).title,
        Enabled: true,
        Severity: 'MEDIUM',
        Conditions: { MetricName: 'ServerLag', Operator: 'GREATER_THAN', Threshold: 118, Period: 60, EvaluationPeriods: 5 },
      },
      why: 'The threshold is the edge of what was expected.',
    }),
    map: async ({ hours = 6, family }) => mapOf(isIdle ? 0 : isMany ? 500 : 26, Number(hours), nowMs, family ?? null),
    readings: async ({ name, from, to, labels }) => {
      if (name !== 'ServerLag' && name !== 'ReplicationLag')
        return {
          threshold: THRESHOLD,
          why: `${name} is not watched: it tells how much there is, not how something goes.`,
          points: [],
        };
      return {
        threshold: THRESHOLD,
        why: null,
        points: readingsOf(name, from ?? instantOf(nowMs - 3_600_000), to ?? instantOf(nowMs), labels),
      };
    },
    report: async () => reportOf(known, settings, sensitivityOf, nowMs, isIdle),
    settings: {
      get: async () => whole(),
      put: async ({ body }) => {
        settings = DetectionSettings.parse(body);
        revision += 1;
        return whole();
      },
    },
  };
}

function readingsOf(name: string, from: string, to: string, labels: string | undefined): SeriesReading[] {
  const server = labels?.split('server=')[1];
  const series = fixtureMetrics({ name, from, to, stepSeconds: 300, by: 'server' });
  const one = series.find((each) => each.labels.server === server) ?? series[0];
  return (one?.points ?? []).map(({ at, value }, index, all) => {
    const low = Math.max(0, value * 0.5 - 20);
    const isOff = index === Math.floor(all.length * 0.8);
    const isLearning = index < 3;
    return {
      at: instantOf(Date.parse(at)),
      value,
      score: isOff ? 0.97 : 0.2,
      low: isLearning ? null : isOff ? low / 3 : low,
      high: isLearning ? null : isOff ? value * 0.45 : value * 1.25 + 20,
      aspect: isOff ? ('level' as const) : null,
      isLearning,
    };
  });
}

function mapOf(count: number, hours: number, nowMs: number, family: FindingFamily | null): DeviationMap {
  const columns = hours * 6;
  const stepMs = 10 * MINUTE;
  const rows = Array.from({ length: count }, (_, row) => {
    const name = count > 100 ? `app-${String(row).padStart(3, '0')}-eu-frankfurt-payments-clearing.internal` : `app-${row + 1}`;
    const begins = Math.floor(columns * (0.3 + ((row * 37) % 60) / 100));
    return {
      ...lagOf(count > 100 ? name : 'app-03'),
      labels: { server: `s-${row}` },
      name,
      family: row % 4 === 3 ? ('api-latency' as const) : ('replication-lag' as const),
      isLearning: row % 11 === 10,
      cells: Array.from({ length: columns }, (_, column) => {
        if (row % 5 === 4 && column < columns * 0.2) return null;
        const peak = row < 12 && column >= begins && column < begins + 5 ? 0.99 - row * 0.02 : 0;
        return Math.max(peak, 0.35 + 0.2 * Math.sin(column / 3 + row) + ((column * 13 + row * 7) % 29 === 0 ? 0.25 : 0));
      }),
    };
  }).filter((row) => family === null || row.family === family);
  return { from: instantOf(nowMs - columns * stepMs), stepSeconds: 600, threshold: THRESHOLD, rows, total: rows.length };
}

function reportOf(
  known: readonly Finding[],
  settings: DetectionSettings,
  sensitivityOf: (kind: string) => KindSensitivity,
  nowMs: number,
  isIdle: boolean,
): DetectionReport {
  const kinds = [...new Set(known.map(kindOf))];
  return {
    at: instantOf(nowMs),
    isOn: settings.isOn,
    startedAt: instantOf(nowMs - 3_600_000),
    threshold: THRESHOLD,
    series: isIdle ? { watched: 40, learning: 38, leftOut: 0 } : { watched: 318, learning: 6, leftOut: 0 },
    points: { judged: 481_204, perSecond: 5.3, waiting: 0 },
    memoryBytes: 14_200_000,
    trouble: null,
    families: FindingFamily.options.map((family) => ({
      family,
      series: family === 'replication-lag' ? 24 : family === 'api-latency' ? 9 : 0,
      learning: family === 'replication-lag' ? 3 : 0,
      policy: FindingPolicy.parse({
        family,
        alerts: family === 'objective-at-risk' ? 'always' : family === 'replication-lag' ? 'lasting' : 'never',
      }),
      open: known.filter((one) => one.family === family && one.endedAt === null).length,
      found: known.filter((one) => one.family === family).length,
      alerted: known.filter((one) => one.family === family && one.policy.alerts).length,
      useful: family === 'recurring-failure' ? 1 : 0,
      notUseful: family === 'api-latency' ? 1 : 0,
    })),
    kinds: kinds.map((kind) => {
      const { sensitivity, useful, notUseful } = sensitivityOf(kind);
      const [first] = known.filter((one) => kindOf(one) === kind);
      return {
        kind,
        family: first?.family ?? 'platform',
        aspect: first?.aspect ?? 'level',
        sensitivity,
        threshold: 1 - (1 - THRESHOLD) * sensitivity,
        found: known.filter((one) => kindOf(one) === kind).length,
        useful,
        notUseful,
      };
    }),
    days: Array.from({ length: 30 }, (_, index) => ({
      day: instantOf(nowMs - (29 - index) * 86_400_000).slice(0, 10),
      found: isIdle ? 0 : (index * 5) % 7,
      alerted: isIdle ? 0 : (index * 5) % 7 > 4 ? 1 : 0,
      notUseful: 0,
    })),
  };
}
