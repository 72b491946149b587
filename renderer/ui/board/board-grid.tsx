import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { type Board, ROW_HEIGHT } from '../../../shared/domain/boards/board';
import type { Range } from '../../../shared/domain/boards/range';
import type { ContextId } from '../../../shared/domain/primitives';
import type { Frame } from '../../widgets/widget';
import classes from './board-grid.module.css';
import { GAP, rowsOf, settled } from './placed';
import { WidgetFrame } from './widget-frame';

interface BoardGridProps {
  readonly widgets: Board['widgets'];
  readonly range: Range;
  readonly contextId: ContextId | null;
  readonly mode: Frame['mode'];
  /** Pixels of a row; the usual height where absent. */
  readonly rowHeight?: number;
}

/** A board to look at: the places of the editor's grid, drawn by the browser's own, which also prints. */
export function BoardGrid({ widgets, range, contextId, mode, rowHeight = ROW_HEIGHT }: BoardGridProps): ReactNode {
  const shown = useMemo(() => settled(widgets), [widgets]);
  const inOrder = useMemo(() => [...shown].sort((a, b) => a.y - b.y || a.x - b.x), [shown]);
  const style: CSSProperties & Record<'--rows' | '--row-height', string> = {
    '--row-height': `${rowHeight}px`,
    gap: GAP,
    padding: GAP,
    '--rows': `repeat(${rowsOf(shown)}, ${rowHeight}px)`,
  };
  return (
    <div className={classes.grid} style={style}>
      {inOrder.map((placed) => (
        <div
          key={placed.id}
          className={classes.cell}
          style={{ gridColumn: `${placed.x + 1} / span ${placed.w}`, gridRow: `${placed.y + 1} / span ${placed.h}` }}
        >
          <WidgetFrame placed={placed} range={range} contextId={contextId} mode={mode} />
        </div>
      ))}
    </div>
  );
}
