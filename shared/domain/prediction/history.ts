import type { ExecutionId, ServerId } from '../primitives';
import { type Accidents, accidentsOf, pathsOf } from './accidents';
import { type Drift, follow, PACE_PRIOR } from './drift';
import { type Gaps, gapsOf } from './gaps';
import { type Sample, type Shrunk, shrink } from './levels';
import { type ExecutionCourse, forEachStretch, type ServerCourse, type Stretch, stretches, type WaveCourse } from './past';
import { medianOf, robustMean, spreadOf } from './robust';
import { type Student, studentOf } from './student';

/** What past executions teach about the next one. Learned anew whenever one ends; asked many times between. */
export interface History extends Accidents {
  /** Executions of which it is known how at least one server was launched. */
  readonly executions: number;
  /** Executions that completed. */
  readonly completed: readonly { readonly executionId: ExecutionId; readonly plan: string }[];
  /** Completed executions that teach nothing, since the job logs of a wave are not known. */
  readonly untold: number;
  /** Executions that ended without completing: they teach as far as they came. */
  readonly unfinished: number;
  /** Of a plan, those that completed. */
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
  /** Seconds, in ascending order: start to first job; last launch to the next job; last launch to the job's end; last launch to the end. */
  readonly gaps: Gaps;
}

/** Executions of the past that count half as much as the newest one. */
const HALF_LIFE = 10;
const ROUNDS = 3;
/** What is believed before anything was seen, and how many observations that is worth. */
const PRIOR = { scatter: 0.12, scatterWorth: 10, wave: 0.1, waveWorth: 3, server: 0.15 } as const;
const SHAPES = [2, 3, 4, 6, 12] as const;

interface Observed extends Sample {
  readonly raw: number;
  readonly execution: number;
  readonly waveKey: string;
}

/** Learns from past executions, oldest first or not. Pure: the same past teaches the same. */
export function learnFrom(past: readonly ExecutionCourse[]): History {
  const runs = past
    .filter(({ servers }) => servers.some(isTold))
    .sort((a, b) => a.startedMs - b.startedMs || (a.executionId < b.executionId ? -1 : 1));
  const kinds = kindsOf(runs);
  const kindOf = (server: ServerCourse) => kinds.get(server.sourceServerId) ?? server.kind;
  const observed = observe(runs, kindOf);
  const learned = fit(runs, observed);
  const known = new Set(runs.flatMap(({ servers }) => servers.filter(isTold).map(({ sourceServerId }) => sourceServerId)));
  const waves = new Set(
    runs.flatMap((run) => run.waves.filter((wave) => isWaveTold(run, wave)).map(({ waveNumber }) => `${run.plan}/${waveNumber}`)),
  );
  const paths = pathsOf(runs);
  const isWhole = (run: ExecutionCourse) => run.waves.every((wave) => isWaveTold(run, wave));
  const completed = runs.filter((run) => run.outcome === 'completed' && isWhole(run));
  const plans = countBy(completed.map(({ plan }) => plan));
  return {
    executions: runs.length,
    completed: completed.map(({ executionId, plan }) => ({ executionId, plan })),
    unfinished: runs.filter(({ outcome }) => outcome !== 'completed').length,
    ofPlan: (plan) => plans.get(plan) ?? 0,
    untold: past.filter(({ outcome }) => outcome === 'completed').length - completed.length,
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
    ...accidentsOf(runs),
    gaps: gapsOf(runs),
  };
}

/** Launched, and the job log says how. */
function isTold({ outcome, courses }: ServerCourse): boolean {
  return outcome === 'launched' && courses.length > 0;
}

/** All of it was launched, and of some of its servers it is known how. */
function isWaveTold({ servers }: ExecutionCourse, { waveNumber, launchedMs }: WaveCourse): boolean {
  return launchedMs !== null && servers.some((server) => server.waveNumber === waveNumber && isTold(server));
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
  const scatterOf: Record<Stretch, number> = forEachStretch(() => PRIOR.scatter);
  const waveSpread: Record<Stretch, number> = forEachStretch(() => PRIOR.wave);
  let level = forEachStretch((stretch) => shrink(observed[stretch], PRIOR.scatter));
  let drift: Drift = { next: 0, spread: PACE_PRIOR.spread };
  const left: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    level = forEachStretch((stretch) => {
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

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
