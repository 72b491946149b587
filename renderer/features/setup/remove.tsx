import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';

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
        Remove all
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={`Remove from ${name}`} centered>
        <Stack>
          <Text>
            The queue with what waits in it, its rules, subscriptions and forwarding are deleted: everything that carries this
            installation’s mark, and nothing else. The console then reads by polling only.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              Back
            </Button>
            <Button
              color="red"
              onClick={() => {
                setAsked(false);
                onRemove();
              }}
            >
              Remove all
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
