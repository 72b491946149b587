import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../../language/language';

interface NameDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What it is called unless somebody writes something else. */
  readonly first: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly onTake: (name: string) => void;
}

/** Asks how something is to be called. */
export function NameDialog({ opened, title, onClose, ...form }: NameDialogProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered>
      {opened ? <NameForm {...form} /> : null}
    </Modal>
  );
}

function NameForm({ first, action, onTake }: Pick<NameDialogProps, 'first' | 'action' | 'onTake'>): ReactNode {
  const [name, setName] = useState(first.slice(0, 120));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onTake(name.trim());
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          label={t('boards.name')}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === ''}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
