import { Anchor, Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { ContextItem, SignIn } from '../../../shared/contract/contexts';
import { useEngine } from '../../store/page';
import { tell, useCommand } from '../../store/use-command';
import { Moment } from '../../ui/time';
import classes from './sources-screen.module.css';

interface DialogProps {
  readonly item: ContextItem;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Shows the code to confirm in a browser, and closes by itself once somebody did. */
export function SignInDialog({ item, opened, onClose }: DialogProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Sign in: ${item.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      {opened ? <SignInSteps item={item} onClose={onClose} /> : null}
    </Modal>
  );
}

function SignInSteps({ item, onClose }: Omit<DialogProps, 'opened'>): ReactNode {
  const command = useCommand();
  // The window leads nowhere else: there the address is copied into a browser.
  const opensLinks = useEngine()?.host === 'headless';
  const [begun, setBegun] = useState<SignIn | null>(item.signIn);
  const [busy, setBusy] = useState(false);
  const isDone = begun !== null && item.state === 'live' && item.signIn === null;
  useEffect(() => {
    if (!isDone) return;
    tell(`${item.name} is signed in.`);
    onClose();
  }, [isDone, item.name, onClose]);
  const begin = async (): Promise<void> => {
    setBusy(true);
    const done = await command(`begin the sign-in of ${item.name}`, (client) =>
      client.contexts.signIn({ contextId: item.contextId }),
    );
    setBusy(false);
    if (done.ok) setBegun(done.value);
  };
  if (begun === null) {
    return (
      <Stack>
        <Text size="sm">
          A code is shown here, which you confirm in a browser, on this computer or another. The session is shared with the AWS
          CLI and with every profile of the same SSO session.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button loading={busy} onClick={() => void begin()} data-autofocus>
            Begin
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text size="sm">
        Open{' '}
        {opensLinks ? (
          <Anchor href={begun.verificationUriComplete} target="_blank" rel="noreferrer" size="sm">
            {begun.verificationUri}
          </Anchor>
        ) : (
          <strong>{begun.verificationUri}</strong>
        )}{' '}
        and confirm that it shows this code:
      </Text>
      <p className={classes.code}>{begun.userCode}</p>
      <Text size="sm" c="dimmed" role="status">
        Waiting for the confirmation. The code ends at <Moment at={begun.expiresAt} />.
      </Text>
      <Group justify="flex-end">
        <CopyButton value={begun.verificationUriComplete}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the address'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  );
}
