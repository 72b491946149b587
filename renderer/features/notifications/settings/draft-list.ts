import type { Draft } from './draft';
import type { Unsaved } from './unsaved';

/** Place in the list; one past its end for what is not in it yet. */
export function indexOf(all: readonly Draft[], id: string): number {
  const found = all.findIndex(({ NotificationId }) => NotificationId === id);
  return found === -1 ? all.length : found;
}

/** With `draft` in the place of its former self, or at the end. */
export function replaced(all: readonly Draft[], draft: Draft): readonly Draft[] {
  return indexOf(all, draft.NotificationId) === all.length
    ? [...all, draft]
    : all.map((one) => (one.NotificationId === draft.NotificationId ? draft : one));
}

export function without(all: readonly Draft[], id: string): readonly Draft[] {
  return all.filter(({ NotificationId }) => NotificationId !== id);
}

/** One place up (-1) or down (1); as it was where there is no such place. */
export function moved(all: readonly Draft[], id: string, by: -1 | 1): readonly Draft[] {
  const from = all.findIndex(({ NotificationId }) => NotificationId === id);
  const one = all[from];
  const to = from + by;
  if (one === undefined || to < 0 || to >= all.length) return all;
  const others = all.filter((_, index) => index !== from);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** As it would be if everything were saved now; new ones stand at the end. */
export function withUnsaved(stored: readonly Draft[], unsaved: Readonly<Record<string, Unsaved<Draft>>>): readonly Draft[] {
  return Object.values(unsaved).reduce((list, { draft }) => replaced(list, draft), stored);
}
