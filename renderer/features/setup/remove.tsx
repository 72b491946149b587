import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';

interface RemoveProps {
  readonly name: string;
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly onRemove: () => void;
}

/** Asks once more before everything of ours is taken out of the account. */
export function Remove({ name, disabled, busy, onRemove }: RemoveProps): ReactNode {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" disabled={disabled} loading={busy} onClick={() => setAsked(true)}>
        {t('setup.removeAll')}
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('setup.removeFrom', { name })} centered>
        <Stack>
          <Text>{t('setup.removeText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('setup.back')}
            </Button>
            <Button
              color="red"
              onClick={() => {
                setAsked(false);
                onRemove();
              }}
            >
              {t('setup.removeAll')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
