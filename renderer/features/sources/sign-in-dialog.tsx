import { Anchor, Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { ContextItem, SignIn } from '../../../shared/contract/contexts';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
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
    <Modal opened={opened} onClose={onClose} title={t('sources.signInTitle', { name: item.name })} centered>
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
    tell(t('sources.signedIn', { name: item.name }));
    onClose();
  }, [isDone, item.name, onClose]);
  const begin = async (): Promise<void> => {
    setBusy(true);
    const done = await command(t('sources.doSignIn', { name: item.name }), (client) =>
      client.contexts.signIn({ contextId: item.contextId }),
    );
    setBusy(false);
    if (done.ok) setBegun(done.value);
  };
  if (begun === null) {
    return (
      <Stack>
        <Text size="sm">{t('sources.signInText')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('sources.back')}
          </Button>
          <Button loading={busy} onClick={() => void begin()} data-autofocus>
            {t('sources.begin')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text size="sm">
        <Rich text={t('sources.openAndConfirm')} parts={{ uri: () => <Address signIn={begun} isLink={opensLinks} /> }} />
      </Text>
      <p className={classes.code}>{begun.userCode}</p>
      <Text size="sm" c="dimmed" role="status">
        <Rich text={t('sources.waitingFor')} parts={{ at: () => <Moment at={begun.expiresAt} /> }} />
      </Text>
      <Group justify="flex-end">
        <CopyButton value={begun.verificationUriComplete}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('sources.copied') : t('sources.copyAddress')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}

function Address({ signIn, isLink }: { signIn: SignIn; isLink: boolean }): ReactNode {
  if (!isLink) return <strong>{signIn.verificationUri}</strong>;
  return (
    <Anchor href={signIn.verificationUriComplete} target="_blank" rel="noreferrer" size="sm">
      {signIn.verificationUri}
    </Anchor>
  );
}
