import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { useEngine, usePage } from '../../../store/page';
import type { UiStore } from '../../../store/ui-store';
import type { Draft } from './draft';

/** Changes not saved yet, with what was stored when they began: what somebody else changed meanwhile is told from that. */
export interface Unsaved<T> {
  readonly draft: T;
  /** Null for what was not stored at all. */
  readonly base: T | null;
}

interface AllUnsaved {
  readonly configurations: Readonly<Record<string, Unsaved<Draft>>>;
  readonly defaults: Unsaved<NotificationDefaults> | null;
}

/** They outlive the screen, so that looking elsewhere loses nothing, and end with the page. */
const ofPage = new WeakMap<UiStore, StoreApi<AllUnsaved>>();

function storeOf(ui: UiStore): StoreApi<AllUnsaved> {
  const known = ofPage.get(ui) ?? createStore<AllUnsaved>(() => ({ configurations: {}, defaults: null }));
  ofPage.set(ui, known);
  return known;
}

export interface UnsavedStore extends AllUnsaved {
  readonly keep: (id: string, next: Unsaved<Draft> | null) => void;
  readonly keepDefaults: (next: Unsaved<NotificationDefaults> | null) => void;
}

export function useUnsaved(): UnsavedStore {
  const store = storeOf(usePage().ui);
  const all = useStore(store);
  return {
    ...all,
    keep: (id, next) =>
      store.setState(({ configurations }) => {
        const { [id]: _, ...others } = configurations;
        return { configurations: next === null ? others : { ...others, [id]: next } };
      }),
    keepDefaults: (defaults) => store.setState({ defaults }),
  };
}

/** A browser asks before it leaves with changes that are not saved. A desktop window only hides, and must be able to quit. */
export function useAskBeforeLeaving({ configurations, defaults }: UnsavedStore): void {
  const served = useEngine()?.host === 'headless';
  const any = defaults !== null || Object.keys(configurations).length > 0;
  useEffect(() => {
    if (!served || !any) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [served, any]);
}
