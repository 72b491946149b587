import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { Topic } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { ShortId } from '../../ui/short-id';
import { SidePanel } from '../../ui/side-panel';
import { Ago } from '../../ui/time';
import { Deliveries } from './deliveries';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { Subscriptions } from './subscriptions';
import { useRead } from './use-read';

interface TopicPanelProps {
  readonly context: ContextId;
  readonly topicArn: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onGone: () => void;
}

/** One topic: what it is, who hears it, how its deliveries went, and its end. */
export function TopicPanel({ context, topicArn, name, onClose, onGone }: TopicPanelProps): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.sns.topic({ context, topicArn }), [context, topicArn]);
  const topic = useRead(read);
  return (
    <SidePanel title={name} onClose={onClose}>
      <Problem of={topic} />
      {topic.value === null ? null : <About topic={topic.value} />}
      <Subscriptions context={context} topicArn={topicArn} onChanged={topic.again} />
      {topic.value === null ? null : <Deliveries context={context} topic={topic.value} onChanged={topic.again} />}
      {topic.value === null || topic.value.isPlatform ? null : (
        <DeleteTopic context={context} topic={topic.value} onGone={onGone} />
      )}
    </SidePanel>
  );
}

function About({ topic }: { topic: Topic }): ReactNode {
  return (
    <section className={classes.group}>
      {topic.remarks.map((remark) => (
        <p key={remark} className={classes.remark}>
          {remark}
        </p>
      ))}
      <dl className={classes.figures}>
        <dt>{t('messaging.displayName')}</dt>
        <dd>{topic.displayName === '' ? '–' : topic.displayName}</dd>
        <dt>{t('messaging.subscriptions')}</dt>
        <dd>
          {t('messaging.confirmedCount', { confirmed: topic.confirmed })}
          {topic.pending === 0 ? '' : t('messaging.pendingWaiting', { pending: topic.pending })}
        </dd>
        <dt>{t('messaging.encryptionAtRest')}</dt>
        <dd>{topic.encryptionKey ?? t('messaging.none')}</dd>
        <dt>{t('messaging.aRN')}</dt>
        <dd>
          <ShortId id={topic.topicArn} head={14} tail={14} />
        </dd>
        <dt>{t('messaging.read')}</dt>
        <dd>
          <Ago at={topic.observedAt} />
        </dd>
      </dl>
    </section>
  );
}

function DeleteTopic({ context, topic, onGone }: { context: ContextId; topic: Topic; onGone: () => void }): ReactNode {
  const command = useCommand();
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = async (): Promise<void> => {
    const done = await command(t('messaging.doDelete', { name: topic.name }), (client) =>
      client.sns.deleteTopic({ context, topicArn: topic.topicArn, confirm: typed }),
    );
    if (!done.ok) return;
    tell(done.value.message);
    onGone();
  };
  const count = topic.confirmed + topic.pending;
  return (
    <section className={classes.group}>
      <Button variant="default" color="red" c="var(--failed)" size="xs" onClick={() => setAsked(true)}>
        {t('messaging.deleteThisTopic')}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('messaging.deleteName', { name: topic.name })}
        centered
        closeButtonProps={{ 'aria-label': t('messaging.close') }}
      >
        <Stack>
          <Text>{t('messaging.theTopicGoes', { count })}</Text>
          <TextInput
            label={t('messaging.typeNameToDeleteIt', { name: topic.name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('messaging.back')}
            </Button>
            <Button color="red" disabled={typed !== topic.name} onClick={() => void remove()}>
              {t('messaging.delete')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  );
}
