import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';

interface AskDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly tone: 'main' | 'plain' | 'danger'; readonly run: () => void }[];
  readonly onClose: () => void;
}

/** One question with its answers; closing it does nothing. */
export function AskDialog({ opened, title, text, choices, onClose }: AskDialogProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered>
      <Stack>
        <Text size="sm">{text}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {choices.map(({ label, tone, run }) => (
            <Button
              key={label}
              variant={tone === 'main' ? 'filled' : 'default'}
              {...(tone === 'danger' ? { c: 'var(--failed)' } : {})}
              onClick={run}
            >
              {label}
            </Button>
          ))}
        </Group>
      </Stack>
    </Modal>
  );
}
