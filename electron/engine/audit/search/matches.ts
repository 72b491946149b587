import { type Columns, type Field, GONE } from './columns';
import { isKindAsked, type SearchFilter } from './filter';
import { aboutWord, type IndexFile } from './index-file';
import { textQuery } from './query-text';

/** Finds every entry that fits, ascending by `seq`. */
export type FindMatches = (filter: SearchFilter) => Uint32Array;

/** How many answers are remembered while nothing changes: a page, its facets and the next page ask for the same. */
const REMEMBERED = 4;

export function createMatches(index: IndexFile): FindMatches & { forget(): void } {
  const remembered = new Map<string, Uint32Array>();
  const find = (filter: SearchFilter): Uint32Array => {
    const key = `${index.columns.size()} ${JSON.stringify(filter)}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = findAll(index, filter);
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
  if (text.isImpossible) return new Uint32Array(0);
  const match = [
    ...(text.match === null ? [] : [`text : (${text.match})`]),
    ...aboutOf(filter).map((word) => `about : "${word}"`),
  ];
  const fits = columnTest(index.columns, filter);
  if (fits === null) return new Uint32Array(0);
  const isUnwanted = text.without === null ? null : marks(index, `text : (${text.without})`);
  const isFound = (seq: number): boolean => fits(seq) && (isUnwanted === null || isUnwanted[seq] !== 1);
  return match.length === 0
    ? allThat(index.columns.size(), isFound)
    : index.matching(match.map((part) => `(${part})`).join(' AND ')).filter(isFound);
}

function aboutOf({ execution, server, incident }: SearchFilter): string[] {
  return [
    ...(execution === null ? [] : [aboutWord('execution', execution)]),
    ...(server === null ? [] : [aboutWord('server', server)]),
    ...(incident === null ? [] : [aboutWord('incident', incident)]),
  ];
}

function marks(index: IndexFile, match: string): Uint8Array {
  const marked = new Uint8Array(index.columns.size());
  for (const seq of index.matching(match)) marked[seq] = 1;
  return marked;
}

function allThat(size: number, isFound: (seq: number) => boolean): Uint32Array {
  const found = new Uint32Array(size);
  let count = 0;
  for (let seq = 0; seq < size; seq += 1)
    if (isFound(seq)) {
      found[count] = seq;
      count += 1;
    }
  return found.subarray(0, count);
}

/** A test of short fields; null where it is clear already that nothing passes it. */
function columnTest(columns: Columns, filter: SearchFilter): ((seq: number) => boolean) | null {
  const flags = columns.flags();
  const tests: ((seq: number) => boolean)[] = [(seq) => (flags[seq] ?? 0) < GONE];
  if (filter.kinds !== null) {
    const asked = filter.kinds;
    const kinds = columns.ids('kind');
    const isAsked = Uint8Array.from(columns.values('kind'), (kind) => (kind !== '' && isKindAsked(kind, asked) ? 1 : 0));
    tests.push((seq) => isAsked[kinds[seq] ?? 0] === 1);
  }
  for (const [field, value] of [
    ['actor', filter.actor],
    ['session', filter.session],
    ['context', filter.context],
  ] satisfies [Field, string | null][]) {
    if (value === null) continue;
    const id = columns.knownId(field, value);
    if (id === 0) return null;
    const ids = columns.ids(field);
    tests.push((seq) => ids[seq] === id);
  }
  const at = columns.at();
  const { fromMs, toMs } = filter;
  if (fromMs !== null) tests.push((seq) => (at[seq] ?? 0) >= fromMs);
  if (toMs !== null) tests.push((seq) => (at[seq] ?? 0) < toMs);
  const [first, second, ...rest] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  return rest.length === 0 ? (seq) => first(seq) && second(seq) : (seq) => tests.every((test) => test(seq));
}
