import { Button, FileButton, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../../language/language';
import { tell } from '../../../store/use-command';
import type { DocumentStore, Held } from '../../../store/use-document';
import { download } from '../../../ui/download';
import { mergeImport } from './merge-import';
import classes from './settings.module.css';
import type { SettingsDraft } from './settings-document';

interface ExchangeProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly store: DocumentStore<SettingsDraft>;
  readonly held: Held<SettingsDraft>;
  readonly selected: string | null;
  readonly readOnly: boolean;
}

/** Configurations as files, in the form in which they are written elsewhere. Secrets leave as references only. */
export function Exchange({ opened, onClose, store, held, selected, readOnly }: ExchangeProps): ReactNode {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const one = held.value.Notifications.find(({ NotificationId }) => NotificationId === selected);
  const take = async (): Promise<void> => {
    const merged = mergeImport(held.value.Notifications, text);
    if (!merged.ok) return setProblem(merged.error);
    // As it was written: the engine says what is wrong in it, by its place.
    const why = await store.save(held, { ...held.value, ...merged.value.settings });
    if (why !== null) return setProblem(t('notificationSettings.messageNothingWasImported', { message: why.message }));
    tell(
      merged.value.count === 1
        ? t('notificationSettings.oneConfigurationWasImported')
        : t('notificationSettings.numberConfigurationsWereImported', { number: merged.value.count }),
    );
    setText('');
    setProblem(null);
    onClose();
  };
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setText(await file.text());
    setProblem(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('notificationSettings.importAndExport')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('notificationSettings.close') }}
    >
      <Stack gap="sm">
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => save('notifications.json', held.value)}>
            {t('notificationSettings.exportAll')}
          </Button>
          {one === undefined ? null : (
            <Button size="xs" variant="default" title={one.Name} onClick={() => save(`${one.NotificationId}.json`, one)}>
              {t('notificationSettings.exportTheOpenOne')}
            </Button>
          )}
          <span className={classes.dim}>{t('notificationSettings.secretsAreLeftOutAFile')}</span>
        </Group>
        <Textarea
          size="xs"
          label={t('notificationSettings.import')}
          description={t('notificationSettings.oneConfigurationAListOfThem')}
          autosize
          minRows={8}
          maxRows={18}
          className={classes.code}
          value={text}
          error={problem}
          disabled={readOnly}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Group justify="flex-end" gap="xs">
          <FileButton onChange={(file) => void read(file)} accept="application/json">
            {(props) => (
              <Button size="xs" variant="default" disabled={readOnly} {...props}>
                {t('notificationSettings.openAFile')}
              </Button>
            )}
          </FileButton>
          <Button size="xs" disabled={readOnly || text.trim() === ''} onClick={() => void take()}>
            {t('notificationSettings.import')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function save(name: string, value: unknown): void {
  download(name, 'application/json', `${JSON.stringify(value, null, 2)}\n`);
}
