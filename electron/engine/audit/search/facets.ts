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
  // Counted by place: walking a million by iterator takes several times as long.
  for (let place = 0; place < found.length; place += 1) {
    const id = ids[found[place] ?? 0] ?? 0;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  const counted: { value: string; count: number }[] = [];
  for (let id = 1; id < counts.length; id += 1) {
    const [value, count] = [values[id] ?? '', counts[id] ?? 0];
    if (count > 0 && value !== '') counted.push({ value, count });
  }
  return counted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MOST_VALUES);
}

function timelineOf(at: Float64Array, found: Uint32Array): AuditFacets['timeline'] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let place = 0; place < found.length; place += 1) {
    const ms = at[found[place] ?? 0] ?? 0;
    if (ms < from) from = ms;
    if (ms > to) to = ms;
  }
  if (found.length === 0) return { from: null, stepSeconds: 1, counts: [] };
  const stepSeconds = stepFor((to - from) / 1_000);
  const stepMs = stepSeconds * 1_000;
  const first = Math.floor(from / stepMs) * stepMs;
  const counts = new Float64Array(Math.floor((to - first) / stepMs) + 1);
  for (let place = 0; place < found.length; place += 1) {
    const step = Math.floor(((at[found[place] ?? 0] ?? 0) - first) / stepMs);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return { from: instantOf(first), stepSeconds, counts: Array.from(counts) };
}

function stepFor(spanSeconds: number): number {
  const fits = STEPS.find((step) => spanSeconds / step < MOST_STEPS - 1);
  return fits ?? Math.ceil(spanSeconds / (MOST_STEPS - 1) / WEEK) * WEEK;
}
