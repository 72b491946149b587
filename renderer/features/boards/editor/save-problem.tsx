import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Board } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { titleOf } from '../../../ui/board/widget-frame';
import { StateIcon } from '../../../ui/state-mark';
import classes from '../boards.module.css';
import type { DialogHandle } from '../dialogs/use-dialog';
import type { useSaving } from '../use-saving';

interface SaveProblemProps {
  readonly saving: ReturnType<typeof useSaving>;
  readonly board: Board;
  readonly dialog: DialogHandle;
  readonly onShow: (widgetId: string) => void;
}

/** Why a board was not saved, and the ways out. What was made stays as it is. */
export function SaveProblem({ saving, board, dialog, onShow }: SaveProblemProps): ReactNode {
  const { refused } = saving;
  if (refused === null || refused.boardId !== board.boardId) return null;
  const index = /^widgets\[(\d+)\]/.exec(refused.field ?? '')?.[1];
  const widget = index === undefined ? undefined : board.widgets[Number(index)];
  return (
    <div className={classes.problem} role="alert">
      <StateIcon tone="failed" />
      <p className={classes.problemWords}>
        <strong>{t('boards.notSaved')}</strong> {refused.message}
        {widget === undefined ? '' : ` (${titleOf(widget)})`}
      </p>
      {widget === undefined ? null : (
        <Button size="compact-sm" variant="default" onClick={() => onShow(widget.id)}>
          {t('boards.showWidget')}
        </Button>
      )}
      {refused.conflict ? (
        <>
          <Button size="compact-sm" variant="default" onClick={() => dialog.open('save-as')}>
            {t('boards.saveAs')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void saving.saveOver(board.boardId)}>
            {t('boards.saveOver')}
          </Button>
        </>
      ) : null}
      <Button size="compact-sm" variant="subtle" onClick={saving.forget}>
        {t('common.close')}
      </Button>
    </div>
  );
}
