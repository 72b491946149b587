import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StoredTemplate, Template } from '../../../../shared/domain/notifications/template';
import { isEqual } from '../../../../shared/lib/equal';
import { useEngine, usePage } from '../../../store/page';
import type { UiStore } from '../../../store/ui-store';
import { contentOf, keyOf } from './template-key';

/** Changes not saved yet, with what was in force when they began. */
interface Unsaved {
  readonly draft: Template;
  readonly base: StoredTemplate;
}

type AllUnsaved = Readonly<Record<string, Unsaved>>;

/** They outlive the screen, so that looking elsewhere loses nothing, and end with the page. */
const ofPage = new WeakMap<UiStore, StoreApi<AllUnsaved>>();

function useUnsavedStore(): StoreApi<AllUnsaved> {
  const { ui } = usePage();
  const known = ofPage.get(ui) ?? createStore<AllUnsaved>(() => ({}));
  ofPage.set(ui, known);
  return known;
}

export interface TemplateDraft {
  readonly draft: Template;
  readonly dirty: boolean;
  /** Somebody saved or took back this template since the changes began. */
  readonly overtaken: boolean;
  readonly change: (next: Template) => void;
  /** `sent` is in force now, as `now`; what was typed since stays a change of it. */
  readonly settle: (sent: Template, now: StoredTemplate) => void;
  readonly forget: () => void;
}

/** What is being written of one template; what is in force where nothing was changed. */
export function useTemplateDraft(stored: StoredTemplate): TemplateDraft {
  const store = useUnsavedStore();
  const key = keyOf(stored);
  const kept = useStore(store, (all) => all[key] ?? null);
  const draft = useMemo(() => kept?.draft ?? contentOf(stored), [kept, stored]);
  const keep = (next: Unsaved | null): void => {
    const { [key]: _, ...others } = store.getState();
    store.setState(next === null ? others : { ...others, [key]: next }, true);
  };
  return {
    draft,
    dirty: kept !== null,
    overtaken: kept !== null && kept.base.version !== stored.version,
    change: (next) => {
      const base = kept?.base ?? stored;
      keep(isEqual(next, contentOf(base)) ? null : { draft: next, base });
    },
    settle: (sent, now) => {
      const newest = store.getState()[key]?.draft ?? sent;
      keep(isEqual(newest, sent) ? null : { draft: newest, base: now });
    },
    forget: () => keep(null),
  };
}

/** Keys of the templates with changes not saved. A browser asks before it leaves with them; a desktop window only hides. */
export function useUnsavedKeys(): readonly string[] {
  const all = useStore(useUnsavedStore());
  const keys = Object.keys(all);
  const asks = useEngine()?.host === 'headless' && keys.length > 0;
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
  return keys;
}
