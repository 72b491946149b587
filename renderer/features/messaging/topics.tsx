import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { TopicEntry } from '../../../shared/contract/sns';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { tell, useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';
import screen from '../../ui/screen.module.css';
import { ShortId } from '../../ui/short-id';
import { type Column, filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { TopicPanel } from './topic-panel';
import { useRead } from './use-read';

const columns: readonly Column<TopicEntry>[] = [
  {
    id: 'name',
    title: 'Topic',
    width: 'minmax(220px, 2fr)',
    cell: (one) => one.name,
    sortBy: (one) => one.name,
    text: (one) => one.name,
  },
  {
    id: 'whose',
    title: 'Belongs to',
    width: '150px',
    cell: (one) => (one.isPlatform ? 'the orchestrator' : <span className={classes.dim}>somebody else</span>),
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
          placeholder="Filter: name, ARN…"
          aria-label="Filter topics"
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" onClick={() => setMaking(true)}>
          Make a topic…
        </Button>
      </div>
      <Problem of={topics} />
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label="Topics"
            rows={filterRows(all, columns, filter)}
            columns={columns}
            keyOf={keyOf}
            selectedKey={open}
            onOpen={(one) => setOpen(one.topicArn)}
            empty={
              <EmptyState
                text={
                  topics.value === null
                    ? topics.problem === null
                      ? 'Reading the topics…'
                      : 'The topics could not be read.'
                    : all.length === 0
                      ? 'There is no topic here.'
                      : 'No topic matches the filter.'
                }
              />
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
    const made = await command(`make the topic ${name}`, (client) =>
      client.sns.createTopic({ context, name, ...(displayName === '' ? {} : { displayName }) }),
    );
    if (!made.ok) return;
    setName('');
    setDisplayName('');
    tell(`The topic ${made.value.name} was made.`);
    onMade(made.value.topicArn);
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Make a topic" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <TextInput
          label="Name"
          placeholder="war-room"
          description="Letters, digits, hyphens and underscores. It cannot be changed."
          error={name !== '' && !isName ? 'Other characters are not allowed.' : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Display name (optional)"
          description="The sender of mails, the first words of SMS."
          maxLength={100}
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button disabled={!isName} onClick={() => void make()}>
            Make it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
