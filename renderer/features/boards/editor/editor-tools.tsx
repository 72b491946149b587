import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { keyName } from '../../../ui/shortcut';
import classes from '../boards.module.css';
import type { DialogHandle } from '../dialogs/use-dialog';
import { isDirty, type Unsaved } from '../unsaved';
import type { Beside } from './board-editor';
import type { Change } from './draft';

interface EditorToolsProps {
  readonly unsaved: Unsaved;
  readonly busy: boolean;
  readonly beside: Beside;
  readonly dialog: DialogHandle;
  readonly onBeside: (beside: Beside) => void;
  readonly onChange: (change: Change) => void;
  readonly onDone: () => void;
  readonly onSave: () => void;
}

/** The line over the board while it is made. */
export function EditorTools({ unsaved, busy, beside, dialog, onBeside, onChange, onDone, onSave }: EditorToolsProps): ReactNode {
  const { draft } = unsaved;
  const dirty = isDirty(unsaved);
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('boards.editing')}>
      <TextInput
        size="xs"
        className={classes.nameField ?? ''}
        aria-label={t('boards.name')}
        value={draft.board.name}
        maxLength={120}
        error={draft.board.name.trim() === ''}
        onChange={(event) => onChange({ kind: 'board', patch: { name: event.currentTarget.value } })}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('boards.undo')}
        title={`${t('boards.undo')} (${keyName('mod+Z')})`}
        disabled={draft.past.length === 0}
        onClick={() => onChange({ kind: 'undo' })}
      >
        <IconArrowBackUp size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('boards.redo')}
        title={`${t('boards.redo')} (${keyName('mod+Y')})`}
        disabled={draft.future.length === 0}
        onClick={() => onChange({ kind: 'redo' })}
      >
        <IconArrowForwardUp size={16} aria-hidden="true" />
      </ActionIcon>
      <SegmentedControl
        size="xs"
        aria-label={t('boards.beside')}
        data={[
          { value: 'gallery', label: t('boards.addWidgets') },
          { value: 'board', label: t('boards.boardSettings') },
          ...(beside.kind === 'widget' ? [{ value: 'widget', label: t('boards.widgetSettings') }] : []),
        ]}
        value={beside.kind}
        onChange={(value) => {
          if (value === 'gallery' || value === 'board') onBeside({ kind: value });
        }}
      />
      <span className={classes.space} />
      <Button size="xs" variant="default" disabled={busy} onClick={() => dialog.open('save-as')}>
        {t('boards.saveAs')}
      </Button>
      <Button size="xs" variant="default" onClick={() => (dirty ? dialog.open('leave') : onDone())}>
        {dirty ? t('boards.stopEditing') : t('boards.done')}
      </Button>
      <Button size="xs" loading={busy} disabled={!dirty || draft.board.name.trim() === ''} onClick={onSave}>
        {t('boards.save')}
      </Button>
    </div>
  );
}
