import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Board, StoredBoard } from '../../../shared/domain/boards/board';
import { t } from '../../language/language';
import { useConsole, useGo } from '../../store/page';
import { useReplay } from '../../store/replay';
import { useAskBeforeLeaving } from '../../store/use-ask-before-leaving';
import { useBoards } from '../../store/use-boards';
import { useRole } from '../../store/use-role';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { BoardTabs } from './board-tabs';
import { BoardView } from './board-view';
import { BoardDialogs } from './dialogs/board-dialogs';
import { useDialog } from './dialogs/use-dialog';
import { BoardEditor } from './editor/board-editor';
import { draftOf } from './editor/draft';
import { isDirty, plainOf, useUnsavedBoards } from './unsaved';
import { useSaving } from './use-saving';

const none: readonly StoredBoard[] = [];

/** Dashboards: to look at, and to make one's own. */
export function BoardsScreen({ boardId, edit }: { boardId: string | null; edit: boolean }): ReactNode {
  const { value, problem, again } = useBoards();
  const boards = value ?? none;
  const unsaved = useUnsavedBoards();
  const saving = useSaving({ boards, unsaved, reread: again });
  // What was can be looked at, and changed by nobody.
  const isPast = useReplay() !== null;
  const mayAct = useRole() !== 'view' && !isPast;
  const go = useGo();
  const dialog = useDialog();
  useAskBeforeLeaving(Object.values(unsaved.all).some(isDirty));

  const open = (next: string | null, editing = false): void => go({ screen: 'boards', boardId: next, edit: editing });
  const stored = boards.find((board) => board.boardId === boardId) ?? null;
  const kept = boardId === null ? null : (unsaved.all[boardId] ?? null);
  const shown = kept === null ? (boardId === null ? (boards[0] ?? null) : stored) : kept.draft.board;

  const beginEditing = (board: Board, base: StoredBoard | null): void => {
    if (unsaved.all[board.boardId] === undefined) unsaved.keep(board.boardId, { draft: draftOf(board), base });
    open(board.boardId, true);
  };
  const editStored = (board: StoredBoard): void => beginEditing(plainOf(board), board);
  // An address may lead straight to the customiser.
  const isToBegin = edit && mayAct && kept === null && stored !== null;
  useEffect(() => {
    if (isToBegin) unsaved.keep(stored.boardId, { draft: draftOf(plainOf(stored)), base: stored });
  });

  return (
    <Screen title={t('boards.title')} aside={<BoardTabs boards={boards} unsaved={unsaved.all} here={shown} onOpen={open} />}>
      <BoardDialogs
        dialog={dialog}
        boards={boards}
        shown={shown}
        unsaved={unsaved}
        saving={saving}
        reread={again}
        onOpen={open}
        onBegin={(board) => beginEditing(board, null)}
      />
      {shown === null ? (
        <Missing boardId={boardId} loading={value === null} problem={problem} onOpen={() => open(null)} />
      ) : edit && mayAct && kept !== null ? (
        <BoardEditor
          unsaved={kept}
          saving={saving}
          dialog={dialog}
          onChange={(make) => unsaved.change(shown.boardId, make)}
          onDone={() => {
            unsaved.keep(shown.boardId, null);
            open(shown.boardId);
          }}
        />
      ) : (
        <BoardView
          key={shown.boardId}
          board={shown}
          stored={stored ?? boards.find((board) => board.boardId === shown.boardId) ?? null}
          hasUnsaved={kept !== null}
          mayAct={mayAct}
          dialog={dialog}
          onEdit={() => {
            const base = boards.find((board) => board.boardId === shown.boardId);
            if (kept !== null || base === undefined) open(shown.boardId, true);
            else editStored(base);
          }}
        />
      )}
    </Screen>
  );
}

interface MissingProps {
  readonly boardId: string | null;
  readonly loading: boolean;
  readonly problem: string | null;
  readonly onOpen: () => void;
}

/** In place of a board: it is on its way, could not be read, or is gone. */
function Missing({ boardId, loading, problem, onOpen }: MissingProps): ReactNode {
  const connected = useConsole((data) => data.connection.kind === 'live');
  if (loading && problem === null) return <EmptyState text={connected ? t('boards.reading') : t('boards.readingLater')} />;
  if (problem !== null && loading) return <EmptyState text={t('boards.notRead')} next={problem} />;
  return (
    <EmptyState
      text={t('boards.gone', { id: boardId ?? '' })}
      next={t('boards.goneNext')}
      action={
        <Button variant="default" onClick={onOpen}>
          {t('boards.openFirst')}
        </Button>
      }
    />
  );
}
