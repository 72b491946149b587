import type { ExecutionId, ServerId } from '../primitives';
import { type Sample, type Shrunk, shrink } from './levels';
import { type ExecutionCourse, type ServerCourse, type Stretch, stretches } from './past';
import { medianOf, quantileOf, robustMean, spreadOf } from './robust';
import { type Student, studentOf } from './student';

/** What past executions teach about the next one. Learned anew whenever one ends; asked many times between. */
export interface History {
  /** Executions in which at least one server was launched. */
  readonly executions: number;
  /** Executions that completed. */
  readonly completed: readonly { readonly executionId: ExecutionId; readonly plan: string }[];
  readonly ofPlan: (plan: string) => number;
  readonly servers: number;
  /** Whether anybody ever ran this wave, or servers of it. */
  readonly knowsWave: (plan: string, waveNumber: number, servers: readonly ServerId[]) => boolean;
  /** Expected logarithm of the seconds of a stretch of a server, and the spread of its scatter (Student's t). */
  readonly expected: (server: ServerCourse, plan: string, stretch: Stretch) => { readonly mean: number; readonly scale: number };
  readonly takes: (plan: string, stretch: Stretch) => boolean;
  /** Scatter of single servers. */
  readonly scatter: Student;
  /** A whole execution is slower or faster than the last ones by this much: spread of a logarithm. */
  readonly paceSpread: number;
  /** Likewise one stretch of one wave, for all of its servers. */
  readonly waveSpread: Readonly<Record<Stretch, number>>;
  /** Share of launches that fail and are tried again, and how many seconds that took; of the past, and a guess. */
  readonly retryRate: number;
  readonly retrySeconds: readonly number[];
  /** Share of servers that are lost in a stretch, and the seconds after which they were. */
  readonly lossRate: Readonly<Record<Stretch, number>>;
  readonly lossSeconds: Readonly<Record<Stretch, readonly number[]>>;
  /** Seconds, in ascending order: start to first job; last launch to the next job; last launch to the job's end; last launch to the end. */
  readonly gaps: Gaps;
}

export interface Gaps {
  readonly beginning: readonly number[];
  readonly handover: readonly number[];
  readonly closing: readonly number[];
  readonly ending: readonly number[];
}

/** Executions of the past that count half as much as the newest one. */
const HALF_LIFE = 10;
const ROUNDS = 3;
/** What is believed before anything was seen, and how many observations that is worth. */
const PRIOR = { scatter: 0.12, scatterWorth: 10, pace: 0.17, paceWorth: 3, wave: 0.1, waveWorth: 3, server: 0.15 } as const;
const SHAPES = [2, 3, 4, 6, 12] as const;

interface Observed extends Sample {
  readonly raw: number;
  readonly execution: number;
  readonly waveKey: string;
}

/** Learns from past executions, oldest first or not. Pure: the same past teaches the same. */
export function learnFrom(past: readonly ExecutionCourse[]): History {
  const runs = past
    .filter(({ servers }) => servers.some(({ outcome }) => outcome === 'launched'))
    .sort((a, b) => a.startedMs - b.startedMs || (a.executionId < b.executionId ? -1 : 1));
  const kinds = kindsOf(runs);
  const kindOf = (server: ServerCourse) => kinds.get(server.sourceServerId) ?? server.kind;
  const observed = observe(runs, kindOf);
  const learned = fit(runs, observed);
  const plans = countBy(runs.map(({ plan }) => plan));
  const known = new Set(
    runs.flatMap(({ servers }) =>
      servers.filter(({ launchedMs }) => launchedMs !== null).map(({ sourceServerId }) => sourceServerId),
    ),
  );
  const waves = new Set(
    runs.flatMap(({ plan, waves: all }) =>
      all.filter(({ launchedMs }) => launchedMs !== null).map(({ waveNumber }) => `${plan}/${waveNumber}`),
    ),
  );
  const paths = pathsOf(runs);
  const completed = runs.filter(({ outcome }) => outcome === 'completed');
  return {
    executions: runs.length,
    completed: completed.map(({ executionId, plan }) => ({ executionId, plan })),
    ofPlan: (plan) => plans.get(plan) ?? 0,
    servers: known.size,
    knowsWave: (plan, waveNumber, servers) =>
      waves.has(`${plan}/${waveNumber}`) ||
      (servers.length > 0 && servers.filter((id) => known.has(id)).length * 2 >= servers.length),
    expected(server, plan, stretch) {
      const { mean, variance } = learned.levels[stretch].expected(groupsOf(plan, server, kindOf(server)), PRIOR.server);
      return {
        mean: mean + learned.drift,
        scale: narrowing(learned.shape) * Math.sqrt(learned.scatterOf[stretch] ** 2 + variance),
      };
    },
    takes: (plan, stretch) => paths.get(`${plan}/${stretch}`) ?? paths.get(stretch) ?? true,
    scatter: learned.shape,
    paceSpread: learned.paceSpread,
    waveSpread: learned.waveSpread,
    ...accidents(runs),
    gaps: gapsOf(runs),
  };
}

