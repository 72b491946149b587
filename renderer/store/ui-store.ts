import { createStore, type StoreApi } from 'zustand/vanilla';
import { parseRoute, type Route } from './route';

/** What belongs to this page alone: where the operator looks, and through which filter. */
export interface UiData {
  readonly route: Route;
  /** Only this context's things are listed; null lists all. */
  readonly contextId: string | null;
}

export type UiStore = StoreApi<UiData>;

export function createUiStore(hash: string): UiStore {
  return createStore<UiData>(() => ({ route: parseRoute(hash), contextId: null }));
}
