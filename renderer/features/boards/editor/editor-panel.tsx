import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Board, PlacedWidget } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { ContextPicker } from '../../../ui/board/context-picker';
import { RangePicker } from '../../../ui/board/range-picker';
import { titleOf } from '../../../ui/board/widget-frame';
import { SidePanel } from '../../../ui/side-panel';
import { widgetOf } from '../../../widgets/registry';
import type { Beside } from './board-editor';
import type { Change, WidgetPatch } from './draft';
import { FieldInput } from './field-input';
import { freshOf } from './find-widgets';
import { Gallery } from './gallery';

interface EditorPanelProps {
  readonly board: Board;
  readonly beside: Beside;
  readonly onBeside: (beside: Beside) => void;
  readonly onChange: (change: Change) => void;
  /** One like this. */
  readonly onAdd: (widget: PlacedWidget) => void;
  readonly onRemove: (id: string) => void;
}

/** Beside the board: what there is to add, or what can be chosen about a widget or about the board. */
export function EditorPanel({ board, beside, onBeside, onChange, onAdd, onRemove }: EditorPanelProps): ReactNode {
  const close = (): void => onBeside({ kind: 'board' });
  const widget = beside.kind === 'widget' ? board.widgets.find(({ id }) => id === beside.id) : undefined;
  if (widget !== undefined)
    return (
      <SidePanel title={titleOf(widget)} onClose={close}>
        <WidgetSettings key={widget.id} widget={widget} onChange={onChange} />
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconCopy size={14} />} onClick={() => onAdd(widget)}>
            {t('boards.copyWidget')}
          </Button>
          <Button
            size="xs"
            variant="default"
            color="red"
            leftSection={<IconTrash size={14} />}
            onClick={() => onRemove(widget.id)}
          >
            {t('boards.removeWidget')}
          </Button>
        </Group>
      </SidePanel>
    );
  if (beside.kind === 'gallery')
    return (
      <SidePanel title={t('boards.addWidgets')} onClose={close}>
        <Gallery board={board} onAdd={(kind) => onAdd(freshOf(kind))} />
      </SidePanel>
    );
  return (
    <SidePanel title={t('boards.boardSettings')} onClose={() => onBeside({ kind: 'gallery' })}>
      <BoardSettings board={board} onChange={onChange} />
    </SidePanel>
  );
}

function WidgetSettings({ widget, onChange }: { widget: PlacedWidget; onChange: EditorPanelProps['onChange'] }): ReactNode {
  const kind = widgetOf(widget.type);
  const wrong = kind?.check(widget.settings) ?? null;
  const patch = (next: WidgetPatch, field: string): void => onChange({ kind: 'configure', id: widget.id, patch: next, field });
  return (
    <Stack gap="sm">
      <TextInput
        size="xs"
        label={t('boards.widgetTitle')}
        placeholder={kind === null ? widget.type : t(kind.title)}
        value={widget.title ?? ''}
        maxLength={120}
        onChange={(event) => patch({ title: event.currentTarget.value }, 'title')}
      />
      {kind === null ? (
        <p>
          {t('boards.unknownKind', { kind: widget.type })} {t('boards.unknownKindNext')}
        </p>
      ) : null}
      {kind?.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={widget.settings[field.name] ?? kind.defaults[field.name]}
          problem={wrong?.field.split('.')[0] === field.name ? wrong.message : null}
          onChange={(value) => patch({ settings: { ...widget.settings, [field.name]: value } }, field.name)}
        />
      ))}
      <RangePicker
        labelled
        value={widget.range ?? null}
        inherit={t('boards.asBoard')}
        label={t('boards.range')}
        onChange={(range) => patch({ range: range ?? undefined }, 'range')}
      />
      <ContextPicker
        labelled
        value={widget.contextId ?? null}
        none={t('boards.asBoard')}
        label={t('boards.context')}
        onChange={(contextId) => patch({ contextId: contextId ?? undefined }, 'contextId')}
      />
    </Stack>
  );
}

function BoardSettings({ board, onChange }: { board: Board; onChange: EditorPanelProps['onChange'] }): ReactNode {
  return (
    <Stack gap="sm">
      <Textarea
        size="xs"
        label={t('boards.description')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        value={board.description}
        onChange={(event) => onChange({ kind: 'board', patch: { description: event.currentTarget.value } })}
      />
      <RangePicker
        labelled
        value={board.range}
        label={t('boards.range')}
        onChange={(range) => (range === null ? undefined : onChange({ kind: 'board', patch: { range } }))}
      />
      <ContextPicker
        labelled
        value={board.contextId}
        none={t('boards.contextAll')}
        label={t('boards.context')}
        onChange={(contextId) => onChange({ kind: 'board', patch: { contextId } })}
      />
      <p>{t('boards.boardHint')}</p>
    </Stack>
  );
}
