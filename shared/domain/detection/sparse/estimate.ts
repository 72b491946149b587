import { medianOf, quantileOf } from '../../metrics/derive/statistics';
import type { Remembered } from './leaves';
import { censoredNormal } from './tails';

/** Where something lies and how well that is known: mean and variance, of logarithms of seconds. */
export interface Known {
  readonly mean: number;
  readonly variance: number;
}

/** How values scatter around their own usual value, squared, and how many comparisons that rests on. */
export interface Scatter {
  readonly variance: number;
  readonly worth: number;
}

/** Degrees of freedom of what is expected: tails heavier than a normal's, as durations have them. */
export const FREEDOM = 6;
/** Recent drills count more: half as much for so many drills further back. */
const HALF_LIFE = 6;
/** What is thought before anything was seen: drills scatter by a quarter, and groups lie apart by half. */
export const FIRST_SCATTER: Scatter = { variance: 0.25 ** 2, worth: 4 };
const FIRST_APART = 0.5 ** 2;
/** How many comparisons of its own, or groups apart, a group needs to be believed as much as what it is part of. */
const BELIEF = 8;
const BELIEF_APART = 3;
/** Nothing is more regular than this: sources are asked every so often, not all the time. */
const LEAST_VARIANCE = 0.05 ** 2;
const STEPS = 4;
/** Median of an absolute value of a normal one, in standard deviations. */
const NORMAL_MEDIAN = 0.674_49;
/** Its lower quartile. */
const NORMAL_QUARTER = 0.318_64;
/** Differences are taken to so many drills further back; of fewer than so many the middle is taken, which is known better. */
const NEIGHBOURS = 3;
const FEW = 4;

export const nothingKnown: Known = { mean: 0, variance: Number.POSITIVE_INFINITY };

/**
 * What is thought of a group after its values: each weighs by its age and by how likely it is at all, so that one that went wrong does
 * not move the rest; of one that was cut short the part behind the cut is filled in with its mean.
 */
export function learned(values: readonly Remembered[], prior: Known, variance: number): Known {
  const ages = agesOf(values);
  const sd = Math.sqrt(variance);
  let mean = startOf(values, prior);
  let worth = 0;
  for (let step = 0; step < STEPS; step += 1) {
    let sum = 0;
    worth = 0;
    for (const [index, { log, isOver }] of values.entries()) {
      const z = (log - mean) / sd;
      const censored = isOver ? null : censoredNormal(z);
      const off = censored?.mean ?? z;
      const weight = ((ages[index] ?? 0) * (censored?.worth ?? 1) * (FREEDOM + 1)) / (FREEDOM + off * off);
      sum += weight * (mean + off * sd);
      worth += weight;
    }
    const precision = 1 / prior.variance + worth / variance;
    if (precision === 0) return nothingKnown;
    mean = (prior.mean / prior.variance + sum / variance) / precision;
  }
  return { mean, variance: 1 / (1 / prior.variance + worth / variance) };
}

/** Weight of each value by its age: all of one moment have one. The newest come first. */
function agesOf(values: readonly Remembered[]): readonly number[] {
  let age = 0;
  return values.map(({ atMs }, index) => {
    const before = values[index - 1];
    if (before !== undefined && before.atMs !== atMs) age += 1;
    return 0.5 ** (age / HALF_LIFE);
  });
}

/** A middle that one wild value cannot move, as soon as there are three. */
function startOf(values: readonly Remembered[], prior: Known): number {
  const logs = values.map(({ log }) => log);
  const own = medianOf(logs);
  if (own === null) return prior.mean;
  return values.length >= 3 || !Number.isFinite(prior.variance) ? own : prior.mean;
}

/**
 * Scatter from one drill to the next of the same group, from differences between neighbours: a slow drift is no scatter, and by taking
 * the lower quarter of them one wild value changes little.
 */
export function scatterOf(groups: readonly (readonly Remembered[])[]): Scatter | null {
  const differences: number[] = [];
  let worth = 0;
  for (const values of groups) {
    const over = values.filter(({ isOver }) => isOver);
    worth += Math.max(0, over.length - 1);
    for (const [index, { log }] of over.entries()) {
      for (const { log: other } of over.slice(index + 1, index + 1 + NEIGHBOURS)) differences.push(Math.abs(log - other));
    }
  }
  const [share, usual] = differences.length < FEW ? [0.5, NORMAL_MEDIAN] : [0.25, NORMAL_QUARTER];
  const typical = quantileOf(differences, share);
  return typical === null ? null : { variance: (typical / usual) ** 2 / 2, worth };
}

/** The scatter of a part, believed by how much it rests on, else that of the whole. */
export function shrunk(own: Scatter | null, whole: Scatter): Scatter {
  if (own === null) return { variance: whole.variance, worth: 0 };
  const belief = Math.min(BELIEF, whole.worth);
  const variance = (own.variance * own.worth + whole.variance * belief) / (own.worth + belief);
  return { variance: Math.max(LEAST_VARIANCE, variance), worth: own.worth };
}

/** Scatter of several groups as that of one. */
export function pooled(parts: readonly (Scatter | null)[]): Scatter | null {
  let [sum, worth] = [0, 0];
  for (const part of parts) {
    if (part === null) continue;
    sum += part.variance * part.worth;
    worth += part.worth;
  }
  return worth === 0 ? null : { variance: sum / worth, worth };
}

/** How far groups lie apart, squared, what each is wrong by taken off. */
export function apartBy(parts: readonly Known[]): number {
  const means = parts.map(({ mean }) => mean);
  const middle = medianOf(means);
  if (middle === null || parts.length < 2) return FIRST_APART;
  const spread = medianOf(means.map((mean) => Math.abs(mean - middle))) ?? 0;
  const wrongBy = parts.reduce((sum, { variance }) => sum + variance, 0) / parts.length;
  const own = Math.max(0, (spread / NORMAL_MEDIAN) ** 2 - wrongBy);
  const counts = parts.length - 1;
  return (own * counts + FIRST_APART * BELIEF_APART) / (counts + BELIEF_APART);
}

/** What groups say together of where groups of their kind lie; one far from all others counts little. */
export function together(parts: readonly Known[], apart: number): Known {
  let mean = medianOf(parts.map((part) => part.mean)) ?? 0;
  let precision = 0;
  for (let step = 0; step < STEPS; step += 1) {
    let sum = 0;
    precision = 0;
    for (const part of parts) {
      const variance = apart + part.variance;
      const weight = (FREEDOM + 1) / (FREEDOM + (part.mean - mean) ** 2 / variance) / variance;
      sum += weight * part.mean;
      precision += weight;
    }
    if (precision === 0) return nothingKnown;
    mean = sum / precision;
  }
  return { mean, variance: 1 / precision };
}

/** Two things known of the same, put together. */
export function both(one: Known, other: Known): Known {
  const precision = 1 / one.variance + 1 / other.variance;
  if (precision === 0) return nothingKnown;
  return { mean: (one.mean / one.variance + other.mean / other.variance) / precision, variance: 1 / precision };
}
