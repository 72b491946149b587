import { Button, Group, Modal, PinInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ContextItem } from '../../../shared/contract/contexts';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';

interface DialogProps {
  readonly item: ContextItem;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes the six digits of an MFA device; the session they open is kept in memory only. */
export function CodeDialog({ item, opened, onClose }: DialogProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title={t('sources.codeTitle', { name: item.name })} centered>
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
    const done = await command(t('sources.doOpenSession', { name: item.name }), (client) =>
      client.contexts.mfa({ contextId: item.contextId, code: digits }),
    );
    setBusy(false);
    setCode('');
    if (!done.ok) return;
    tell(t('sources.signedIn', { name: item.name }));
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
        aria-label={t('sources.sixDigits')}
        onChange={setCode}
        onComplete={(digits) => void give(digits)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('sources.back')}
        </Button>
        <Button loading={busy} disabled={code.length !== 6} onClick={() => void give(code)}>
          {t('sources.openSession')}
        </Button>
      </Group>
    </Stack>
  );
}
