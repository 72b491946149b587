import { useStore } from 'zustand';
import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { ofPage } from '../../../store/of-page';
import { usePage } from '../../../store/page';
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

const storeOf = ofPage<AllUnsaved>(() => ({ configurations: {}, defaults: null }));

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
