import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';

interface ConflictDialogProps {
  readonly opened: boolean;
  /** "this configuration", "the defaults". */
  readonly what: string;
  /** Fields they changed; null where they deleted it. */
  readonly changed: readonly string[] | null;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  /** Closes the dialog and keeps what was written, not saved. */
  readonly onLater: () => void;
}

/** Two editors at once: nothing is lost silently. */
export function ConflictDialog({ opened, what, changed, onMine, onTheirs, onLater }: ConflictDialogProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onLater}
      title={t('notificationSettings.somebodyElseSavedMeanwhile')}
      centered
      closeButtonProps={{ 'aria-label': t('notificationSettings.close') }}
    >
      <Stack>
        <Text size="sm">
          {changed === null
            ? t('notificationSettings.theyDeletedWhatWhileYouWere', { what })
            : t('notificationSettings.theyChangedWhatWhileYouWere', { what, fields: changed.join(', ') })}{' '}
          {t('notificationSettings.keepYourVersionInPlaceOf')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onTheirs}>
            {t('notificationSettings.useTheirs')}
          </Button>
          <Button onClick={onMine}>{t('notificationSettings.keepMine')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
