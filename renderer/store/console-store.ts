import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Settings } from '../../shared/domain/settings';
import type { Connection } from '../bridge/connection';
import type { Held } from './apply-item';

/** Everything the page knows from the engine. `held` stays when the way to it breaks: it is shown dimmed, with its age. */
export interface ConsoleData {
  readonly connection: Connection;
  readonly held: Held | null;
  /** How far this computer's clock is ahead of the engine's, in milliseconds; null until an item told. */
  readonly aheadMs: number | null;
  readonly settings: Settings | null;
}

export type ConsoleStore = StoreApi<ConsoleData>;

export function createConsoleStore(): ConsoleStore {
  return createStore<ConsoleData>(() => ({ connection: { kind: 'connecting' }, held: null, aheadMs: null, settings: null }));
}
