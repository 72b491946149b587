import { Button, Group, Popover, Stack, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Notice } from '../../shared/domain/notice';
import { t } from '../language/language';
import { useReplay } from '../store/replay';
import { useCommand } from '../store/use-command';

/** Says that somebody has seen a notice and acts: at once, or with a note for the record. */
export function AcknowledgeButton({ notice }: { notice: Notice }): ReactNode {
  const command = useCommand();
  const acknowledge = async (note: string): Promise<boolean> => {
    const done = await command(t('ui.doAcknowledge'), (client) =>
      client.alerts.acknowledge({ noticeId: notice.noticeId, ...(note === '' ? {} : { note }) }),
    );
    return done.ok;
  };
  return <AnswerButton onAnswer={acknowledge} />;
}

/** `onAnswer` is given the note, empty where there is none, and answers whether it was recorded. Absent in a replay. */
export function AnswerButton({ onAnswer }: { onAnswer: (note: string) => Promise<boolean> }): ReactNode {
  const [noting, setNoting] = useState(false);
  const [note, setNote] = useState('');
  const replay = useReplay();
  const answer = async (): Promise<void> => {
    if (await onAnswer(note.trim())) setNoting(false);
  };
  // Nobody answers an alert of the past.
  if (replay !== null) return null;
  return (
    <Button.Group>
      <Button size="compact-sm" onClick={() => void answer()}>
        {t('ui.acknowledge')}
      </Button>
      <Popover opened={noting} onChange={setNoting} position="bottom-end" width={320} trapFocus withArrow>
        <Popover.Target>
          <Button
            size="compact-sm"
            px={6}
            aria-label={t('ui.acknowledgeWithNote')}
            title={t('ui.acknowledgeWithNote')}
            onClick={() => setNoting((open) => !open)}
          >
            <IconMessagePlus size={16} />
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">
            <Textarea
              label={t('ui.noteForRecord')}
              maxLength={500}
              autosize
              minRows={2}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              onKeyDown={(event) => {
                // Shift makes a new line; an Enter that ends a composition belongs to it.
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                void answer();
              }}
            />
            <Group justify="flex-end">
              <Button size="compact-sm" onClick={() => void answer()}>
                {t('ui.acknowledgeNoted')}
              </Button>
            </Group>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Button.Group>
  );
}
