import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { LoggedProtocol, type Topic } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { tell, useCommand } from '../../store/use-command';
import { DeliveryLog } from './delivery-log';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { useRead } from './use-read';

const words: Readonly<Record<string, string>> = {
  NumberOfMessagesPublished: 'Published',
  NumberOfNotificationsDelivered: 'Delivered',
  NumberOfNotificationsFailed: 'Failed',
  NumberOfNotificationsFilteredOut: 'Filtered out',
  'NumberOfNotificationsFilteredOut-NoMessageAttributes': 'Filtered out: no attributes',
  NumberOfNotificationsRedrivenToDlq: 'Sent to a dead-letter queue',
};

/** How the topic's deliveries went in the last day, and whether SNS logs each of them. */
export function Deliveries({
  context,
  topic,
  onChanged,
}: {
  context: ContextId;
  topic: Topic;
  onChanged: () => void;
}): ReactNode {
  const { topicArn } = topic;
  const read = useCallback(
    (client: ConsoleClient) => client.sns.deliveries({ context, topicArn, hours: 24 }),
    [context, topicArn],
  );
  const metrics = useRead(read);
  const logged = topic.deliveryLogging.filter(({ successRole, failureRole }) => successRole !== null || failureRole !== null);
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>Deliveries in the last 24 hours</h3>
      <Problem of={metrics} />
      <dl className={classes.figures}>
        {(metrics.value?.items ?? []).map(({ name, total }) => (
          <Figure key={name} name={words[name] ?? name} total={total} />
        ))}
      </dl>
      <p className={classes.dim}>
        {logged.length === 0
          ? 'SNS logs no delivery of this topic. Mail and SMS of a topic are never logged.'
          : `Each delivery is logged for ${logged.map(({ protocol, successSamplePercent }) => `${protocol} (${successSamplePercent ?? 0} % of successes)`).join(', ')}.`}
      </p>
      <LogDeliveries context={context} topic={topic} onChanged={onChanged} />
      {logged.length === 0 ? null : <DeliveryLog context={context} topicArn={topicArn} />}
    </section>
  );
}

function Figure({ name, total }: { name: string; total: number | null }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{total === null ? <span className={classes.dim}>nothing counted</span> : total.toLocaleString('en')}</dd>
    </>
  );
}

function LogDeliveries({ context, topic, onChanged }: { context: ContextId; topic: Topic; onChanged: () => void }): ReactNode {
  const command = useCommand();
  const [protocol, setProtocol] = useState<LoggedProtocol>('SQS');
  const [roleArn, setRoleArn] = useState('');
  const current = topic.deliveryLogging.find((one) => one.protocol === protocol);
  const isOn = current?.successRole != null || current?.failureRole != null;
  const change = async (role: string | null): Promise<void> => {
    const done = await command(`change the logging of ${topic.name}`, (client) =>
      client.sns.logDeliveries({ context, topicArn: topic.topicArn, protocol, roleArn: role }),
    );
    if (!done.ok) return;
    tell(role === null ? `${protocol} deliveries are not logged any more.` : `${protocol} deliveries are logged.`);
    onChanged();
  };
  return (
    <div className={classes.group}>
      <div className={classes.row}>
        <Select
          size="xs"
          w={120}
          aria-label="Protocol"
          allowDeselect={false}
          data={LoggedProtocol.options}
          value={protocol}
          onChange={(value) => setProtocol(LoggedProtocol.options.find((one) => one === value) ?? 'SQS')}
        />
        <TextInput
          size="xs"
          className={classes.grow}
          aria-label="Role that writes the logs"
          placeholder="arn:aws:iam::…:role/…"
          value={roleArn}
          onChange={(event) => setRoleArn(event.currentTarget.value)}
        />
      </div>
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" disabled={roleArn.trim() === ''} onClick={() => void change(roleArn.trim())}>
          Log {protocol} deliveries
        </Button>
        {isOn ? (
          <Button size="compact-sm" variant="default" onClick={() => void change(null)}>
            Stop logging {protocol}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
