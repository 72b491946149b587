import { Button, CopyButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Board } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { download } from '../../../ui/download';
import { boardFile } from '../share';
import { titleOf } from './dialog-title';

/** A board as a file: it holds no secrets and nothing of what it shows. */
export function ShareDialog({ opened, board, onClose }: { opened: boolean; board: Board; onClose: () => void }): ReactNode {
  const text = opened ? boardFile(board) : '';
  return (
    <Modal opened={opened} onClose={onClose} title={titleOf('boards.share')} size="lg" centered>
      <Stack>
        <Text size="sm">{t('boards.shareText')}</Text>
        <Textarea readOnly aria-label={t('boards.shareJson')} value={text} rows={14} ff="monospace" size="xs" />
        <Group justify="flex-end" gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<IconCopy size={14} />} onClick={copy}>
                {copied ? t('boards.copied') : t('boards.copyJson')}
              </Button>
            )}
          </CopyButton>
          <Button
            leftSection={<IconDownload size={14} />}
            onClick={() => download(`${board.boardId}.json`, 'application/json', text)}
          >
            {t('boards.download')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
