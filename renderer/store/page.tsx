import { createContext, type ReactNode, use, useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { EngineView, View } from '../../shared/domain/view';
import type { Connection } from '../bridge/connection';
import type { LiveLink } from '../bridge/live-link';
import type { Wall } from '../bridge/wall';
import type { ConsoleData, ConsoleStore } from './console-store';
import { engineNowMs } from './engine-clock';
import { formatPlace } from './replay-place';
import type { Route } from './route';
import type { Ticker } from './ticker';
import type { UiData, UiStore } from './ui-store';

/** All that a component may reach beyond its props. Made once, by the entry file. */
export interface Page {
  readonly store: ConsoleStore;
  readonly ui: UiStore;
  readonly link: LiveLink;
  readonly wall: Wall;
  readonly ticker: Ticker;
}

const PageContext = createContext<Page | null>(null);

export function PageProvider({ page, children }: { page: Page; children: ReactNode }): ReactNode {
  return <PageContext value={page}>{children}</PageContext>;
}

export function usePage(): Page {
  const page = use(PageContext);
  if (page === null) throw new Error('PageProvider is missing');
  return page;
}

export function useConsole<T>(select: (data: ConsoleData) => T): T {
  return useStore(usePage().store, select);
}

export function useUi<T>(select: (data: UiData) => T): T {
  return useStore(usePage().ui, select);
}

export function useConnection(): Connection {
  return useConsole((data) => data.connection);
}

/** The live view, or null before the first snapshot. Prefer `useView(select)` where a part will do. */
export function useView<T>(select: (view: View) => T, otherwise: T): T {
  return useConsole((data) => (data.held === null ? otherwise : select(data.held.view)));
}

export function useEngine(): EngineView | null {
  return useView((view) => view.engine.engine ?? null, null);
}

/**
 * The engine's time in epoch milliseconds, stepping on by itself. Before the first snapshot it is the wall's.
 *
 * Only small leaves should call it: whoever does draws again with each pulse.
 */
export function useNowMs(): number {
  const { ticker } = usePage();
  const engine = useEngine();
  const aheadMs = useConsole((data) => data.aheadMs ?? 0);
  const wallMs = useSyncExternalStore(ticker.subscribe, ticker.nowMs, ticker.nowMs);
  return engine === null ? wallMs : engineNowMs(engine.clock, wallMs, aheadMs);
}

/** The wall's time, for what stays on it: connection attempts, delivery to this page. */
export function useWallMs(): number {
  const { ticker } = usePage();
  return useSyncExternalStore(ticker.subscribe, ticker.nowMs, ticker.nowMs);
}

/** Goes to a place; the fragment follows, so that back and forward work. */
export function useGo(): (route: Route) => void {
  const { ui } = usePage();
  return useCallback(
    (route) => {
      ui.setState({ route });
      window.history.pushState(null, '', formatPlace({ route, replay: ui.getState().replay }));
    },
    [ui],
  );
}
