import { useState } from 'react';
import { isEqual } from '../../shared/lib/equal';
import { t } from '../language/language';
import type { Drafts } from './drafts';
import { fieldWithin, find, freshId, type Items, laidOver, moved, withUnsaved } from './items';
import type { Problems, Refused } from './refusal';
import { tell } from './use-command';
import type { DocumentStore, Held } from './use-document';

/** What somebody else made of an item while it was being written. */
interface Conflict<D> {
  readonly theirs: Held<D>;
  /** Names of the fields they changed; null where they deleted it. */
  readonly changed: readonly string[] | null;
}

export interface ItemEditing<P> {
  /** What is shown: as stored, with the changes not saved yet; null where nothing of that id is known. */
  readonly draft: P | null;
  /** All as they would be if everything were saved now. */
  readonly all: readonly P[];
  readonly unsavedIds: readonly string[];
  readonly isNew: boolean;
  readonly dirty: boolean;
  readonly saving: boolean;
  /** Nothing is called wrong before saving was tried. */
  readonly problems: Problems;
  readonly conflict: { readonly changed: readonly string[] | null } | null;
  readonly begin: (item: P) => void;
  readonly change: (next: P) => void;
  readonly discard: () => void;
  readonly save: () => Promise<boolean>;
  readonly remove: () => Promise<void>;
  readonly move: (id: string, by: -1 | 1) => Promise<void>;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => void;
  readonly decideLater: () => void;
}

/**
 * Edits one item of a document that is written as a whole. Others may save meanwhile: where they left this item alone, both changes are
 * kept; else a person decides.
 */
export function useItemEditing<D, P>(
  store: DocumentStore<D>,
  drafts: Drafts<P>,
  items: Items<D, P>,
  id: string | null,
  onOpen: (id: string | null) => void,
): ItemEditing<P> {
  const [tried, setTried] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ readonly id: string; readonly why: Refused } | null>(null);
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict<D> | null>(null);

  const listOf = (held: Held<D> | null): readonly P[] => (held === null ? [] : items.list(held.value));
  const storedAll = listOf(store.held);
  const stored = find(items, storedAll, id);
  const kept = id === null ? null : (drafts.all[id] ?? null);
  const draft = kept?.draft ?? stored;
  const isNew = kept !== null && kept.base === null;

  const forget = (gone: string): void => {
    drafts.keep(gone, null);
    setTried(null);
    setRefused(null);
    setConflict(null);
  };
  const put = async (base: Held<D>, list: readonly P[]): Promise<Refused | null> => {
    setSaving(true);
    const why = await store.save(base, items.withList(base.value, list));
    setSaving(false);
    return why;
  };
  const putOver = async (base: Held<D>, mine: P, from: P | null, tries: number): Promise<boolean> => {
    const laid = laidOver(items, listOf(base), mine, from, Object.keys(drafts.all));
    if (!laid.ok) {
      setConflict({ theirs: base, changed: laid.changed });
      return false;
    }
    const why = await put(base, laid.list);
    if (why?.conflict === true && tries > 0) {
      const again = await store.again();
      if (again !== null) return putOver(again, mine, from, tries - 1);
    }
    if (why !== null) {
      setRefused({ id: items.idOf(mine), why });
      return false;
    }
    forget(items.idOf(mine));
    if (items.idOf(laid.item) !== items.idOf(mine)) onOpen(items.idOf(laid.item));
    tell(items.saved?.(laid.item) ?? t('alerting.wasSaved', { name: items.nameOf(laid.item) }));
    return true;
  };

  return {
    draft,
    all: withUnsaved(items, storedAll, drafts.all),
    unsavedIds: Object.keys(drafts.all),
    isNew,
    dirty: kept !== null && (stored === null || !isEqual(kept.draft, stored)),
    saving,
    conflict,
    problems: draft === null ? {} : shownProblems(items, draft, tried, refused, indexIn(items, storedAll, draft)),
    begin: (item) => {
      drafts.keep(items.idOf(item), { draft: item, base: null });
      setRefused(null);
      onOpen(items.idOf(item));
    },
    change: (next) => {
      setRefused(null);
      const base = kept === null ? stored : kept.base;
      drafts.keep(items.idOf(next), base !== null && isEqual(next, base) ? null : { draft: next, base });
    },
    discard: () => {
      if (id === null) return;
      forget(id);
      if (stored === null) onOpen(null);
    },
    save: async () => {
      if (draft === null || store.held === null) return false;
      setTried(items.idOf(draft));
      setRefused(null);
      if (Object.keys(items.problemsOf(draft)).length > 0) return false;
      return putOver(store.held, draft, kept === null ? stored : kept.base, 2);
    },
    remove: async () => {
      if (draft === null || store.held === null) return;
      const gone = items.idOf(draft);
      // What somebody else saved by the same id meanwhile is not this one.
      if (stored !== null && !isNew) {
        const why = await put(
          store.held,
          storedAll.filter((one) => items.idOf(one) !== gone),
        );
        if (why?.conflict === true) await store.again();
        if (why !== null) return setRefused({ id: gone, why: notDeleted(why) });
      }
      forget(gone);
      onOpen(null);
      tell(items.deleted?.(draft) ?? t('alerting.wasDeleted', { name: items.nameOf(draft) }));
    },
    move: async (which, by) => {
      if (store.held === null || saving) return;
      const why = await put(store.held, moved(items, storedAll, which, by));
      if (why === null) return;
      if (why.conflict) await store.again();
      tell(why.conflict ? t('notificationSettings.somebodyElseSavedMeanwhileLookAt') : why.message);
    },
    keepMine: async () => {
      if (draft === null || conflict === null) return;
      const { theirs } = conflict;
      setConflict(null);
      await putOver(theirs, draft, find(items, listOf(theirs), items.idOf(draft)), 0);
    },
    takeTheirs: () => {
      if (id === null) return;
      forget(id);
      if (stored === null) onOpen(null);
    },
    decideLater: () => setConflict(null),
  };
}

/** An id that neither a stored nor an unsaved item has. */
export function freshIdIn<D, P>(items: Items<D, P>, all: readonly P[], name: string): string {
  return freshId(name, all.map(items.idOf));
}

function indexIn<D, P>(items: Items<D, P>, all: readonly P[], item: P): number {
  const found = all.findIndex((one) => items.idOf(one) === items.idOf(item));
  return found === -1 ? all.length : found;
}

function notDeleted(why: Refused): Refused {
  if (!why.conflict) return why;
  return { message: t('notificationSettings.somebodyElseSavedMeanwhileLookAt2'), field: null, conflict: false };
}

function shownProblems<D, P>(
  items: Items<D, P>,
  draft: P,
  tried: string | null,
  refused: { readonly id: string; readonly why: Refused } | null,
  index: number,
): Problems {
  const id = items.idOf(draft);
  const own = tried === id ? items.problemsOf(draft) : {};
  if (refused === null || refused.id !== id) return own;
  const field = refused.why.field === null ? null : fieldWithin(refused.why.field, items.fieldOf(index));
  return { ...own, [field ?? '']: refused.why.message };
}
