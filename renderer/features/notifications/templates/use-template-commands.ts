import { useRef } from 'react';
import type { StoredTemplate } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import { isBroken, problemsOf } from './draft-problems';
import type { TemplateDraft } from './unsaved-templates';

interface Work extends Pick<TemplateDraft, 'draft' | 'dirty' | 'settle' | 'forget'> {
  readonly stored: StoredTemplate;
  readonly readOnly: boolean;
  readonly onSaved: (next: StoredTemplate) => void;
  readonly onGone: () => void;
}

/** Saves what is being written, or takes one's own version back. */
export function useTemplateCommands({ stored, draft, dirty, readOnly, settle, forget, onSaved, onGone }: Work) {
  const command = useCommand();
  const saving = useRef(false);
  return {
    /** Does nothing where there is nothing to save, or nothing that may be. */
    save: async (): Promise<void> => {
      if (saving.current || !dirty || readOnly || isBroken(problemsOf(draft))) return;
      saving.current = true;
      const { format, ...content } = draft;
      const done = await command(t('notificationTemplates.doSave', { name: draft.name }), (client) =>
        client.notifications.templates.put({ ...content, channel: format }),
      );
      saving.current = false;
      if (!done.ok) return;
      tell(t('notificationTemplates.nameWasSavedAsVersionVersion', { name: draft.name, version: done.value.version }));
      settle(draft, done.value);
      onSaved(done.value);
    },
    remove: async (): Promise<void> => {
      const { templateId, locale, name } = stored;
      const done = await command(t('notificationTemplates.doDelete', { name }), (client) =>
        client.notifications.templates.remove({ templateId, locale }),
      );
      if (!done.ok) return;
      const { remaining } = done.value;
      tell(
        remaining === null
          ? t('notificationTemplates.nameWasDeleted', { name })
          : t('notificationTemplates.yourVersionWasDeletedTheOne'),
      );
      forget();
      if (remaining === null) onGone();
      else onSaved(remaining);
    },
  };
}
