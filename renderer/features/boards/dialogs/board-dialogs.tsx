import type { ReactNode } from 'react';
import type { Board, StoredBoard } from '../../../../shared/domain/boards/board';
import { boardIdFor } from '../../../../shared/domain/boards/board-id';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import { boardName } from '../../../ui/board/board-name';
import { plainOf, type UnsavedBoards } from '../unsaved';
import type { useSaving } from '../use-saving';
import { AskDialog } from './ask-dialog';
import { titleOf } from './dialog-title';
import { ImportDialog } from './import-dialog';
import { NameDialog } from './name-dialog';
import { NewDialog } from './new-dialog';
import { ShareDialog } from './share-dialog';
import type { DialogHandle } from './use-dialog';
import { WallDialog } from './wall-dialog';

interface BoardDialogsProps {
  readonly dialog: DialogHandle;
  readonly boards: readonly StoredBoard[];
  readonly shown: Board | null;
  readonly unsaved: UnsavedBoards;
  readonly saving: ReturnType<typeof useSaving>;
  readonly reread: () => void;
  readonly onOpen: (boardId: string | null, edit?: boolean) => void;
  /** Begins to make a board that is not stored yet. */
  readonly onBegin: (board: Board) => void;
}

/** Everything about a board that is asked for in a dialog. */
export function BoardDialogs(props: BoardDialogsProps): ReactNode {
  const { dialog, boards, shown, unsaved, onBegin } = props;
  const taken = [...boards.map(({ boardId }) => boardId), ...Object.keys(unsaved.all)];
  const begin = (board: Board): void => {
    dialog.close();
    onBegin({ ...board, boardId: boardIdFor(board.name, taken) });
  };
  return (
    <>
      <NewDialog opened={dialog.name === 'new'} boards={boards} onClose={dialog.close} onBegin={begin} />
      <ImportDialog opened={dialog.name === 'import'} taken={taken} onClose={dialog.close} onBegin={begin} />
      {shown === null ? null : <OfShown {...props} shown={shown} />}
      <WallDialog opened={dialog.name === 'wall'} boards={boards} here={shown?.boardId ?? null} onClose={dialog.close} />
    </>
  );
}

function OfShown(props: BoardDialogsProps & { readonly shown: Board }): ReactNode {
  const { dialog, boards, shown, unsaved, saving, reread, onOpen } = props;
  const command = useCommand();
  const { boardId } = shown;
  const name = boardName(shown);
  const stored = boards.find((board) => board.boardId === boardId) ?? null;
  const kept = unsaved.all[boardId] ?? null;

  const duplicate = async (copyName: string): Promise<void> => {
    const made = await command(t('boards.doDuplicate'), (client) => client.boards.duplicate({ boardId, name: copyName }));
    if (!made.ok) return;
    dialog.close();
    reread();
    onOpen(made.value.body.boardId);
    tell(t('boards.saved', { name: made.value.body.name }));
  };
  const saveAs = async (asName: string): Promise<void> => {
    const id = await saving.saveAs(shown, asName);
    dialog.close();
    if (id === null) return;
    unsaved.keep(boardId, null);
    onOpen(id);
  };
  const remove = async (): Promise<void> => {
    const headers = { 'if-match': `"${stored?.revision ?? 0}"` };
    const done = await command(t('boards.doDelete', { name }), (client) =>
      client.boards.remove({ params: { boardId }, headers }),
    );
    dialog.close();
    reread();
    if (!done.ok) return;
    unsaved.keep(boardId, null);
    if (done.value.remaining === null) onOpen(null);
  };
  const leave = (): void => {
    dialog.close();
    unsaved.keep(boardId, null);
    onOpen(stored === null ? null : boardId);
  };

  return (
    <>
      <ShareDialog opened={dialog.name === 'share'} board={kept?.draft.board ?? plain(stored, shown)} onClose={dialog.close} />
      <NameDialog
        opened={dialog.name === 'duplicate'}
        title={titleOf('boards.duplicate')}
        first={t('boards.copyOf', { name })}
        action={t('boards.makeCopy')}
        onClose={dialog.close}
        onTake={(next) => void duplicate(next)}
      />
      <NameDialog
        opened={dialog.name === 'save-as'}
        title={titleOf('boards.saveAs')}
        first={t('boards.copyOf', { name })}
        action={t('boards.save')}
        onClose={dialog.close}
        onTake={(next) => void saveAs(next)}
      />
      <AskDialog
        opened={dialog.name === 'reset'}
        title={titleOf('boards.reset')}
        text={t('boards.resetText', { name })}
        onClose={dialog.close}
        choices={[{ label: t('boards.doReset'), tone: 'danger', run: () => void remove() }]}
      />
      <AskDialog
        opened={dialog.name === 'delete'}
        title={titleOf('boards.delete')}
        text={t('boards.deleteText', { name })}
        onClose={dialog.close}
        choices={[{ label: t('boards.doDeleteNow'), tone: 'danger', run: () => void remove() }]}
      />
      <LeaveDialog
        opened={dialog.name === 'leave'}
        name={name}
        onClose={dialog.close}
        onLeave={leave}
        onKeep={() => {
          dialog.close();
          onOpen(boardId);
        }}
        onSave={async () => {
          dialog.close();
          if (await saving.save(boardId)) {
            unsaved.keep(boardId, null);
            onOpen(boardId);
          }
        }}
      />
    </>
  );
}

function plain(stored: StoredBoard | null, shown: Board): Board {
  return stored === null ? shown : plainOf(stored);
}

interface LeaveProps {
  readonly opened: boolean;
  readonly name: string;
  readonly onClose: () => void;
  readonly onLeave: () => void;
  readonly onKeep: () => void;
  readonly onSave: () => Promise<void>;
}

/** Nothing is thrown away without a word. */
function LeaveDialog({ opened, name, onClose, onLeave, onKeep, onSave }: LeaveProps): ReactNode {
  return (
    <AskDialog
      opened={opened}
      title={t('boards.leave')}
      text={t('boards.leaveText', { name })}
      onClose={onClose}
      choices={[
        { label: t('boards.discard'), tone: 'danger', run: onLeave },
        { label: t('boards.keepForLater'), tone: 'plain', run: onKeep },
        { label: t('boards.save'), tone: 'main', run: () => void onSave() },
      ]}
    />
  );
}
