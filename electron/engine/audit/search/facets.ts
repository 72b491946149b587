import type { AuditFacets } from '../../../../shared/contract/audit';
import { instantOf } from '../../../../shared/domain/primitives';
import type { Columns, Field } from './columns';

type Counts = AuditFacets['kinds'];
export type CountedFacets = Pick<AuditFacets, 'total' | 'kinds' | 'actors' | 'contexts' | 'executions' | 'timeline'>;

/** Values named of each field, most frequent first. */
const MOST_VALUES = 50;
const MOST_STEPS = 96;
/** Steps of the timeline, in seconds, up to a week; beyond, whole weeks. */
const STEPS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800];
const WEEK = 604_800;

/** Counts what was found by its short fields and over time. Entries whose text was removed count for their kind and their time. */
export function facetsOf(columns: Columns, found: Uint32Array): CountedFacets {
  return {
    total: found.length,
    kinds: countsOf(columns, 'kind', found),
    actors: countsOf(columns, 'actor', found),
    contexts: countsOf(columns, 'context', found),
    executions: countsOf(columns, 'execution', found),
    timeline: timelineOf(columns.at(), found),
  };
}

function countsOf(columns: Columns, field: Field, found: Uint32Array): Counts {
  const values = columns.values(field);
  const counts = new Uint32Array(values.length);
  const ids = columns.ids(field);
  for (const seq of found) {
    const id = ids[seq] ?? 0;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return values
    .map((value, id) => ({ value, count: counts[id] ?? 0 }))
    .filter(({ value, count }) => value !== '' && count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
}

function timelineOf(at: Float64Array, found: Uint32Array): AuditFacets['timeline'] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const seq of found) {
    const ms = at[seq] ?? 0;
    if (ms < from) from = ms;
    if (ms > to) to = ms;
  }
  if (found.length === 0) return { from: null, stepSeconds: 1, counts: [] };
  const stepSeconds = stepFor((to - from) / 1_000);
  const stepMs = stepSeconds * 1_000;
  const first = Math.floor(from / stepMs) * stepMs;
  const counts = new Array<number>(Math.floor((to - first) / stepMs) + 1).fill(0);
  for (const seq of found) {
    const step = Math.floor(((at[seq] ?? 0) - first) / stepMs);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return { from: instantOf(first), stepSeconds, counts };
}

function stepFor(spanSeconds: number): number {
  const fits = STEPS.find((step) => spanSeconds / step < MOST_STEPS - 1);
  return fits ?? Math.ceil(spanSeconds / (MOST_STEPS - 1) / WEEK) * WEEK;
}
