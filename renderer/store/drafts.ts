import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { ofPage } from './of-page';
import { usePage } from './page';
import type { UiStore } from './ui-store';

/** Changes not saved yet, with what was stored when they began: what somebody else changed meanwhile is told from that. */
export interface Unsaved<P> {
  readonly draft: P;
  /** Null for what was not stored at all. */
  readonly base: P | null;
}

interface AllUnsaved<P> {
  readonly all: Readonly<Record<string, Unsaved<P>>>;
}

export interface Drafts<P> extends AllUnsaved<P> {
  /** Null forgets it. */
  readonly keep: (id: string, next: Unsaved<P> | null) => void;
}

export type DraftsPlace<P> = (ui: UiStore) => StoreApi<AllUnsaved<P>>;

/** A place for unsaved changes of one kind that outlives the screen, so that looking elsewhere loses nothing. Made once, in a module. */
export function draftsPlace<P>(): DraftsPlace<P> {
  return ofPage<AllUnsaved<P>>(() => ({ all: {} }));
}

export function useDrafts<P>(place: DraftsPlace<P>): Drafts<P> {
  const store = place(usePage().ui);
  const { all } = useStore(store);
  return {
    all,
    keep: (id, next) =>
      store.setState(({ all: before }) => {
        const { [id]: _, ...others } = before;
        return { all: next === null ? others : { ...others, [id]: next } };
      }),
  };
}
