import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UiStore } from './ui-store';

/** A store of one's own for each page: it outlives the screens, so that looking elsewhere loses nothing, and ends with the page. */
export function ofPage<T>(first: () => T): (ui: UiStore) => StoreApi<T> {
  const stores = new WeakMap<UiStore, StoreApi<T>>();
  return (ui) => {
    const known = stores.get(ui) ?? createStore<T>(first);
    stores.set(ui, known);
    return known;
  };
}
