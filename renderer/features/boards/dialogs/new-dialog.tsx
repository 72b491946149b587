import { Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Board, type StoredBoard } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { boardName, boardText } from '../../../ui/board/board-name';
import { boardTemplates } from '../templates';
import { plainOf } from '../unsaved';
import { titleOf } from './dialog-title';
import classes from './dialogs.module.css';

interface NewDialogProps {
  readonly opened: boolean;
  readonly boards: readonly StoredBoard[];
  readonly onClose: () => void;
  readonly onBegin: (board: Board) => void;
}

/** A new board begins as a copy of something, or as nothing. Nothing is stored before it is saved. */
export function NewDialog({ opened, boards, onClose, onBegin }: NewDialogProps): ReactNode {
  const [name, setName] = useState('');
  const begin = (from: Board): void => {
    onBegin({ ...from, name: name.trim() === '' ? t('boards.newName') : name.trim() });
    setName('');
  };
  const blank = Board.parse({ boardId: 'blank', name: t('boards.blank'), widgets: [] });
  const shipped = boards.filter(({ origin }) => origin !== 'own').map(plainOf);
  return (
    <Modal opened={opened} onClose={onClose} title={titleOf('boards.newBoard')} size="lg" centered>
      <Stack>
        <TextInput
          data-autofocus
          label={t('boards.name')}
          placeholder={t('boards.newName')}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className={classes.heading}>{t('boards.beginWith')}</p>
        <ul className={classes.choices}>
          <Choice name={t('boards.blank')} text={t('boards.blankText')} onPick={() => begin(blank)} />
          {[...boardTemplates, ...shipped].map((board) => (
            <Choice
              key={board.boardId}
              name={boardName(board)}
              text={board.description === '' ? t('boards.widgets', { count: board.widgets.length }) : boardText(board)}
              onPick={() => begin(board)}
            />
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}

function Choice({ name, text, onPick }: { name: string; text: string; onPick: () => void }): ReactNode {
  return (
    <li>
      <button type="button" className={classes.choice} onClick={onPick}>
        <strong>{name}</strong>
        <span className={classes.dim}>{text}</span>
      </button>
    </li>
  );
}
