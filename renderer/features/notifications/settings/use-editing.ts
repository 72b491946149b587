import { useState } from 'react';
import { isEqual } from '../../../../shared/lib/equal';
import { tell } from '../../../store/use-command';
import { copyOf, type Draft, draftOf, newDraft } from './draft';
import { fieldWithin, type Problems, problemsOf, type Refused } from './problems';
import type { HeldSettings, useNotificationSettings } from './use-notification-settings';

type Store = ReturnType<typeof useNotificationSettings>;

/** What somebody else saved while this was being written. */
export interface Conflict {
  readonly theirs: HeldSettings;
}

/** The configuration being edited: what is stored with the changes not saved yet. */
export function useEditing(store: Store, id: string | null, onOpen: (id: string | null) => void, onSaved: () => void) {
  const [changed, setChanged] = useState<Draft | null>(null);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const all = (store.held?.settings.Notifications ?? []).map(draftOf);
  const stored = all.find(({ NotificationId }) => NotificationId === id) ?? null;
  const draft = changed !== null && changed.NotificationId === id ? changed : stored;
  const dirty = draft !== null && (stored === null || !isEqual(draft, stored));
  const ids = all.map(({ NotificationId }) => NotificationId);
  const index = draft === null ? -1 : indexOf(all, draft);

  const reset = (next: Draft | null): void => {
    setChanged(next);
    setTried(false);
    setRefused(null);
    setConflict(null);
  };
  const open = (next: Draft): void => {
    reset(next);
    onOpen(next.NotificationId);
  };
  const put = async (notifications: readonly Draft[], over?: HeldSettings): Promise<boolean> => {
    const base = over ?? store.held;
    if (base === null) return false;
    setSaving(true);
    const saved = await store.save({ ...base.settings, Notifications: notifications }, over);
    setSaving(false);
    if (saved.ok) {
      onSaved();
      return true;
    }
    setRefused(saved.refused);
    if (saved.refused.conflict) {
      const theirs = await store.again();
      if (theirs !== null) setConflict({ theirs });
    }
    return false;
  };
  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(null);
    if (draft === null || Object.keys(problemsOf(draft)).length > 0) return;
    if (await put(replaced(all, draft))) {
      reset(null);
      tell(`${draft.Name} was saved.`);
    }
  };

  return {
    draft,
    dirty,
    saving,
    conflict,
    problems: draft === null ? {} : shownProblems(draft, tried, refused, index),
    begin: () => open(newDraft(ids)),
    copy: () => (draft === null ? undefined : open(copyOf(draft, ids))),
    change: (next: Draft) => {
      setChanged(next);
      setRefused(null);
    },
    discard: () => {
      reset(null);
      if (stored === null) onOpen(null);
    },
    save,
    remove: async () => {
      if (draft === null) return;
      if (stored !== null && !(await put(all.filter(({ NotificationId }) => NotificationId !== draft.NotificationId)))) return;
      reset(null);
      onOpen(null);
      tell(`${draft.Name} was deleted.`);
    },
    keepMine: async () => {
      if (draft === null || conflict === null) return;
      const theirs = conflict.theirs.settings.Notifications.map(draftOf);
      if (await put(replaced(theirs, draft), conflict.theirs)) reset(null);
    },
    takeTheirs: () => reset(null),
  };
}

function indexOf(all: readonly Draft[], draft: Draft): number {
  const found = all.findIndex(({ NotificationId }) => NotificationId === draft.NotificationId);
  return found === -1 ? all.length : found;
}

function replaced(all: readonly Draft[], draft: Draft): readonly Draft[] {
  return indexOf(all, draft) === all.length
    ? [...all, draft]
    : all.map((one) => (one.NotificationId === draft.NotificationId ? draft : one));
}

/** Nothing is called wrong before saving was tried; what the engine refused stands at its field, or at the foot. */
function shownProblems(draft: Draft, tried: boolean, refused: Refused | null, index: number): Problems {
  const own = tried ? problemsOf(draft) : {};
  if (refused === null || refused.conflict) return own;
  const field = refused.field === null ? null : fieldWithin(refused.field, index);
  return { ...own, [field ?? '']: refused.message };
}
