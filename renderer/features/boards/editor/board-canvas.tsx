import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { GridLayout, verticalCompactor } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import { type Board, COLUMNS, type PlacedWidget, ROW_HEIGHT } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import { GAP, itemOf, placeOf } from '../../../ui/board/placed';
import { titleOf, WidgetFrame } from '../../../ui/board/widget-frame';
import { EmptyState } from '../../../ui/empty-state';
import classes from './board-canvas.module.css';
import type { Change } from './draft';
import { spokenPlace } from './spoken-place';

interface BoardCanvasProps {
  readonly board: Board;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onChange: (change: Change) => void;
  readonly onRemove: (id: string) => void;
}

/** The board while it is made: widgets are dragged and resized, and do not react to anything themselves. */
export function BoardCanvas({ board, selected, onSelect, onChange, onRemove }: BoardCanvasProps): ReactNode {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected === null) return;
    scroll.current?.querySelector(`[data-cell="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div className={classes.canvas} ref={scroll}>
      <div ref={ref}>
        {board.widgets.length === 0 ? <EmptyState text={t('boards.empty')} next={t('boards.emptyPick')} /> : null}
        {width > 0 && board.widgets.length > 0 ? (
          <GridLayout
            className={classes.grid ?? ''}
            width={width}
            layout={board.widgets.map(itemOf)}
            gridConfig={{ cols: COLUMNS, rowHeight: ROW_HEIGHT, margin: [GAP, GAP], containerPadding: [GAP, GAP] }}
            resizeConfig={{ enabled: true, handles: ['se'] }}
            compactor={verticalCompactor}
            onDragStop={(layout) => onChange({ kind: 'place', places: layout.map(placeOf) })}
            onResizeStop={(layout) => onChange({ kind: 'place', places: layout.map(placeOf) })}
          >
            {board.widgets.map((widget) => (
              <div
                key={widget.id}
                data-cell={widget.id}
                className={classes.cell}
                data-selected={widget.id === selected || undefined}
              >
                <div className={classes.inert} inert>
                  <WidgetFrame placed={widget} range={board.range} contextId={board.contextId} mode="desk" />
                </div>
                <Handle
                  widget={widget}
                  chosen={widget.id === selected}
                  onSelect={onSelect}
                  onChange={onChange}
                  onRemove={onRemove}
                />
              </div>
            ))}
          </GridLayout>
        ) : null}
      </div>
    </div>
  );
}

interface HandleProps {
  readonly widget: PlacedWidget;
  readonly chosen: boolean;
  readonly onSelect: (id: string) => void;
  readonly onChange: (change: Change) => void;
  readonly onRemove: (id: string) => void;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lies over a widget: what is pressed there moves the widget. */
function Handle({ widget, chosen, onSelect, onChange, onRemove }: HandleProps): ReactNode {
  const { id } = widget;
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      onChange({ kind: event.shiftKey ? 'resize' : 'move', id, dx: step[0], dy: step[1] });
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onRemove(id);
    }
  };
  return (
    <button
      type="button"
      className={classes.handle}
      aria-pressed={chosen}
      aria-label={`${titleOf(widget)}, ${spokenPlace(widget)}`}
      aria-description={t('boards.handleKeys')}
      title={t('boards.handleKeys')}
      onClick={() => onSelect(id)}
      onKeyDown={onKey}
    />
  );
}
