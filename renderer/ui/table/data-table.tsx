import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, memo, type ReactNode, useRef, useState } from 'react';
import { usePrinting } from '../use-printing';
import { type Column, nextSorting, type Sorting, sortRows } from './column';
import classes from './data-table.module.css';
import { keyTarget } from './table-keys';

const ROW_PX = 28;

export interface DataTableProps<Row> {
  /** Read to a listener before the rows. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly selectedKey?: string | null;
  /** Marks a row that is in trouble. */
  readonly toneOf?: (row: Row) => 'failed' | 'waiting' | null;
  /** Colour of the context at the row's edge. */
  readonly edgeOf?: (row: Row) => string | null;
  readonly empty: ReactNode;
}

/**
 * A table that draws only the rows in sight. Arrow keys, Home, End and Page keys move; Enter opens; a click on a heading sorts.
 * Without a sorting of the reader's own, rows stand in the order given.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, keyOf } = props;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const viewport = useRef<HTMLDivElement>(null);
  const sorted = sortRows(rows, columns, sorting);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const found = sorted.findIndex((row) => keyOf(row) === activeKey);
  const active = found === -1 ? 0 : found;

  const moveTo = (index: number): void => {
    const row = sorted[Math.max(0, Math.min(sorted.length - 1, index))];
    if (row === undefined) return;
    setActiveKey(keyOf(row));
    virtualizer.scrollToIndex(sorted.indexOf(row));
    requestAnimationFrame(() => viewport.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = keyTarget(event.key, active, sorted.length);
    const row = sorted[active];
    if (target !== null) {
      event.preventDefault();
      moveTo(target);
    } else if (event.key === 'Enter' && row !== undefined && event.target instanceof HTMLElement && event.target.role === 'row')
      props.onOpen?.(row);
  };

  const printing = usePrinting();
  // On paper nobody scrolls: every row is drawn, one below the other.
  const drawn = printing ? sorted.map((_, index) => ({ index, start: index * ROW_PX })) : virtualizer.getVirtualItems();

  const tracks: CSSProperties = { '--tracks': columns.map((column) => column.width).join(' ') };
  return (
    <div className={classes.frame} ref={viewport} style={tracks}>
      {/* biome-ignore lint/a11y/useSemanticElements: only rows in sight exist, and a table element cannot say how many there are */}
      <div
        role="grid"
        tabIndex={-1}
        aria-label={props.label}
        aria-rowcount={sorted.length + 1}
        className={classes.grid}
        onKeyDown={onKeyDown}
      >
        <Header columns={columns} sorting={sorting} onSort={(id) => setSorting(nextSorting(sorting, id))} />
        {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, so this cannot be a tbody */}
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: sorted.length === 0 ? undefined : sorted.length * ROW_PX }}
        >
          {drawn.map((item) => {
            const row = sorted[item.index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              <TableRow
                key={key}
                row={row}
                columns={columns}
                index={item.index}
                top={item.start}
                active={item.index === active}
                selected={key === props.selectedKey}
                tone={props.toneOf?.(row) ?? null}
                edge={props.edgeOf?.(row) ?? null}
                onOpen={props.onOpen}
              />
            );
          })}
        </div>
      </div>
      {sorted.length === 0 ? props.empty : null}
    </div>
  );
}

interface HeaderProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | null;
  readonly onSort: (columnId: string) => void;
}

function Header<Row>({ columns, sorting, onSort }: HeaderProps<Row>): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see DataTable
    <div role="rowgroup" className={classes.header}>
      {/* biome-ignore lint/a11y/useSemanticElements: see DataTable */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={classes.row}>
        {columns.map((column) => {
          const direction = sorting?.columnId === column.id ? sorting.direction : 'none';
          return (
            // biome-ignore lint/a11y/useSemanticElements: see DataTable
            // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
            <div key={column.id} role="columnheader" aria-sort={direction} className={classes.cell} data-align={column.align}>
              {column.sortBy === undefined ? (
                column.title
              ) : (
                <button type="button" className={classes.sort} onClick={() => onSort(column.id)}>
                  {column.title}
                  <span aria-hidden="true">{direction === 'none' ? '' : direction === 'ascending' ? ' ↑' : ' ↓'}</span>
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly tone: 'failed' | 'waiting' | null;
  readonly edge: string | null;
  readonly onOpen: ((row: Row) => void) | undefined;
}

function PlainRow<Row>({ row, columns, index, top, active, selected, tone, edge, onOpen }: TableRowProps<Row>): ReactNode {
  const place: CSSProperties = { transform: `translateY(${top}px)`, ...(edge === null ? {} : { '--edge': edge }) };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see DataTable
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the grid
    <div
      role="row"
      tabIndex={active ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      data-active={active || undefined}
      data-body
      data-openable={onOpen === undefined ? undefined : true}
      data-tone={tone ?? undefined}
      style={place}
      onClick={() => onOpen?.(row)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see DataTable
        // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Draws again only when its own row, place or marks changed. The cast-free way to keep a generic component's type through memo. */
const TableRow: typeof PlainRow = memoRow(PlainRow);

function memoRow<C extends typeof PlainRow>(component: C): C {
  return Object.assign(memo(component), component);
}
