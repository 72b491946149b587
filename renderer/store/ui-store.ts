import { createStore, type StoreApi } from 'zustand/vanilla';
import { parsePlace, type ReplayPlace } from './replay-place';
import type { Route, ScreenName } from './route';

/** What belongs to this page alone: where the operator looks, and through which filter. */
export interface UiData {
  readonly route: Route;
  /** The instant of a recording that is looked at; null: now. */
  readonly replay: ReplayPlace | null;
  /** What the side panel shows the facts of; null while it is closed. */
  readonly lookedAt: string | null;
  /** Of what somebody is shown around just now: this screen, or the past. */
  readonly touring: ScreenName | 'replay' | null;
  /** Codes of the console's own warnings that somebody here has read. */
  readonly seenWarnings: readonly string[];
  /** Only this context's things are listed; null lists all. */
  readonly contextId: string | null;
}

export type UiStore = StoreApi<UiData>;

export function createUiStore(hash: string): UiStore {
  return createStore<UiData>(() => ({ ...parsePlace(hash), lookedAt: null, touring: null, seenWarnings: [], contextId: null }));
}