function groupsOf(plan: string, server: ServerCourse, kind: string): readonly string[] {
  return [
    'all',
    `plan:${plan}`,
    `wave:${plan}/${server.waveNumber}`,
    kind === '' ? '' : `kind:${kind}`,
    `server:${server.sourceServerId}`,
  ];
}

/** The newest kind known of each server: an instance type is said only once it was launched. */
function kindsOf(runs: readonly ExecutionCourse[]): ReadonlyMap<string, string> {
  return new Map(
    runs.flatMap(({ servers }) =>
      servers.filter(({ kind }) => kind !== '').map(({ sourceServerId, kind }) => [sourceServerId, kind]),
    ),
  );
}

type Observations = Readonly<Record<Stretch, Observed[]>>;

function observe(runs: readonly ExecutionCourse[], kindOf: (server: ServerCourse) => string): Observations {
  const observed: Observations = { WAITING: [], SNAPSHOT: [], CONVERSION: [], LAUNCH: [] };
  runs.forEach((run, execution) => {
    const weight = 0.5 ** ((runs.length - 1 - execution) / HALF_LIFE);
    for (const server of run.servers) {
      for (const { stretch, seconds, isOpen } of server.courses) {
        if (isOpen) continue;
        const raw = Math.log(Math.max(1, seconds));
        const groups = groupsOf(run.plan, server, kindOf(server));
        observed[stretch].push({ raw, value: raw, weight, groups, execution, waveKey: `${execution}/${server.waveNumber}` });
      }
    }
  });
  return observed;
}

interface Learned {
  readonly levels: Readonly<Record<Stretch, Shrunk>>;
  readonly scatterOf: Readonly<Record<Stretch, number>>;
  readonly waveSpread: Readonly<Record<Stretch, number>>;
  readonly paceSpread: number;
  /** How much slower than the levels say the next execution is expected to be, as a logarithm. */
  readonly drift: number;
  readonly shape: Student;
}

/** Levels given the pace of each execution, paces given the levels, a few times over. */
function fit(runs: readonly ExecutionCourse[], observed: Observations): Learned {
  const pace: number[] = runs.map(() => 0);
  const scatterOf: Record<Stretch, number> = each(() => PRIOR.scatter);
  const waveSpread: Record<Stretch, number> = each(() => PRIOR.wave);
  let level = each((stretch) => shrink(observed[stretch], PRIOR.scatter));
  let drift: Drift = { next: 0, spread: PRIOR.pace };
  const left: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    level = each((stretch) => {
      const samples = observed[stretch].map((one) => ({ ...one, value: one.raw - (pace[one.execution] ?? 0) }));
      return shrink(samples, scatterOf[stretch]);
    });
    left.length = 0;
    const ofRun: { readonly mean: number; readonly variance: number }[][] = runs.map(() => []);
    for (const stretch of stretches) {
      const waves = residualsByWave(observed[stretch], level[stretch]);
      const inner: number[] = [];
      const outer: number[] = [];
      for (const { execution, values } of waves) {
        const { mean } = robustMean(
          values,
          values.map(() => 1),
          scatterOf[stretch],
        );
        const variance = waveSpread[stretch] ** 2 + scatterOf[stretch] ** 2 / values.length;
        ofRun[execution]?.push({ mean, variance });
        outer.push(mean - (pace[execution] ?? 0));
        // One value is its own mean: it says nothing of the scatter, two say half as much, and so on.
        if (values.length > 1)
          for (const value of values) inner.push((value - mean) * Math.sqrt(values.length / (values.length - 1)));
      }
      const scatter = blended(spreadOf(inner, 0), inner.length, PRIOR.scatter, PRIOR.scatterWorth);
      scatterOf[stretch] = Math.max(0.03, scatter);
      const size = waves.length === 0 ? 1 : medianOf(waves.map(({ values }) => values.length));
      const between = Math.sqrt(Math.max(0, spreadOf(outer, 0) ** 2 - scatterOf[stretch] ** 2 / size));
      waveSpread[stretch] = Math.max(0.03, blended(between, outer.length, PRIOR.wave, PRIOR.waveWorth));
      for (const value of inner) left.push(value / scatterOf[stretch]);
    }
    ofRun.forEach((means, execution) => {
      pace[execution] = paceOf(means);
    });
    drift = follow(pace);
  }
  return { levels: level, scatterOf, waveSpread, paceSpread: drift.spread, drift: drift.next, shape: shapeOf(left) };
}

