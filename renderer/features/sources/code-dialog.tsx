import { Button, Group, Modal, PinInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ContextItem } from '../../../shared/contract/contexts';
import { tell, useCommand } from '../../store/use-command';

interface DialogProps {
  readonly item: ContextItem;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes the six digits of an MFA device; the session they open is kept in memory only. */
export function CodeDialog({ item, opened, onClose }: DialogProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`MFA code for ${item.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      {opened ? <CodeForm item={item} onClose={onClose} /> : null}
    </Modal>
  );
}

function CodeForm({ item, onClose }: Omit<DialogProps, 'opened'>): ReactNode {
  const command = useCommand();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const give = async (digits: string): Promise<void> => {
    setBusy(true);
    const done = await command(`open the session of ${item.name}`, (client) =>
      client.contexts.mfa({ contextId: item.contextId, code: digits }),
    );
    setBusy(false);
    setCode('');
    if (!done.ok) return;
    tell(`${item.name} is signed in.`);
    onClose();
  };
  return (
    <Stack>
      <Text size="sm">{item.message}</Text>
      <PinInput
        length={6}
        type="number"
        oneTimeCode
        autoFocus
        disabled={busy}
        value={code}
        aria-label="Six digits of the MFA device"
        onChange={setCode}
        onComplete={(digits) => void give(digits)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Back
        </Button>
        <Button loading={busy} disabled={code.length !== 6} onClick={() => void give(code)}>
          Open the session
        </Button>
      </Group>
    </Stack>
  );
}
