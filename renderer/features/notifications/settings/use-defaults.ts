import { useState } from 'react';
import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { fieldAt } from '../../../../shared/domain/notifications/secret-fields';
import { isEqual } from '../../../../shared/lib/equal';
import { t } from '../../../language/language';
import type { Problems, Refused } from '../../../store/refusal';
import { tell } from '../../../store/use-command';
import { useUnsaved } from './unsaved';
import type { HeldSettings, NotificationSettingsStore } from './use-notification-settings';

/** The defaults being edited: what is stored with the changes not saved yet. */
export function useDefaults(store: NotificationSettingsStore, held: HeldSettings) {
  const { defaults: kept, keepDefaults } = useUnsaved();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<HeldSettings | null>(null);
  const stored = held.settings.Defaults;
  const draft = kept?.draft ?? stored;

  const forget = (): void => {
    keepDefaults(null);
    setRefused(null);
    setTried(false);
    setConflict(null);
  };
  /** Others may have saved since: where they left the defaults alone, both are kept; else a person decides. */
  const putOver = async (base: HeldSettings, from: NotificationDefaults, tries: number): Promise<void> => {
    if (!isEqual(base.settings.Defaults, from)) return setConflict(base);
    setSaving(true);
    const saved = await store.save({ ...base.settings, Defaults: draft }, base);
    setSaving(false);
    if (saved.ok) {
      forget();
      tell(t('notificationSettings.theDefaultsWereSaved'));
      return;
    }
    const again = saved.refused.conflict && tries > 0 ? await store.again() : null;
    if (again !== null) return putOver(again, from, tries - 1);
    setRefused(saved.refused);
  };
  return {
    draft,
    dirty: !isEqual(draft, stored),
    saving,
    problems: { ...(tried ? problemsOf(draft) : {}), ...refusedAt(refused) },
    conflict:
      conflict === null
        ? null
        : Object.entries(conflict.settings.Defaults).flatMap(([key, value]) =>
            isEqual(value, (kept?.base ?? stored)[key]) ? [] : [key],
          ),
    change: (next: NotificationDefaults) => {
      setRefused(null);
      const base = kept?.base ?? stored;
      keepDefaults(isEqual(next, base) ? null : { draft: next, base });
    },
    discard: forget,
    save: async () => {
      setTried(true);
      setRefused(null);
      if (Object.keys(problemsOf(draft)).length > 0) return;
      await putOver(held, kept?.base ?? stored, 2);
    },
    keepMine: async () => {
      if (conflict === null) return;
      setConflict(null);
      await putOver(conflict, conflict.settings.Defaults, 0);
    },
    decideLater: () => setConflict(null),
  };
}

function problemsOf(draft: NotificationDefaults): Problems {
  const parsed = NotificationDefaults.safeParse(draft);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]));
}

function refusedAt(refused: Refused | null): Problems {
  if (refused === null) return {};
  const field = refused.field?.startsWith('Defaults.') === true ? refused.field.slice('Defaults.'.length) : '';
  return { [field]: refused.message };
}
