import type { Labels } from '../../metrics/labels';
import type { Deviating } from './fleet';

/** A series that is off, with what it may share. */
export interface Candidate extends Deviating {
  readonly labels: Labels;
}

/** What begins this close to a fleet's beginning belongs to it, whatever it shares. */
export const TOGETHER_MS = 15 * 60_000;

/** Without the labels, which are the series' own. */
export function strangestFirst(members: readonly Candidate[]): readonly Deviating[] {
  return members
    .map(({ key, score, sinceMs }) => ({ key, score, sinceMs }))
    .sort((a, b) => b.score - a.score || compare(a.key, b.key));
}

/** In the order of their code units: the same on every machine. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
