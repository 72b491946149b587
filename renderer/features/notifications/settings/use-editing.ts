import { useState } from 'react';
import { isEqual } from '../../../../shared/lib/equal';
import { t } from '../../../language/language';
import type { Problems, Refused } from '../../../store/refusal';
import { tell } from '../../../store/use-command';
import { copyOf, type Draft, draftOf, freshId, newDraft } from './draft';
import { indexOf, moved, replaced, without } from './draft-list';
import { fieldWithin, problemsOf } from './problems';
import { useUnsaved } from './unsaved';
import type { HeldSettings, NotificationSettingsStore } from './use-notification-settings';

/** What somebody else made of this configuration while it was being written. */
interface Conflict {
  readonly theirs: HeldSettings;
  /** Names of the fields they changed; null where they deleted it. */
  readonly changed: readonly string[] | null;
}

/** The configuration being edited: what is stored with the changes not saved yet. */
export function useEditing(
  store: NotificationSettingsStore,
  id: string | null,
  onOpen: (id: string | null) => void,
  onSaved: () => void,
) {
  const unsaved = useUnsaved();
  const [tried, setTried] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ readonly id: string; readonly why: Refused } | null>(null);
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const all = listOf(store.held);
  const stored = find(all, id);
  const kept = id === null ? null : (unsaved.configurations[id] ?? null);
  const draft = kept?.draft ?? stored;
  const ids = [...all.map(({ NotificationId }) => NotificationId), ...Object.keys(unsaved.configurations)];

  const open = (next: Draft): void => {
    unsaved.keep(next.NotificationId, { draft: next, base: null });
    setRefused(null);
    onOpen(next.NotificationId);
  };
  const forget = (gone: string): void => {
    unsaved.keep(gone, null);
    setTried(null);
    setRefused(null);
    setConflict(null);
  };
  const put = async (base: HeldSettings, list: readonly Draft[]): Promise<Refused | null> => {
    setSaving(true);
    const saved = await store.save({ ...base.settings, Notifications: list }, base);
    setSaving(false);
    if (saved.ok) onSaved();
    return saved.ok ? null : saved.refused;
  };
  /** Others may have saved since: where they left this one alone, both are kept; else a person decides. */
  const putOver = async (base: HeldSettings, mine: Draft, from: Draft | null, tries: number): Promise<void> => {
    const list = listOf(base);
    const theirs = find(list, mine.NotificationId);
    const taken = from === null && theirs !== null;
    if (!taken && !isEqual(theirs, from)) return setConflict({ theirs: base, changed: changedFields(from, theirs) });
    const named = taken ? { ...mine, NotificationId: freshId(list.map(({ NotificationId }) => NotificationId)) } : mine;
    const why = await put(base, replaced(list, named));
    if (why?.conflict === true && tries > 0) {
      const again = await store.again();
      if (again !== null) return putOver(again, mine, from, tries - 1);
    }
    if (why !== null) return setRefused({ id: mine.NotificationId, why });
    forget(mine.NotificationId);
    if (taken) onOpen(named.NotificationId);
    tell(t('notificationSettings.nameWasSaved', { Name: named.Name }));
  };

  return {
    draft,
    isNew: kept !== null && kept.base === null,
    dirty: kept !== null && (stored === null || !isEqual(kept.draft, stored)),
    saving,
    conflict,
    unsaved,
    problems: draft === null ? {} : shownProblems(draft, tried, refused, indexOf(all, draft.NotificationId)),
    begin: () => open(newDraft(ids)),
    copy: () => (draft === null ? undefined : open(copyOf(draft, ids))),
    change: (next: Draft) => {
      setRefused(null);
      const base = kept === null ? stored : kept.base;
      unsaved.keep(next.NotificationId, base !== null && isEqual(next, base) ? null : { draft: next, base });
    },
    discard: () => {
      if (id === null) return;
      forget(id);
      if (stored === null) onOpen(null);
    },
    save: async () => {
      if (draft === null || store.held === null) return;
      setTried(draft.NotificationId);
      setRefused(null);
      if (Object.keys(problemsOf(draft)).length > 0) return;
      await putOver(store.held, draft, kept === null ? stored : kept.base, 2);
    },
    remove: async () => {
      if (draft === null || store.held === null) return;
      if (stored !== null) {
        const why = await put(store.held, without(all, draft.NotificationId));
        if (why?.conflict === true) await store.again();
        if (why !== null) return setRefused({ id: draft.NotificationId, why: notDeleted(why) });
      }
      forget(draft.NotificationId);
      onOpen(null);
      tell(
        draft.Name === ''
          ? t('notificationSettings.theConfigurationWasDeleted')
          : t('notificationSettings.nameWasDeleted', { name: draft.Name }),
      );
    },
    /** One place up (-1) or down (1), at once. */
    move: async (which: string, by: -1 | 1) => {
      if (store.held === null || saving) return;
      const why = await put(store.held, moved(all, which, by));
      if (why === null) return;
      if (why.conflict) await store.again();
      tell(why.conflict ? t('notificationSettings.somebodyElseSavedMeanwhileLookAt') : why.message);
    },
    decideLater: () => setConflict(null),
    keepMine: async () => {
      if (draft === null || conflict === null) return;
      const { theirs } = conflict;
      setConflict(null);
      await putOver(theirs, draft, find(listOf(theirs), draft.NotificationId), 0);
    },
    takeTheirs: () => {
      if (id === null) return;
      forget(id);
      if (stored === null) onOpen(null);
    },
  };
}

function listOf(held: HeldSettings | null): readonly Draft[] {
  return (held?.settings.Notifications ?? []).map(draftOf);
}

function find(all: readonly Draft[], id: string | null): Draft | null {
  return all.find(({ NotificationId }) => NotificationId === id) ?? null;
}

function changedFields(from: Draft | null, theirs: Draft | null): readonly string[] | null {
  if (theirs === null) return null;
  return [...new Set([...Object.keys(from ?? {}), ...Object.keys(theirs)])].filter((key) => !isEqual(from?.[key], theirs[key]));
}

function notDeleted(why: Refused): Refused {
  if (!why.conflict) return why;
  return { message: t('notificationSettings.somebodyElseSavedMeanwhileLookAt2'), field: null, conflict: false };
}

/** Nothing is called wrong before saving was tried; what the engine refused stands at its field, or at the foot. */
function shownProblems(
  draft: Draft,
  tried: string | null,
  refused: { readonly id: string; readonly why: Refused } | null,
  index: number,
): Problems {
  const own = tried === draft.NotificationId ? problemsOf(draft) : {};
  if (refused === null || refused.id !== draft.NotificationId) return own;
  const field = refused.why.field === null ? null : fieldWithin(refused.why.field, index);
  return { ...own, [field ?? '']: refused.why.message };
}
