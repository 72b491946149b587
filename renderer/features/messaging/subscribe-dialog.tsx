import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { SubscriptionProtocol } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import { tell, useCommand } from '../../store/use-command';

/** What to type, and what happens then, by protocol. */
const ways: Readonly<Record<SubscriptionProtocol, { readonly label: string; readonly example: string; readonly note: string }>> =
  {
    email: { label: 'E-mail', example: 'team@example.com', note: 'SNS mails a link which its owner must open first.' },
    'email-json': {
      label: 'E-mail, as JSON',
      example: 'team@example.com',
      note: 'SNS mails a link which its owner must open first.',
    },
    sms: { label: 'SMS', example: '+15550100', note: 'Sent at once; AWS charges each message.' },
    http: { label: 'HTTP', example: 'http://…', note: 'SNS sends a confirmation which the receiver must answer.' },
    https: { label: 'HTTPS', example: 'https://…', note: 'SNS sends a confirmation which the receiver must answer.' },
    sqs: { label: 'SQS queue', example: 'arn:aws:sqs:…', note: 'The queue’s policy must let the topic send to it.' },
    lambda: { label: 'Lambda function', example: 'arn:aws:lambda:…', note: 'The function’s policy must let the topic call it.' },
    firehose: {
      label: 'Firehose',
      example: 'arn:aws:firehose:…',
      note: 'Needs a role, which only AWS’s own console can set here.',
    },
    application: { label: 'Mobile app', example: 'arn:aws:sns:…:endpoint/…', note: 'Sent at once.' },
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
    const done = await command(`subscribe ${endpoint}`, (client) =>
      client.sns.subscribe({ context, topicArn, protocol, endpoint: endpoint.trim() }),
    );
    if (!done.ok) return;
    tell(done.value.state === 'pending' ? 'Subscribed; it waits for its owner to confirm.' : 'Subscribed.');
    setEndpoint('');
    onDone();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Subscribe" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Select
          label="By"
          allowDeselect={false}
          data={SubscriptionProtocol.options.map((value) => ({ value, label: ways[value].label }))}
          value={protocol}
          onChange={(value) => setProtocol(SubscriptionProtocol.options.find((one) => one === value) ?? 'email')}
        />
        <TextInput
          label="To"
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
            Back
          </Button>
          <Button disabled={endpoint.trim() === ''} onClick={() => void subscribe()}>
            Subscribe
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
