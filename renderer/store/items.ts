import { isEqual } from '../../shared/lib/equal';
import type { Unsaved } from './drafts';
import type { Problems } from './refusal';

/** Items of one kind within a document: where they are, and what they are called. Kept by its users as a constant. */
export interface Items<D, P> {
  readonly list: (document: D) => readonly P[];
  readonly withList: (document: D, items: readonly P[]) => D;
  readonly idOf: (item: P) => string;
  /** A new item as it is first saved, with an id that is none of `taken`: somebody else may have begun another by the same id. */
  readonly named: (item: P, taken: readonly string[]) => P;
  readonly nameOf: (item: P) => string;
  /** What is said once it was saved, or deleted; that its name was where absent. */
  readonly saved?: (item: P) => string;
  readonly deleted?: (item: P) => string;
  /** What is wrong with an item, found before it is sent. */
  readonly problemsOf: (item: P) => Problems;
  /** How the engine calls the field of the item at `index`: `people[2]`. */
  readonly fieldOf: (index: number) => string;
}

export function find<D, P>(items: Items<D, P>, all: readonly P[], id: string | null): P | null {
  return all.find((one) => items.idOf(one) === id) ?? null;
}

/** With `item` in the place of its former self, or at the end. */
export function replaced<D, P>(items: Items<D, P>, all: readonly P[], item: P): readonly P[] {
  const id = items.idOf(item);
  return find(items, all, id) === null ? [...all, item] : all.map((one) => (items.idOf(one) === id ? item : one));
}

type Laid<P> =
  | { readonly ok: true; readonly item: P; readonly list: readonly P[] }
  /** Fields they changed; null where they deleted it. */
  | { readonly ok: false; readonly changed: readonly string[] | null };

/**
 * The list with `mine` in it. Where somebody else changed the item since it was read as `from`, a person decides. What was begun here
 * (`from` is null) never takes the place of another: it gets an id that neither the list nor `unsaved` has.
 */
export function laidOver<D, P>(
  items: Items<D, P>,
  list: readonly P[],
  mine: P,
  from: P | null,
  unsaved: readonly string[],
): Laid<P> {
  if (from !== null) {
    const theirs = find(items, list, items.idOf(mine));
    if (!isEqual(theirs, from)) return { ok: false, changed: changedFields(from, theirs) };
    return { ok: true, item: mine, list: replaced(items, list, mine) };
  }
  const others = unsaved.filter((id) => id !== items.idOf(mine));
  const item = items.named(mine, [...list.map(items.idOf), ...others]);
  return { ok: true, item, list: [...list, item] };
}

/** As it would be if everything were saved now; new ones stand at the end. */
export function withUnsaved<D, P>(
  items: Items<D, P>,
  all: readonly P[],
  unsaved: Readonly<Record<string, Unsaved<P>>>,
): readonly P[] {
  return Object.values(unsaved).reduce<readonly P[]>((list, { draft }) => replaced(items, list, draft), all);
}

/** One place up (-1) or down (1); as it was where there is no such place. */
export function moved<D, P>(items: Items<D, P>, all: readonly P[], id: string, by: -1 | 1): readonly P[] {
  const from = all.findIndex((one) => items.idOf(one) === id);
  const one = all[from];
  const to = from + by;
  if (one === undefined || to < 0 || to >= all.length) return all;
  const others = all.filter((_, index) => index !== from);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** `people[2].name` of the whole, within its third item: `name`; null where it is of another. */
export function fieldWithin(field: string, prefix: string): string | null {
  if (prefix === '') return field;
  if (field !== prefix && !field.startsWith(`${prefix}.`) && !field.startsWith(`${prefix}[`)) return null;
  return field.slice(prefix.length).replace(/^\./, '');
}

/** Fields they changed while we wrote; null where they deleted it. */
export function changedFields(from: unknown, theirs: unknown): readonly string[] | null {
  if (theirs === null || theirs === undefined) return null;
  const before = fieldsOf(from);
  const after = fieldsOf(theirs);
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => !isEqual(before.get(key), after.get(key)));
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** An id made of a name that no other has: `night-shift`, `night-shift-2`. */
export function freshId(wanted: string, taken: readonly string[]): string {
  const base =
    wanted
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'item';
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** The id it was begun with, or one like it where that was taken meanwhile. */
export function freeId(begun: string, taken: readonly string[]): string {
  return taken.includes(begun) ? freshId(begun, taken) : begun;
}
