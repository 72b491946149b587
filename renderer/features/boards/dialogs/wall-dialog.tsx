import { Button, Checkbox, CopyButton, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { StoredBoard } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { formatRoute } from '../../../store/route';
import { boardName } from '../../../ui/board/board-name';
import { titleOf } from './dialog-title';

interface WallDialogProps {
  readonly opened: boolean;
  readonly boards: readonly StoredBoard[];
  readonly here: string | null;
  readonly onClose: () => void;
}

/** Which boards a wall shows, and for how long each. */
export function WallDialog({ opened, boards, here, onClose }: WallDialogProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title={titleOf('boards.wallMode')} centered>
      {opened ? <WallForm boards={boards} here={here} onClose={onClose} /> : null}
    </Modal>
  );
}

function WallForm({ boards, here, onClose }: Pick<WallDialogProps, 'boards' | 'here' | 'onClose'>): ReactNode {
  const go = useGo();
  const [chosen, setChosen] = useState<string[]>(here === null ? [] : [here]);
  const [seconds, setSeconds] = useState(30);
  const inOrder = boards.map(({ boardId }) => boardId).filter((id) => chosen.includes(id));
  const route = { screen: 'wall', boards: inOrder, everySeconds: seconds } as const;
  const address = `${window.location.origin}${window.location.pathname}${formatRoute(route)}`;
  const start = (): void => {
    onClose();
    go(route);
    // Some browsers, and the desktop window, may refuse; the wall fills the page all the same.
    void document.documentElement.requestFullscreen().catch(() => undefined);
  };
  return (
    <Stack>
      <Checkbox.Group label={t('boards.wallBoards')} value={chosen} onChange={setChosen}>
        <Stack gap={6} mt={6}>
          {boards.map(({ boardId, name }) => (
            <Checkbox key={boardId} value={boardId} label={boardName({ boardId, name })} size="sm" />
          ))}
        </Stack>
      </Checkbox.Group>
      <NumberInput
        label={t('boards.wallEvery')}
        suffix=" s"
        min={5}
        max={3_600}
        value={seconds}
        onChange={(next) => setSeconds(typeof next === 'number' ? Math.min(3_600, Math.max(5, Math.round(next))) : 30)}
      />
      <TextInput
        readOnly
        label={t('boards.wallAddress')}
        description={t('boards.wallAddressText')}
        value={address}
        rightSectionWidth={36}
        rightSection={
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="subtle"
                px={4}
                aria-label={copied ? t('boards.copied') : t('boards.copyAddress')}
                onClick={copy}
              >
                <IconCopy size={14} aria-hidden="true" />
              </Button>
            )}
          </CopyButton>
        }
      />
      <Text size="sm">{t('boards.wallText')}</Text>
      <Group justify="flex-end">
        <Button disabled={inOrder.length === 0} onClick={start}>
          {t('boards.wallStart')}
        </Button>
      </Group>
    </Stack>
  );
}