function residualsByWave(
  observed: readonly Observed[],
  level: Shrunk,
): readonly { readonly execution: number; readonly values: readonly number[] }[] {
  const waves = new Map<string, { readonly execution: number; readonly values: number[] }>();
  for (const one of observed) {
    const value = one.raw - level.expected(one.groups, PRIOR.server).mean;
    const held = waves.get(one.waveKey);
    if (held === undefined) waves.set(one.waveKey, { execution: one.execution, values: [value] });
    else held.values.push(value);
  }
  return [...waves.values()];
}

/** What is known beforehand of a pace is next to nothing: drawn towards the usual one, executions would seem to differ less than they do. */
const FAINT = 0.5;

/** The pace of an execution from its waves: precise ones count more, and without any it is the usual one. */
function paceOf(means: readonly { readonly mean: number; readonly variance: number }[]): number {
  let sum = 0;
  let weight = 1 / FAINT ** 2;
  for (const { mean, variance } of means) {
    sum += mean / variance;
    weight += 1 / variance;
  }
  return sum / weight;
}

interface Drift {
  readonly next: number;
  readonly spread: number;
}

const GAINS = [0.05, 0.15, 0.3, 0.5, 0.7] as const;

/** Where paces, oldest first, are going: exponential smoothing with whichever gain would have foreseen each next one best. */
function follow(pace: readonly number[]): Drift {
  let best = { next: 0, error: Number.POSITIVE_INFINITY, errors: [0] };
  for (const gain of GAINS) {
    let level = pace[0] ?? 0;
    const errors: number[] = [];
    for (const value of pace.slice(1)) {
      errors.push(value - level);
      level += gain * (value - level);
    }
    // Few executions cannot tell gains apart: a middling one is preferred unless another is clearly better.
    const error = errors.reduce((sum, value) => sum + Math.abs(value), 0.5 * Math.abs(Math.log(gain / 0.3)) * PRIOR.pace);
    if (error < best.error) best = { next: level, error, errors };
  }
  const wide = (errors: readonly number[]) => {
    const squares = errors.reduce((sum, value) => sum + value * value, 0);
    return Math.max(0.03, Math.sqrt((squares + PRIOR.paceWorth * PRIOR.pace ** 2) / (errors.length + PRIOR.paceWorth)));
  };
  return { next: best.next, spread: wide(best.errors) * widening(best.errors, wide) };
}

/** Nine of ten lie within so many spreads, as spreads are used (Student's t with 4 degrees of freedom, 0.8 of its scale). */
const NINE_OF_TEN = 1.7;
/** What the past is believed to have been wrong by before any was seen, and how many executions that is worth. */
const WIDENING = { prior: 1.55, worth: 12, least: 1, most: 2 } as const;

/**
 * Conformal: each past execution is held against the spread that was known before it. Where nine of ten did not lie within, future ones
 * will not either, and the spread is widened accordingly.
 */
function widening(errors: readonly number[], wide: (errors: readonly number[]) => number): number {
  const scores = errors
    .flatMap((error, index) => (index < 2 ? [] : [Math.abs(error) / wide(errors.slice(0, index))]))
    .sort((a, b) => a - b);
  const found = quantileOf(scores, 0.9) / NINE_OF_TEN;
  const factor = (scores.length * found + WIDENING.worth * WIDENING.prior) / (scores.length + WIDENING.worth);
  return Math.min(WIDENING.most, Math.max(WIDENING.least, factor));
}

/** Spreads are taken from the middle distance, which for a t is its upper quartile: from such a spread to the t's own scale. */
function narrowing(student: Student): number {
  return 1 / 1.4826 / student.quantile(0.75);
}

/** The degrees of freedom under which what is left over is likeliest; four unless others are clearly likelier. */
function shapeOf(left: readonly number[]): Student {
  let best = { nu: 4, likelihood: Number.NEGATIVE_INFINITY };
  const step = Math.max(1, Math.floor(left.length / 2_000));
  for (const nu of SHAPES) {
    const student = studentOf(nu);
    const scale = narrowing(student);
    let likelihood = nu === 4 ? 6 : 0;
    for (let index = 0; index < left.length; index += step)
      likelihood += student.logDensity((left[index] ?? 0) / scale) - Math.log(scale);
    if (likelihood > best.likelihood) best = { nu, likelihood };
  }
  return studentOf(best.nu);
}

