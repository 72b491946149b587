import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { TopicEntry } from '../../../shared/contract/sns';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';
import screen from '../../ui/screen.module.css';
import { ShortId } from '../../ui/short-id';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { type Column, filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { TopicPanel } from './topic-panel';
import { useRead } from './use-read';

const columns: readonly Column<TopicEntry>[] = [
  {
    id: 'name',
    get title() {
      return t('messaging.topic');
    },
    width: 'minmax(220px, 2fr)',
    cell: (one) => one.name,
    sortBy: (one) => one.name,
    text: (one) => one.name,
  },
  {
    id: 'whose',
    get title() {
      return t('messaging.belongsTo');
    },
    width: '150px',
    cell: (one) =>
      one.isPlatform ? t('messaging.theOrchestrator') : <span className={classes.dim}>{t('messaging.somebodyElse')}</span>,
    sortBy: (one) => (one.isPlatform ? 0 : 1),
  },
  {
    id: 'arn',
    title: 'ARN',
    width: 'minmax(200px, 2fr)',
    cell: (one) => <ShortId id={one.topicArn} head={28} tail={16} />,
    text: (one) => one.topicArn,
  },
];
const keyOf = (one: TopicEntry): string => one.topicArn;

/** The topics of one account and region; beside them, the one that was opened. */
export function Topics({ contextId }: { contextId: string }): ReactNode {
  const context = useMemo(() => ContextId.parse(contextId), [contextId]);
  const read = useCallback((client: ConsoleClient) => client.sns.topics({ context, limit: 1000 }), [context]);
  const topics = useRead(read);
  const [open, setOpen] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [making, setMaking] = useState(false);
  const all = topics.value?.items ?? [];
  const chosen = all.find((one) => one.topicArn === open) ?? null;
  return (
    <>
      <div className={classes.summary}>
        <TextInput
          size="xs"
          w={240}
          placeholder={t('messaging.filterNameARN')}
          aria-label={t('messaging.filterTopics')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" onClick={() => setMaking(true)}>
          {t('messaging.makeATopic')}
        </Button>
      </div>
      <Problem of={topics} />
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label={t('messaging.topics')}
            rows={filterRows(all, columns, filter)}
            columns={columns}
            keyOf={keyOf}
            selectedKey={open}
            onOpen={(one) => setOpen(one.topicArn)}
            empty={
              topics.value !== null ? (
                <EmptyState
                  text={all.length === 0 ? t('messaging.thereIsNoTopicHere') : t('messaging.noTopicMatchesTheFilter')}
                />
              ) : topics.problem === null ? (
                <SkeletonRows label={t('messaging.readingTheTopics')} />
              ) : (
                <EmptyState text={t('messaging.theTopicsCouldNotBeRead')} />
              )
            }
          />
        </div>
        {chosen === null ? null : (
          <TopicPanel
            key={chosen.topicArn}
            context={context}
            topicArn={chosen.topicArn}
            name={chosen.name}
            onClose={() => setOpen(null)}
            onGone={() => {
              setOpen(null);
              topics.again();
            }}
          />
        )}
      </div>
      <MakeTopic
        context={context}
        opened={making}
        onClose={() => setMaking(false)}
        onMade={(topicArn) => {
          setMaking(false);
          setOpen(topicArn);
          topics.again();
        }}
      />
    </>
  );
}

interface MakeTopicProps {
  readonly context: ContextId;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (topicArn: string) => void;
}

function MakeTopic({ context, opened, onClose, onMade }: MakeTopicProps): ReactNode {
  const command = useCommand();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const isName = /^[\w-]{1,256}$/.test(name);
  const make = async (): Promise<void> => {
    const made = await command(t('messaging.makeTheTopicName', { name }), (client) =>
      client.sns.createTopic({ context, name, ...(displayName === '' ? {} : { displayName }) }),
    );
    if (!made.ok) return;
    setName('');
    setDisplayName('');
    tell(t('messaging.theTopicNameWasMade', { name: made.value.name }));
    onMade(made.value.topicArn);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('messaging.makeATopic2')}
      centered
      closeButtonProps={{ 'aria-label': t('messaging.close') }}
    >
      <Stack>
        <TextInput
          label={t('messaging.name')}
          placeholder="war-room"
          description={t('messaging.lettersDigitsHyphensAndUnderscoresIt')}
          error={name !== '' && !isName ? t('messaging.otherCharactersAreNotAllowed') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('messaging.displayNameOptional')}
          description={t('messaging.theSenderOfMailsTheFirst')}
          maxLength={100}
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('messaging.back')}
          </Button>
          <Button disabled={!isName} onClick={() => void make()}>
            {t('messaging.makeIt')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
