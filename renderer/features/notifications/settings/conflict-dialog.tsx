import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Conflict } from './use-editing';

interface ConflictDialogProps {
  readonly conflict: Conflict | null;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Two editors at once: nothing is lost silently. */
export function ConflictDialog({ conflict, onMine, onTheirs }: ConflictDialogProps): ReactNode {
  return (
    <Modal
      opened={conflict !== null}
      onClose={onTheirs}
      title="Somebody else saved meanwhile"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          The settings were changed after you read them. You can put your version of this configuration into theirs, or drop it
          and go on with theirs. Other configurations stay as they saved them.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onTheirs}>
            Use theirs
          </Button>
          <Button onClick={onMine}>Keep mine</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
