import type { KeyboardEvent, ReactNode } from 'react';
import type { Board, StoredBoard } from '../../../shared/domain/boards/board';
import { t } from '../../language/language';
import { boardName } from '../../ui/board/board-name';
import classes from './boards.module.css';
import { isDirty, type Unsaved } from './unsaved';

interface BoardTabsProps {
  readonly boards: readonly StoredBoard[];
  readonly unsaved: Readonly<Record<string, Unsaved>>;
  readonly here: Board | null;
  readonly onOpen: (boardId: string) => void;
}

interface Tab {
  readonly boardId: string;
  readonly name: string;
  readonly dirty: boolean;
  readonly mine: boolean;
}

/** One tab a board, shipped ones first; those never saved stand at the end. */
export function BoardTabs({ boards, unsaved, here, onOpen }: BoardTabsProps): ReactNode {
  const tabs = tabsOf(boards, unsaved);
  const step = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const index = tabs.findIndex(({ boardId }) => boardId === here?.boardId);
    const next = tabs[index + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    onOpen(next.boardId);
    event.currentTarget.querySelector<HTMLElement>(`[data-board="${next.boardId}"]`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('boards.title')} onKeyDown={step} tabIndex={-1}>
      {tabs.map(({ boardId, name, dirty, mine }) => (
        <button
          key={boardId}
          type="button"
          role="tab"
          className={classes.tab}
          data-board={boardId}
          data-mine={mine || undefined}
          aria-selected={boardId === here?.boardId}
          tabIndex={boardId === here?.boardId ? 0 : -1}
          title={name}
          onClick={() => onOpen(boardId)}
        >
          {name}
          {dirty ? <span className={classes.dirty}> · {t('boards.unsaved')}</span> : null}
        </button>
      ))}
    </div>
  );
}

function tabsOf(boards: readonly StoredBoard[], unsaved: BoardTabsProps['unsaved']): readonly Tab[] {
  const stored = boards.map(({ boardId, name, origin }): Tab => {
    const kept = unsaved[boardId];
    return {
      boardId,
      name: boardName(kept?.draft.board ?? { boardId, name }),
      dirty: kept !== undefined && isDirty(kept),
      mine: origin === 'own',
    };
  });
  const fresh = Object.values(unsaved)
    .map(({ draft }) => draft.board)
    .filter(({ boardId }) => !boards.some((board) => board.boardId === boardId))
    .map(({ boardId, name }): Tab => ({ boardId, name, dirty: true, mine: true }));
  return [...stored, ...fresh];
}
