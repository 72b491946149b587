import { hypergeometric } from '../sparse/counts';

/** Launches as a test needs them: which execution (0 …) each belongs to, whether it failed, and how many were and failed in each. */
export interface Tried {
  readonly executionOf: Int32Array;
  readonly failed: Uint8Array;
  readonly totals: Int32Array;
  readonly failures: Int32Array;
}

export function triedOf(executionOf: Int32Array, failed: Uint8Array): Tried {
  return { executionOf, failed, ...sumsOf({ executionOf, failed }) };
}

/** Below this share of a trait's launches beside others without it, executions are compared instead. */
const MIXED = 0.5;

/**
 * Chance that launches with a trait fail as often as they did or more often, were the trait of no account.
 *
 * Launches of one execution fail together, so they are compared within their executions only: given how many failed in each, the number
 * of failures that fall to launches with the trait is a sum of hypergeometric ones, and its exact chance is theirs folded together. Where
 * whole executions have the trait or not (a plan, an hour), executions are compared with each other by Fisher's exact test.
 */
export function exactTail(having: readonly number[], tried: Tried, leftOut?: Uint8Array): number {
  const strata = countsOf(having, tried, leftOut);
  let [mixed, all] = [0, 0];
  for (const { total, drawn } of strata) {
    all += drawn;
    if (drawn < total) mixed += drawn;
  }
  if (all === 0) return 1;
  return mixed >= all * MIXED ? withinExecutions(strata) : betweenExecutions(strata);
}

/** One execution: launches, failures, launches with the trait, failures of these. */
interface Stratum {
  readonly total: number;
  readonly failed: number;
  readonly drawn: number;
  readonly hits: number;
}

function countsOf(having: readonly number[], tried: Tried, leftOut?: Uint8Array): readonly Stratum[] {
  const { executionOf, failed } = tried;
  const { totals, failures } = leftOut === undefined ? tried : sumsOf(tried, leftOut);
  const drawn = new Int32Array(totals.length);
  const hits = new Int32Array(totals.length);
  for (const place of having) {
    if (leftOut?.[place] === 1) continue;
    const execution = executionOf[place] ?? 0;
    drawn[execution] = (drawn[execution] ?? 0) + 1;
    hits[execution] = (hits[execution] ?? 0) + (failed[place] ?? 0);
  }
  return Array.from(totals, (total, execution) => ({
    total,
    failed: failures[execution] ?? 0,
    drawn: drawn[execution] ?? 0,
    hits: hits[execution] ?? 0,
  })).filter(({ total }) => total > 0);
}

/** Launches and failures of each execution, without those left out. */
function sumsOf({ executionOf, failed }: Pick<Tried, 'executionOf' | 'failed'>, leftOut?: Uint8Array) {
  const executions = executionOf.reduce((most, execution) => Math.max(most, execution + 1), 0);
  const [totals, failures] = [new Int32Array(executions), new Int32Array(executions)];
  for (const [place, execution] of executionOf.entries()) {
    if (leftOut?.[place] === 1) continue;
    totals[execution] = (totals[execution] ?? 0) + 1;
    failures[execution] = (failures[execution] ?? 0) + (failed[place] ?? 0);
  }
  return { totals, failures };
}

function withinExecutions(strata: readonly Stratum[]): number {
  const telling = strata.filter(({ total, failed, drawn }) => failed > 0 && failed < total && drawn > 0 && drawn < total);
  const seen = telling.reduce((sum, { hits }) => sum + hits, 0);
  // Not more than were to be expected: no test is needed to see that this is nothing.
  if (seen <= telling.reduce((sum, { total, failed, drawn }) => sum + (failed * drawn) / total, 0)) return 1;
  let chances = [1];
  for (const { total, failed, drawn } of telling) chances = folded(chances, hypergeometric(total, failed, drawn));
  return Math.min(
    1,
    chances.slice(seen).reduce((sum, chance) => sum + chance, 0),
  );
}

function betweenExecutions(strata: readonly Stratum[]): number {
  const having = strata.filter(({ total, drawn }) => drawn * 2 > total);
  const failing = strata.filter(({ failed }) => failed > 0).length;
  const hits = having.filter(({ failed }) => failed > 0).length;
  const chances = hypergeometric(strata.length, failing, having.length);
  return Math.min(
    1,
    chances.slice(hits).reduce((sum, chance) => sum + chance, 0),
  );
}

function folded(one: readonly number[], other: readonly number[]): number[] {
  const sum = new Array<number>(one.length + other.length - 1).fill(0);
  for (const [i, a] of one.entries()) for (const [j, b] of other.entries()) sum[i + j] = (sum[i + j] ?? 0) + a * b;
  return sum;
}

/**
 * Benjamini and Hochberg: for each chance the least share of false discoveries at which it would be one. In the order of the input.
 */
export function falseDiscoveryRates(chances: readonly number[]): readonly number[] {
  const sorted = chances.map((chance, place) => ({ chance, place })).sort((a, b) => b.chance - a.chance);
  const rates = new Array<number>(chances.length).fill(1);
  let least = 1;
  for (const [behind, { chance, place }] of sorted.entries()) {
    least = Math.min(least, (chance * chances.length) / (chances.length - behind));
    rates[place] = least;
  }
  return rates;
}
