import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { SubscriptionProtocol } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';

/** What to type, and what happens then, by protocol. */
const ways: Readonly<Record<SubscriptionProtocol, { readonly label: string; readonly example: string; readonly note: string }>> =
  {
    email: {
      get label() {
        return t('messaging.eMail');
      },
      example: 'team@example.com',
      get note() {
        return t('messaging.sNSMailsALinkWhichIts');
      },
    },
    'email-json': {
      get label() {
        return t('messaging.eMailAsJSON');
      },
      example: 'team@example.com',
      get note() {
        return t('messaging.sNSMailsALinkWhichIts');
      },
    },
    sms: {
      label: 'SMS',
      example: '+15550100',
      get note() {
        return t('messaging.sentAtOnceAWSChargesEach');
      },
    },
    http: {
      label: 'HTTP',
      example: 'http://…',
      get note() {
        return t('messaging.sNSSendsAConfirmationWhichThe');
      },
    },
    https: {
      label: 'HTTPS',
      example: 'https://…',
      get note() {
        return t('messaging.sNSSendsAConfirmationWhichThe');
      },
    },
    sqs: {
      get label() {
        return t('messaging.sQSQueue');
      },
      example: 'arn:aws:sqs:…',
      get note() {
        return t('messaging.theQueuesPolicyMustLetThe');
      },
    },
    lambda: {
      get label() {
        return t('messaging.lambdaFunction');
      },
      example: 'arn:aws:lambda:…',
      get note() {
        return t('messaging.theFunctionsPolicyMustLetThe');
      },
    },
    firehose: {
      get label() {
        return t('messaging.firehose');
      },
      example: 'arn:aws:firehose:…',
      get note() {
        return t('messaging.needsARoleWhichOnlyAWSs');
      },
    },
    application: {
      get label() {
        return t('messaging.mobileApp');
      },
      example: 'arn:aws:sns:…:endpoint/…',
      get note() {
        return t('messaging.sentAtOnce');
      },
    },
  };

interface SubscribeDialogProps {
  readonly context: ContextId;
  readonly topicArn: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function SubscribeDialog({ context, topicArn, opened, onClose, onDone }: SubscribeDialogProps): ReactNode {
  const command = useCommand();
  const [protocol, setProtocol] = useState<SubscriptionProtocol>('email');
  const [endpoint, setEndpoint] = useState('');
  const way = ways[protocol];
  const subscribe = async (): Promise<void> => {
    const done = await command(t('messaging.doSubscribe', { endpoint }), (client) =>
      client.sns.subscribe({ context, topicArn, protocol, endpoint: endpoint.trim() }),
    );
    if (!done.ok) return;
    tell(done.value.state === 'pending' ? t('messaging.subscribedItWaitsForItsOwner') : t('messaging.subscribed'));
    setEndpoint('');
    onDone();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('messaging.subscribe')}
      centered
      closeButtonProps={{ 'aria-label': t('messaging.close') }}
    >
      <Stack>
        <Select
          label={t('messaging.by')}
          allowDeselect={false}
          data={SubscriptionProtocol.options.map((value) => ({ value, label: ways[value].label }))}
          value={protocol}
          onChange={(value) => setProtocol(SubscriptionProtocol.options.find((one) => one === value) ?? 'email')}
        />
        <TextInput
          label={t('messaging.to')}
          placeholder={way.example}
          value={endpoint}
          onChange={(event) => setEndpoint(event.currentTarget.value)}
          data-autofocus
        />
        <Text size="sm" c="var(--text-dim)">
          {way.note}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('messaging.back')}
          </Button>
          <Button disabled={endpoint.trim() === ''} onClick={() => void subscribe()}>
            {t('messaging.subscribe')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
