import { isEqual } from '../../lib/equal';
import { noteCopy } from '../changed-keys';

/**
 * One collection of the view being brought up to date: entities that say the same keep their object, and a collection in which nothing
 * changed keeps its record.
 */
export interface Patch<T> {
  put(id: string, entity: T): void;
  remove(id: string): void;
  readonly result: Readonly<Record<string, T>>;
  /** Ids that were put with something new, or removed. */
  readonly changed: ReadonlySet<string>;
}

export function patching<T>(before: Readonly<Record<string, T>>): Patch<T> {
  let copy: Record<string, T> | null = null;
  const changed = new Set<string>();
  const current = () => copy ?? before;
  const own = () => {
    if (copy === null) {
      copy = { ...before };
      noteCopy(before, copy, changed);
    }
    return copy;
  };
  return {
    put(id, entity) {
      if (isEqual(current()[id], entity)) return;
      own()[id] = entity;
      changed.add(id);
    },
    remove(id) {
      if (!(id in current())) return;
      delete own()[id];
      changed.add(id);
    },
    get result() {
      return current();
    },
    changed,
  };
}
