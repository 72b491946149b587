import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { StoredTemplate, Template } from '../../../../shared/domain/notifications/template';
import { isEqual } from '../../../../shared/lib/equal';
import { ofPage } from '../../../store/of-page';
import { usePage } from '../../../store/page';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { contentOf, keyOf } from './template-key';

/** Changes not saved yet, with what was in force when they began. */
interface Unsaved {
  readonly draft: Template;
  readonly base: StoredTemplate;
}

type AllUnsaved = Readonly<Record<string, Unsaved>>;

const storeOf = ofPage<AllUnsaved>(() => ({}));

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
  const store = storeOf(usePage().ui);
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

/** Keys of the templates with changes not saved; the browser asks before it leaves with them. */
export function useUnsavedKeys(): readonly string[] {
  const all = useStore(storeOf(usePage().ui));
  const keys = Object.keys(all);
  useAskBeforeLeaving(keys.length > 0);
  return keys;
}
