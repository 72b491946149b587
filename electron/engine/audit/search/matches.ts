import { type Columns, type Field, GONE } from './columns';
import { isKindAsked, type SearchFilter } from './filter';
import { aboutWord, type IndexFile } from './index-file';
import { textQuery } from './query-text';

/** Finds every entry before `end` that fits, ascending by `seq`. */
export type FindMatches = (filter: SearchFilter, end?: number) => Uint32Array;

/** How many answers are remembered while nothing changes: a page, its facets and the next page ask for the same. */
const REMEMBERED = 4;

export function createMatches(index: IndexFile): FindMatches & { forget(): void } {
  const remembered = new Map<string, Uint32Array>();
  const find: FindMatches = (filter, end = index.columns.size()) => {
    // What is found before a place stays found while entries come behind it.
    const key = `${end} ${JSON.stringify(filter)}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const all = findAll(index, filter);
    const found = all.subarray(0, firstAtLeast(all, end));
    remembered.set(key, found);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break;
      remembered.delete(oldest);
    }
    return found;
  };
  return Object.assign(find, { forget: () => remembered.clear() });
}

function findAll(index: IndexFile, filter: SearchFilter): Uint32Array {
  const text = textQuery(filter.text ?? '');
  if (text.isImpossible) return NOTHING;
  const { columns } = index;
  const match = [
    ...(text.match === null ? [] : [`text : (${text.match})`]),
    ...aboutOf(filter).map((word) => `about : "${word}"`),
  ];
  // One pass a condition, each a plain loop over numbers in place: nobody else holds them.
  let found = match.length === 0 ? allOf(columns.size()) : index.matching(match.map((part) => `(${part})`).join(' AND '));
  if (columns.hasGone()) found = withoutMarked(found, columns.flags(), GONE);
  if (filter.kinds !== null) found = ofKinds(found, columns, filter.kinds);
  for (const [field, value] of [
    ['actor', filter.actor],
    ['session', filter.session],
    ['context', filter.context],
  ] satisfies [Field, string | null][])
    if (value !== null) found = withId(found, columns.ids(field), columns.knownId(field, value));
  if (filter.fromMs !== null || filter.toMs !== null)
    found = within(found, columns.at(), filter.fromMs ?? Number.NEGATIVE_INFINITY, filter.toMs ?? Number.POSITIVE_INFINITY);
  if (text.without !== null) found = withoutMarked(found, marks(index, `text : (${text.without})`), 1);
  return found;
}

/** The place of the first number that is `least` or more; numbers ascend. */
export function firstAtLeast(numbers: Uint32Array, least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NOTHING = new Uint32Array(0);

function aboutOf({ execution, server, incident }: SearchFilter): string[] {
  return [
    ...(execution === null ? [] : [aboutWord('execution', execution)]),
    ...(server === null ? [] : [aboutWord('server', server)]),
    ...(incident === null ? [] : [aboutWord('incident', incident)]),
  ];
}

function allOf(size: number): Uint32Array {
  const all = new Uint32Array(size);
  for (let seq = 0; seq < size; seq += 1) all[seq] = seq;
  return all;
}

function marks(index: IndexFile, match: string): Uint8Array {
  const marked = new Uint8Array(index.columns.size());
  const found = index.matching(match);
  for (let place = 0; place < found.length; place += 1) marked[found[place] ?? 0] = 1;
  return marked;
}

function ofKinds(found: Uint32Array, columns: Columns, asked: readonly string[]): Uint32Array {
  const kinds = columns.ids('kind');
  const isAsked = Uint8Array.from(columns.values('kind'), (kind) => (kind !== '' && isKindAsked(kind, asked) ? 1 : 0));
  let count = 0;
  for (let place = 0; place < found.length; place += 1) {
    const seq = found[place] ?? 0;
    if (isAsked[kinds[seq] ?? 0] !== 1) continue;
    found[count] = seq;
    count += 1;
  }
  return found.subarray(0, count);
}

/** Nothing has the id 0. */
function withId(found: Uint32Array, ids: Uint32Array, id: number): Uint32Array {
  if (id === 0) return NOTHING;
  let count = 0;
  for (let place = 0; place < found.length; place += 1) {
    const seq = found[place] ?? 0;
    if (ids[seq] !== id) continue;
    found[count] = seq;
    count += 1;
  }
  return found.subarray(0, count);
}

function within(found: Uint32Array, at: Float64Array, fromMs: number, toMs: number): Uint32Array {
  let count = 0;
  for (let place = 0; place < found.length; place += 1) {
    const seq = found[place] ?? 0;
    const ms = at[seq] ?? 0;
    if (ms < fromMs || ms >= toMs) continue;
    found[count] = seq;
    count += 1;
  }
  return found.subarray(0, count);
}

function withoutMarked(found: Uint32Array, marked: Uint8Array, mark: number): Uint32Array {
  let count = 0;
  for (let place = 0; place < found.length; place += 1) {
    const seq = found[place] ?? 0;
    if (((marked[seq] ?? 0) & mark) !== 0) continue;
    found[count] = seq;
    count += 1;
  }
  return found.subarray(0, count);
}