function blended(spread: number, size: number, prior: number, worth: number): number {
  return Math.sqrt((size * spread * spread + worth * prior * prior) / (size + worth));
}

function each<T>(make: (stretch: Stretch) => T): Record<Stretch, T> {
  return { WAITING: make('WAITING'), SNAPSHOT: make('SNAPSHOT'), CONVERSION: make('CONVERSION'), LAUNCH: make('LAUNCH') };
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Whether servers go through a stretch at all (with fast recovery there is no conversion), by plan and over all. */
function pathsOf(runs: readonly ExecutionCourse[]): ReadonlyMap<string, boolean> {
  const counts = new Map<string, { went: number; all: number }>();
  for (const { plan, servers } of runs) {
    for (const server of servers) {
      if (server.outcome !== 'launched') continue;
      for (const stretch of stretches) {
        const went = server.courses.some((course) => course.stretch === stretch);
        for (const key of [stretch, `${plan}/${stretch}`]) {
          const count = counts.get(key) ?? { went: 0, all: 0 };
          counts.set(key, { went: count.went + (went ? 1 : 0), all: count.all + 1 });
        }
      }
    }
  }
  return new Map([...counts].map(([key, { went, all }]) => [key, went * 2 >= all]));
}

/** Launches tried again, and servers lost, with what is believed before many were seen. */
function accidents(runs: readonly ExecutionCourse[]): Pick<History, 'retryRate' | 'retrySeconds' | 'lossRate' | 'lossSeconds'> {
  const servers = runs.flatMap((run) => run.servers);
  const retried = servers.filter(({ retries }) => retries > 0);
  const launches = servers.filter(({ courses }) => courses.some(({ stretch }) => stretch === 'LAUNCH')).length;
  const lost = servers.filter(({ outcome }) => outcome === 'failed');
  const lostIn = (stretch: Stretch) =>
    lost.flatMap(({ courses }) => (courses.at(-1)?.stretch === stretch ? courses.slice(-1) : []));
  const entered = (stretch: Stretch) =>
    servers.filter(({ courses }) => courses.some((course) => course.stretch === stretch)).length;
  return {
    retryRate: (retried.length + 0.3) / (launches + 100),
    retrySeconds: [90, 180, 300, ...retried.map(({ retrySeconds }) => retrySeconds)],
    lossRate: each((stretch) => (lostIn(stretch).length + 0.5) / (entered(stretch) + 100)),
    lossSeconds: each((stretch) => lostIn(stretch).map(({ seconds }) => seconds)),
  };
}

/**
 * The orchestrator looks every 34 seconds or so and acts on what it sees (aws-contracts 1.1 and 3): these are what is believed of the
 * gaps before any was measured.
 */
const BELIEVED: Gaps = {
  beginning: [4, 6, 8, 12],
  handover: [8, 14, 20, 26, 32, 38, 44],
  closing: [2, 10, 20, 30],
  ending: [4, 10, 16, 22, 28, 34, 40],
};
const NEWEST_GAPS = 200;

function gapsOf(runs: readonly ExecutionCourse[]): Gaps {
  const found: Record<keyof Gaps, number[]> = { beginning: [], handover: [], closing: [], ending: [] };
  const put = (gap: keyof Gaps, from: number | null, to: number | null) => {
    const seconds = from === null || to === null ? -1 : (to - from) / 1000;
    if (seconds >= 0 && seconds < 600) found[gap].push(seconds);
  };
  for (const { startedMs, endedMs, waves, outcome } of runs) {
    put('beginning', startedMs, waves[0]?.startedMs ?? null);
    waves.forEach((wave, index) => {
      put('closing', wave.launchedMs, wave.endedMs);
      const next = waves[index + 1];
      if (next !== undefined && !next.pauseBefore) put('handover', wave.launchedMs, next.startedMs);
      if (next === undefined && outcome === 'completed') put('ending', wave.launchedMs, endedMs);
    });
  }
  const pool = (gap: keyof Gaps) => [...BELIEVED[gap], ...found[gap].slice(-NEWEST_GAPS)].sort((a, b) => a - b);
  return { beginning: pool('beginning'), handover: pool('handover'), closing: pool('closing'), ending: pool('ending') };
}

/** A gap that has lasted `elapsed` seconds already, from `p` evenly drawn: one of those that lasted longer, else a little more. */
export function drawGap(gaps: readonly number[], elapsed: number, p: number): number {
  let first = 0;
  while (first < gaps.length && (gaps[first] ?? 0) <= elapsed) first += 1;
  const longer = gaps.slice(first);
  return longer.length === 0 ? elapsed + 5 + 30 * p : quantileOf(longer, p);
}
