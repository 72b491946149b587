import type { ControlResult, EvidenceResult } from '../evaluation';
import type { Facts } from '../facts';
import { type Counted, countItems, type JudgedItem } from '../population';
import type { Judgement } from './evidence-kind';

type Figures = EvidenceResult['figures'];

/** There is nothing to judge: never taken for satisfied. */
export function notAssessed(reason: string, figures: Figures = []): Judgement {
  return { result: 'not-assessed', reasons: [reason], figures, population: null };
}

export interface ShareQuestion {
  /** What the population consists of: `drills that came to their own end`. */
  readonly what: string;
  readonly items: Iterable<JudgedItem>;
  /** Fraction of 1 that must be as it should be. */
  readonly atLeast: number;
  /** How the share is called among the figures. */
  readonly label: string;
  /** Said where there is none. */
  readonly none: string;
  readonly figures?: Figures;
}

/** Judges a whole population by its share: enough is satisfied, at least half of enough partly, less is not. */
export function judgeShare(facts: Facts, { what, items, atLeast, label, none, figures = [] }: ShareQuestion): Judgement {
  const counted = countItems(what, seedOf(facts), items);
  if (counted.share === null) return notAssessed(none, figures);
  return {
    result: gradeOf(counted.share, atLeast),
    reasons: [reasonOf(counted, what, atLeast)],
    figures: [
      { label, value: counted.share, unit: 'fraction' },
      { label: 'Asked for at least', value: atLeast, unit: 'fraction' },
      ...figures,
    ],
    population: counted.population,
  };
}

export function gradeOf(share: number, atLeast: number): ControlResult {
  if (share >= atLeast) return 'satisfied';
  return share > 0 && share >= atLeast / 2 ? 'partly' : 'not';
}

/** What the sample of these facts is chosen by: the period and nothing else. */
export function seedOf({ period }: Facts): string {
  return `${period.from} ${period.to}`;
}

function reasonOf({ good, size, share }: Counted, what: string, atLeast: number): string {
  const said = `${good} of ${size} ${what} are as they should be (${percent(share ?? 0)}; at least ${percent(atLeast)} is asked for).`;
  return good === size ? `All of the ${what} are as they should be (${size}).` : said;
}

/** Never rounds a fault away: 99.99 % stays below 100 %. */
export function percent(fraction: number): string {
  return `${Math.floor(fraction * 1_000) / 10} %`;
}

/** A plural where it is one: `1 plan`, `2 plans`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The longest time between neighbours of these moments (epoch milliseconds, in order); 0 where there are fewer than two. */
export function longestGap(moments: readonly number[]): number {
  return moments.slice(1).reduce((longest, ms, index) => Math.max(longest, ms - (moments[index] ?? ms)), 0);
}
