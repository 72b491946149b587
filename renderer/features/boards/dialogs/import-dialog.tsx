import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Board } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { readBoard } from '../share';
import { titleOf } from './dialog-title';

interface ImportDialogProps {
  readonly opened: boolean;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onBegin: (board: Board) => void;
}

/** The most that is read; a full board is a tenth of it. */
const MOST_BYTES = 2_000_000;

/** A shared board, from a file or pasted. It is shown first and stored when it is saved. */
export function ImportDialog({ opened, taken, onClose, onBegin }: ImportDialogProps): ReactNode {
  const [text, setText] = useState('');
  const [tooLarge, setTooLarge] = useState(false);
  const change = (next: string): void => {
    setText(next);
    setTooLarge(false);
  };
  const read = text.trim() === '' ? null : readBoard(text, taken);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    change(file.size > MOST_BYTES ? '' : await file.text());
    setTooLarge(file.size > MOST_BYTES);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={titleOf('boards.import')} size="lg" centered>
      <Stack>
        <Textarea
          data-autofocus
          label={t('boards.importPaste')}
          value={text}
          rows={12}
          size="xs"
          ff="monospace"
          error={tooLarge ? t('boards.tooLarge') : read === null || read.ok ? null : read.error}
          onChange={(event) => change(event.currentTarget.value)}
        />
        {read?.ok === true ? (
          <Text size="sm" role="status">
            {t('boards.importFound', { name: read.value.board.name })}{' '}
            {t('boards.widgets', { count: read.value.board.widgets.length })}.{' '}
            {read.value.unknown.length === 0 ? null : t('boards.importUnknown', { kinds: read.value.unknown.join(', ') })}
          </Text>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
            {(props) => (
              <Button {...props} variant="default">
                {t('boards.chooseFile')}
              </Button>
            )}
          </FileButton>
          <Button
            disabled={read?.ok !== true}
            onClick={() => {
              if (read?.ok !== true) return;
              change('');
              onBegin(read.value.board);
            }}
          >
            {t('boards.doImport')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
