import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { LoggedProtocol, type Topic } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { locale, t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { DeliveryLog } from './delivery-log';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { useRead } from './use-read';

const words: Readonly<Record<string, string>> = {
  get NumberOfMessagesPublished() {
    return t('messaging.published');
  },
  get NumberOfNotificationsDelivered() {
    return t('messaging.delivered');
  },
  get NumberOfNotificationsFailed() {
    return t('messaging.failed');
  },
  get NumberOfNotificationsFilteredOut() {
    return t('messaging.filteredOut');
  },
  get 'NumberOfNotificationsFilteredOut-NoMessageAttributes'() {
    return t('messaging.filteredOutNoAttributes');
  },
  get NumberOfNotificationsRedrivenToDlq() {
    return t('messaging.sentToADeadLetterQueue');
  },
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
      <h3 className={classes.heading}>{t('messaging.deliveriesInTheLast24Hours')}</h3>
      <Problem of={metrics} />
      <dl className={classes.figures}>
        {(metrics.value?.items ?? []).map(({ name, total }) => (
          <Figure key={name} name={words[name] ?? name} total={total} />
        ))}
      </dl>
      <p className={classes.dim}>
        {logged.length === 0
          ? t('messaging.sNSLogsNoDeliveryOfThis')
          : t('messaging.eachDeliveryIsLoggedForValue', {
              protocols: logged
                .map(({ protocol, successSamplePercent }) =>
                  t('messaging.shareOfSuccesses', { protocol, percent: successSamplePercent ?? 0 }),
                )
                .join(', '),
            })}
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
      <dd>
        {total === null ? <span className={classes.dim}>{t('messaging.nothingCounted')}</span> : total.toLocaleString(locale())}
      </dd>
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
    const done = await command(t('messaging.changeTheLoggingOfName', { name: topic.name }), (client) =>
      client.sns.logDeliveries({ context, topicArn: topic.topicArn, protocol, roleArn: role }),
    );
    if (!done.ok) return;
    tell(
      role === null
        ? t('messaging.protocolDeliveriesAreNotLoggedAny', { protocol })
        : t('messaging.protocolDeliveriesAreLogged', { protocol }),
    );
    onChanged();
  };
  return (
    <div className={classes.group}>
      <div className={classes.row}>
        <Select
          size="xs"
          w={120}
          aria-label={t('messaging.protocol')}
          allowDeselect={false}
          data={LoggedProtocol.options}
          value={protocol}
          onChange={(value) => setProtocol(LoggedProtocol.options.find((one) => one === value) ?? 'SQS')}
        />
        <TextInput
          size="xs"
          className={classes.grow}
          aria-label={t('messaging.roleThatWritesTheLogs')}
          placeholder="arn:aws:iam::…:role/…"
          value={roleArn}
          onChange={(event) => setRoleArn(event.currentTarget.value)}
        />
      </div>
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" disabled={roleArn.trim() === ''} onClick={() => void change(roleArn.trim())}>
          {t('messaging.logProtocolDeliveries', { protocol })}
        </Button>
        {isOn ? (
          <Button size="compact-sm" variant="default" onClick={() => void change(null)}>
            {t('messaging.stopLoggingProtocol', { protocol })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
