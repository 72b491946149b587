import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PlacedWidget } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { titleOf } from '../../../ui/board/widget-frame';
import classes from '../boards.module.css';
import type { DialogHandle } from '../dialogs/use-dialog';
import type { Unsaved } from '../unsaved';
import type { useSaving } from '../use-saving';
import { BoardCanvas } from './board-canvas';
import { type Change, changed, type Draft, freshWidgetId, MOST_WIDGETS } from './draft';
import { EditorPanel } from './editor-panel';
import { EditorTools } from './editor-tools';
import { SaveProblem } from './save-problem';
import { spokenPlace } from './spoken-place';

interface BoardEditorProps {
  readonly unsaved: Unsaved;
  readonly saving: ReturnType<typeof useSaving>;
  readonly dialog: DialogHandle;
  readonly onChange: (make: (draft: Draft) => Draft) => void;
  /** Back to looking, when there is nothing to save. */
  readonly onDone: () => void;
}

/** What lies beside the board: the gallery, one widget's settings, or the board's own. */
export type Beside = { readonly kind: 'gallery' | 'board' } | { readonly kind: 'widget'; readonly id: string };

/** The customiser: every change can be undone, by mouse and by keyboard alike, and is told to those who cannot see it. */
export function BoardEditor({ unsaved, saving, dialog, onChange, onDone }: BoardEditorProps): ReactNode {
  const { board } = unsaved.draft;
  const [beside, setBeside] = useState<Beside>({ kind: board.widgets.length === 0 ? 'gallery' : 'board' });
  const [said, setSaid] = useState('');
  const shown = besideOf(beside, board.widgets);
  const newest = useRef(unsaved.draft);
  newest.current = unsaved.draft;

  const change = (next: Change): void => {
    const after = changed(newest.current, next);
    if (after === newest.current) return;
    newest.current = after;
    onChange(() => after);
    setSaid(wordsOf(next, newest.current));
  };
  useUndoKeys(change);

  /** Under an id of its own, and then shown beside the board. */
  const add = (widget: Omit<PlacedWidget, 'id'>): void => {
    if (board.widgets.length >= MOST_WIDGETS) {
      setSaid(t('boards.tooMany', { most: MOST_WIDGETS }));
      return;
    }
    const id = freshWidgetId(board, widget.type);
    change({ kind: 'add', widget: { ...widget, id } });
    setBeside({ kind: 'widget', id });
  };
  const remove = (id: string): void => {
    change({ kind: 'remove', id });
    setBeside({ kind: 'board' });
  };

  return (
    <>
      <EditorTools
        unsaved={unsaved}
        busy={saving.busy}
        beside={shown}
        dialog={dialog}
        onBeside={setBeside}
        onChange={change}
        onDone={onDone}
        onSave={() => void saving.save(board.boardId)}
      />
      <SaveProblem saving={saving} board={board} dialog={dialog} onShow={(id) => setBeside({ kind: 'widget', id })} />
      <div className={classes.bench}>
        <BoardCanvas
          board={board}
          selected={shown.kind === 'widget' ? shown.id : null}
          onSelect={(id) => setBeside({ kind: 'widget', id })}
          onChange={change}
          onRemove={remove}
        />
        <EditorPanel board={board} beside={shown} onBeside={setBeside} onChange={change} onAdd={add} onRemove={remove} />
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

/** A widget that is gone (undone, removed) cannot be shown. */
function besideOf(beside: Beside, widgets: readonly PlacedWidget[]): Beside {
  return beside.kind === 'widget' && !widgets.some(({ id }) => id === beside.id) ? { kind: 'board' } : beside;
}

function wordsOf(change: Change, { board }: Draft): string {
  switch (change.kind) {
    case 'move':
    case 'resize': {
      const widget = board.widgets.find(({ id }) => id === change.id);
      return widget === undefined ? '' : `${titleOf(widget)}: ${spokenPlace(widget)}`;
    }
    case 'add':
      return t('boards.saidAdded', { title: titleOf(change.widget) });
    case 'remove':
      return t('boards.saidRemoved');
    case 'undo':
      return t('boards.saidUndone');
    case 'redo':
      return t('boards.saidRedone');
    default:
      return '';
  }
}

/** Ctrl or Cmd with Z and Y, wherever the focus is but in a field, which has its own. */
function useUndoKeys(change: (next: Change) => void): void {
  const newest = useRef(change);
  newest.current = change;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || isField(event.target)) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      newest.current({ kind: isRedo ? 'redo' : 'undo' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
}
