import { Button, Group, Modal, MultiSelect, Stack } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import classes from './logs.module.css';

const everyMs = 60_000;

/** Whose error lines are counted: the orchestrator's functions, unless others are picked here. */
export function WatchedGroups({ contextId }: { contextId: string }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t('logs.logGroups3')}
      </Button>
      {open ? <Choice contextId={contextId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Choice({ contextId, onClose }: { contextId: string; onClose: () => void }): ReactNode {
  const context = ContextId.parse(contextId);
  const read = useCallback(
    (client: ConsoleClient) => client.logs.groups({ limit: 1000, context: ContextId.parse(contextId) }),
    [contextId],
  );
  const { value, problem } = useAsked(read, everyMs);
  const [picked, setPicked] = useState<string[] | null>(null);
  const command = useCommand();
  const groups = value?.items ?? [];
  const names = picked ?? groups.filter(({ isWatched }) => isWatched).map(({ name }) => name);
  const watch = async (wanted: string[] | null): Promise<void> => {
    const done = await command(t('logs.changeWhoseErrorLinesAreCounted'), (client) =>
      client.logs.watch({ names: wanted, context }),
    );
    if (!done.ok) return;
    tell(
      wanted === null
        ? t('logs.theFunctionsOfTheOrchestratorAre')
        : t('logs.wantedLogGroupsAreCounted', { wanted: wanted.length }),
    );
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('logs.whoseErrorLinesAreCounted')}
      centered
      closeButtonProps={{ 'aria-label': t('logs.close') }}
    >
      <Stack>
        {problem === null ? null : <p className={classes.problem}>{problem}</p>}
        <MultiSelect
          label={t('logs.logGroups2')}
          description={t('logs.atMost20EachIsAsked')}
          searchable
          maxValues={20}
          data={groups.map(({ name }) => name)}
          value={names}
          onChange={setPicked}
        />
        <Group justify="space-between">
          <Button variant="default" onClick={() => void watch(null)}>
            {t('logs.thoseOfTheOrchestratorsFunctions')}
          </Button>
          <Group>
            <Button variant="default" onClick={onClose}>
              {t('logs.back')}
            </Button>
            <Button disabled={picked === null || names.length === 0} onClick={() => void watch(names)}>
              {t('logs.countThese')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
