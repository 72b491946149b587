import { ActionIcon, Button, FileButton, Group, Menu } from '@mantine/core';
import { IconFileImport, IconHistory, IconX } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import type { ConsoleClient } from '../bridge/client';
import { t } from '../language/language';
import { useReplay } from '../store/replay';
import { useAsked } from '../store/use-asked';
import { useCommand } from '../store/use-command';
import { useEnterReplay, useOpenRecording } from '../store/use-recordings';
import { formatMoment } from './format';

/** Recordings from elsewhere: open a file, play one that was opened, forget it. Absent in a replay. */
export function RecordingsMenu(): ReactNode {
  const [open, setOpen] = useState(false);
  const openRecording = useOpenRecording();
  if (useReplay() !== null) return null;
  return (
    <Menu position="bottom-end" width={360} opened={open} onChange={setOpen} closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconHistory size={16} aria-hidden="true" />}>
          {t('replay.recordings')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <FileButton
          accept=".jsonl,application/x-ndjson"
          onChange={(file) => void (file === null ? undefined : openRecording(file))}
        >
          {(props) => (
            <Menu.Item {...props} leftSection={<IconFileImport size={16} aria-hidden="true" />} title={t('replay.openHint')}>
              {t('replay.openFile')}
            </Menu.Item>
          )}
        </FileButton>
        {open ? <Opened /> : null}
      </Menu.Dropdown>
    </Menu>
  );
}

const EVERY_MS = 60_000;

function Opened(): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.replay.list({}), []);
  const recordings = useAsked(read, EVERY_MS);
  const enter = useEnterReplay();
  const command = useCommand();
  const files = (recordings.value?.items ?? []).filter(({ kind }) => kind === 'file');
  if (files.length === 0) return null;
  const forget = async (recordingId: string, file: string): Promise<void> => {
    const done = await command(t('replay.doForget', { file }), (client) => client.replay.close({ recordingId }));
    if (done.ok) recordings.again();
  };
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('replay.opened')}</Menu.Label>
      {files.map(({ recordingId, executionId, planName, from, file }) => (
        <Group key={recordingId} gap={4} wrap="nowrap">
          <Menu.Item flex={1} onClick={() => enter(recordingId, executionId)} title={file?.name}>
            {planName} · {formatMoment(Date.parse(from))}
          </Menu.Item>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('replay.forget', { file: file?.name ?? planName })}
            onClick={() => void forget(recordingId, file?.name ?? planName)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
    </>
  );
}
