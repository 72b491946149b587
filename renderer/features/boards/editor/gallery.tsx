import { Chip, Group, TextInput } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { Board } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { WidgetFrame } from '../../../ui/board/widget-frame';
import { widgets } from '../../../widgets/registry';
import type { Widget } from '../../../widgets/widget';
import { MOST_WIDGETS } from './draft';
import { families, found, freshOf } from './find-widgets';
import classes from './gallery.module.css';

/** Every kind of widget there is, drawn small with what is really there. */
export function Gallery({ board, onAdd }: { board: Board; onAdd: (widget: Widget) => void }): ReactNode {
  const [query, setQuery] = useState('');
  const [family, setFamily] = useState<Widget['family'] | null>(null);
  const shown = found(widgets, query, family);
  const full = board.widgets.length >= MOST_WIDGETS;
  return (
    <>
      <TextInput
        size="xs"
        type="search"
        aria-label={t('boards.findWidget')}
        placeholder={t('boards.findWidget')}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Group gap={4} role="group" aria-label={t('boards.families')}>
        {families.map((one) => (
          <Chip key={one} size="xs" checked={family === one} onChange={(on) => setFamily(on ? one : null)}>
            {familyWords(one)}
          </Chip>
        ))}
      </Group>
      {full ? <p role="status">{t('boards.tooMany', { most: MOST_WIDGETS })}</p> : null}
      {shown.length === 0 ? <p role="status">{t('boards.noneFound')}</p> : null}
      <ul className={classes.list}>
        {shown.map((widget) => (
          <li key={widget.type}>
            <Card widget={widget} board={board} disabled={full} onAdd={() => onAdd(widget)} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CardProps {
  readonly widget: Widget;
  readonly board: Board;
  readonly disabled: boolean;
  readonly onAdd: () => void;
}

function Card({ widget, board, disabled, onAdd }: CardProps): ReactNode {
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  return (
    <div className={classes.card} ref={ref}>
      <button
        type="button"
        className={classes.add}
        disabled={disabled}
        onClick={onAdd}
        aria-label={t('boards.add', { title: t(widget.title) })}
      >
        <widget.icon size={18} stroke={1.6} aria-hidden="true" />
        <span className={classes.words}>
          <strong>{t(widget.title)}</strong>
          <span className={classes.text}>{t(widget.text)}</span>
        </span>
      </button>
      <div className={classes.preview} inert aria-hidden="true">
        {inViewport ? <Preview widget={widget} board={board} /> : null}
      </div>
    </div>
  );
}

/** Drawn at twice the size and shrunk, so that it looks as it will on the board. */
function Preview({ widget, board }: { widget: Widget; board: Board }): ReactNode {
  const placed = useMemo(() => freshOf(widget), [widget]);
  return (
    <div className={classes.shrunk}>
      <WidgetFrame placed={placed} range={board.range} contextId={board.contextId} mode="desk" />
    </div>
  );
}

function familyWords(family: Widget['family']): string {
  switch (family) {
    case 'figures':
      return t('boards.figures');
    case 'charts':
      return t('boards.charts');
    case 'tables':
      return t('boards.tables');
    case 'live':
      return t('boards.live');
    case 'texts':
      return t('boards.texts');
  }
}
