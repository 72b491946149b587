import { Button, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shippedLocales } from '../../../../shared/domain/notifications/locale';
import { type StoredTemplate, Template } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import settings from '../settings/settings.module.css';
import { keyOf } from './template-key';
import classes from './templates.module.css';

interface CopyProps {
  readonly draft: Template;
  readonly opened: boolean;
  /** Keys of all templates there are. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onMade: (copy: StoredTemplate) => void;
}

/** Another template of the same words: for channels that name it, or in another language. */
export function CopyTemplate({ draft, opened, taken, onClose, onMade }: CopyProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('notificationTemplates.copyName', { name: draft.name })}
      centered
      closeButtonProps={{ 'aria-label': t('notificationTemplates.close') }}
    >
      {opened ? <CopyForm draft={draft} taken={taken} onMade={onMade} /> : null}
    </Modal>
  );
}

function CopyForm({ draft, taken, onMade }: Pick<CopyProps, 'draft' | 'taken' | 'onMade'>): ReactNode {
  const command = useCommand();
  const [templateId, setTemplateId] = useState(`${draft.templateId}-own`);
  const [locale, setLocale] = useState(draft.locale);
  const copy = Template.safeParse({ ...draft, templateId, locale });
  const isTaken = taken.includes(keyOf({ templateId, locale }));
  const problem = isTaken
    ? t('notificationTemplates.thereIsOneOfThisName')
    : copy.success
      ? null
      : (copy.error.issues[0]?.message ?? t('notificationTemplates.thisIsNoName'));
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!copy.success || isTaken) return;
    const { format, ...content } = copy.data;
    const done = await command(t('notificationTemplates.doCopy', { name: draft.name }), (client) =>
      client.notifications.templates.put({ ...content, channel: format }),
    );
    if (!done.ok) return;
    tell(t('notificationTemplates.valueWasMade', { value: keyOf(done.value) }));
    onMade(done.value);
  };
  return (
    <form className={classes.versions} onSubmit={(event) => void make(event)}>
      <TextInput
        label={t('notificationTemplates.id')}
        description={t('notificationTemplates.channelsNameItAsTheirTemplate')}
        data-autofocus
        value={templateId}
        error={problem}
        onChange={(event) => setTemplateId(event.currentTarget.value)}
      />
      <Select
        label={t('notificationTemplates.language')}
        allowDeselect={false}
        data={[...new Set([...shippedLocales, draft.locale])]}
        value={locale}
        onChange={(value) => setLocale(value ?? draft.locale)}
      />
      <Button type="submit" className={settings.start} disabled={problem !== null}>
        {t('notificationTemplates.makeTheCopy')}
      </Button>
    </form>
  );
}
