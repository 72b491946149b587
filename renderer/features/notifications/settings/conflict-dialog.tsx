import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

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
      title="Somebody else saved meanwhile"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          {changed === null
            ? `They deleted ${what} while you were writing.`
            : `They changed ${what} while you were writing: ${changed.join(', ')}.`}{' '}
          Keep your version in place of theirs, or drop yours and go on with theirs. Everything else stays as they saved it.
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
