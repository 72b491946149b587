import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDeviceTv,
  IconDots,
  IconDownload,
  IconPencil,
  IconPlus,
  IconPrinter,
  IconRestore,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Board, StoredBoard } from '../../../shared/domain/boards/board';
import type { Range } from '../../../shared/domain/boards/range';
import { ContextId } from '../../../shared/domain/primitives';
import { t } from '../../language/language';
import { useUi } from '../../store/page';
import { BoardGrid } from '../../ui/board/board-grid';
import { boardName, boardText } from '../../ui/board/board-name';
import { ContextPicker } from '../../ui/board/context-picker';
import { RangePicker } from '../../ui/board/range-picker';
import { EmptyState } from '../../ui/empty-state';
import { personOf } from '../../ui/event-words';
import { Moment } from '../../ui/time';
import classes from './boards.module.css';
import type { DialogHandle } from './dialogs/use-dialog';
import { PrintHead } from './print-head';
import { usePrinting } from './use-printing';

interface BoardViewProps {
  readonly board: Board;
  /** Null for one that was never saved. */
  readonly stored: StoredBoard | null;
  readonly hasUnsaved: boolean;
  readonly mayAct: boolean;
  readonly dialog: DialogHandle;
  readonly onEdit: () => void;
}

/** A board to look at. Range and context may be chosen for this look alone; who edits the board chooses them for everybody. */
export function BoardView({ board, stored, hasUnsaved, mayAct, dialog, onEdit }: BoardViewProps): ReactNode {
  const above = ContextId.safeParse(useUi((ui) => ui.contextId)).data ?? null;
  const [range, setRange] = useState<Range | null>(null);
  const [chosen, setChosen] = useState<ContextId | null>(null);
  const { printing, print } = usePrinting();
  const shownRange = range ?? board.range;
  const contextId = chosen ?? board.contextId ?? above;
  return (
    <>
      <div className={classes.tools}>
        <span className={classes.description}>
          {boardText(board)}
          {stored?.changedAt == null || stored.changedBy === null ? null : (
            <span className={classes.dim}>
              {' '}
              {t('boards.changedBy', { name: personOf(stored.changedBy) })} <Moment at={stored.changedAt} />
            </span>
          )}
        </span>
        <ContextPicker
          value={chosen}
          onChange={setChosen}
          none={board.contextId === null ? t('boards.contextAbove') : t('boards.contextBoard')}
          label={t('boards.context')}
        />
        <RangePicker value={shownRange} onChange={setRange} label={t('boards.range')} />
        {mayAct ? (
          <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden="true" />} onClick={onEdit}>
            {hasUnsaved ? t('boards.goOnEditing') : t('boards.edit')}
          </Button>
        ) : null}
        <BoardMenu stored={stored} mayAct={mayAct} dialog={dialog} onPrint={print} />
      </div>
      <div className={classes.scroll} data-printing={printing || undefined}>
        <div className={classes.sheet}>
          <PrintHead name={boardName(board)} range={shownRange} />
          {board.widgets.length === 0 ? (
            <EmptyState
              text={t('boards.empty')}
              next={t('boards.emptyNext')}
              action={mayAct ? <Button onClick={onEdit}>{t('boards.addWidgets')}</Button> : null}
            />
          ) : (
            <BoardGrid widgets={board.widgets} range={shownRange} contextId={contextId} mode="desk" />
          )}
        </div>
      </div>
    </>
  );
}

interface BoardMenuProps {
  readonly stored: StoredBoard | null;
  readonly mayAct: boolean;
  readonly dialog: DialogHandle;
  readonly onPrint: () => void;
}

function BoardMenu({ stored, mayAct, dialog, onPrint }: BoardMenuProps): ReactNode {
  const origin = stored?.origin ?? null;
  return (
    <Menu position="bottom-end" keepMounted={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('boards.more')}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayAct ? (
          <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => dialog.open('new')}>
            {t('boards.newBoard')}
          </Menu.Item>
        ) : null}
        {mayAct && stored !== null ? (
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => dialog.open('duplicate')}>
            {t('boards.duplicate')}
          </Menu.Item>
        ) : null}
        {mayAct ? (
          <Menu.Item leftSection={<IconUpload size={14} />} onClick={() => dialog.open('import')}>
            {t('boards.import')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => dialog.open('share')}>
          {t('boards.share')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceTv size={14} />} onClick={() => dialog.open('wall')}>
          {t('boards.wallMode')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={14} />} onClick={onPrint}>
          {t('boards.print')}
        </Menu.Item>
        {mayAct && origin === 'changed' ? (
          <Menu.Item leftSection={<IconRestore size={14} />} onClick={() => dialog.open('reset')}>
            {t('boards.reset')}
          </Menu.Item>
        ) : null}
        {mayAct && origin === 'own' ? (
          <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => dialog.open('delete')}>
            {t('boards.delete')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
