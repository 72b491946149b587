import type { LayoutItem } from 'react-grid-layout/core';
import { moveElement, verticalCompactor } from 'react-grid-layout/core';
import { type Board, COLUMNS, type PlacedWidget } from '../../../../shared/domain/boards/board';
import { isEqual } from '../../../../shared/lib/equal';
import { unreachable } from '../../../../shared/lib/unreachable';
import { itemOf, type Place, placed, placeOf, rowsOf, settled, smallestOf } from '../../../ui/board/placed';

/** What somebody makes of a board before it is saved, and the way back. */
export interface Draft {
  readonly board: Board;
  readonly past: readonly Board[];
  readonly future: readonly Board[];
  /** What the newest step changed: the same again is part of that step, so that a typed word is one. */
  readonly mark: string | null;
}

export type BoardPatch = Partial<Pick<Board, 'name' | 'description' | 'range' | 'contextId'>>;
/** `undefined` takes a choice of its own away again. */
export type WidgetPatch = {
  readonly [K in 'title' | 'settings' | 'range' | 'contextId']?: PlacedWidget[K] | undefined;
};

export type Change =
  /** Where a drag left everything. */
  | { readonly kind: 'place'; readonly places: readonly Place[] }
  /** By keyboard, in units of the grid. Up and down go as far as it takes to pass a neighbour. */
  | { readonly kind: 'move' | 'resize'; readonly id: string; readonly dx: number; readonly dy: number }
  | { readonly kind: 'add'; readonly widget: PlacedWidget }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'configure'; readonly id: string; readonly patch: WidgetPatch; readonly field: string }
  | { readonly kind: 'board'; readonly patch: BoardPatch }
  | { readonly kind: 'undo' | 'redo' };

/** Steps that can be undone. */
const MOST_STEPS = 100;
export const MOST_WIDGETS = 100;

export function draftOf(board: Board): Draft {
  return { board: { ...board, widgets: [...settled(board.widgets)] }, past: [], future: [], mark: null };
}

/** The draft after one change; the same object where it changes nothing. Widgets never overlap and never hang in the air. */
export function changed(draft: Draft, change: Change): Draft {
  switch (change.kind) {
    case 'undo': {
      const before = draft.past.at(-1);
      if (before === undefined) return draft;
      return { board: before, past: draft.past.slice(0, -1), future: [draft.board, ...draft.future], mark: null };
    }
    case 'redo': {
      const [after, ...future] = draft.future;
      if (after === undefined) return draft;
      return { board: after, past: [...draft.past, draft.board], future, mark: null };
    }
    case 'place':
    case 'move':
    case 'resize':
    case 'add':
    case 'remove':
    case 'configure':
    case 'board':
      return stepped(draft, boardAfter(draft.board, change), markOf(change));
    default:
      return unreachable(change);
  }
}

function stepped(draft: Draft, board: Board, mark: string | null): Draft {
  if (isEqual(board, draft.board)) return draft;
  if (mark !== null && mark === draft.mark) return { ...draft, board, future: [] };
  return { board, past: [...draft.past, draft.board].slice(-MOST_STEPS), future: [], mark };
}

type Step = Exclude<Change, { kind: 'undo' | 'redo' }>;

function markOf(change: Step): string | null {
  switch (change.kind) {
    case 'configure':
      return `${change.id} ${change.field}`;
    case 'board':
      return `board ${Object.keys(change.patch).join()}`;
    case 'move':
    case 'resize':
      return `${change.kind} ${change.id}`;
    default:
      return null;
  }
}

function boardAfter(board: Board, change: Step): Board {
  const { widgets } = board;
  switch (change.kind) {
    case 'place':
      return withWidgets(board, settled(placed(widgets, change.places)));
    case 'move':
      return withWidgets(board, moved(widgets, change.id, change.dx, change.dy));
    case 'resize':
      return withWidgets(board, resized(widgets, change.id, change.dx, change.dy));
    case 'add':
      if (widgets.length >= MOST_WIDGETS) return board;
      return withWidgets(board, settled([...widgets, { ...change.widget, ...firstRoom(widgets, change.widget) }]));
    case 'remove':
      return withWidgets(board, settled(widgets.filter(({ id }) => id !== change.id)));
    case 'configure':
      return withWidgets(
        board,
        widgets.map((widget) => (widget.id === change.id ? patched(widget, change.patch) : widget)),
      );
    case 'board':
      return { ...board, ...change.patch };
    default:
      return unreachable(change);
  }
}

function withWidgets(board: Board, widgets: readonly PlacedWidget[]): Board {
  return { ...board, widgets: [...widgets] };
}

function patched(widget: PlacedWidget, patch: WidgetPatch): PlacedWidget {
  const { title, settings, range, contextId, ...rest } = { ...widget, ...patch };
  return {
    ...rest,
    settings: settings ?? widget.settings,
    ...(title === undefined || title === '' ? {} : { title }),
    ...(range === undefined ? {} : { range }),
    ...(contextId === undefined ? {} : { contextId }),
  };
}

/** The highest place, and there the leftmost, that takes a widget of this size without moving another. */
function firstRoom(widgets: readonly Place[], { w, h }: Place): { readonly x: number; readonly y: number } {
  const end = rowsOf(widgets);
  for (let y = 0; y < end; y += 1) {
    for (let x = 0; x + w <= COLUMNS; x += 1) {
      const isTaken = widgets.some((one) => one.x < x + w && x < one.x + one.w && one.y < y + h && y < one.y + one.h);
      if (!isTaken) return { x, y };
    }
  }
  return { x: 0, y: end };
}

/** One step aside; or up and down by the fewest rows that take it past its neighbour. */
function moved(widgets: readonly PlacedWidget[], id: string, dx: number, dy: number): readonly PlacedWidget[] {
  if (dx !== 0) return movedBy(widgets, id, dx, 0);
  const from = widgets.find((widget) => widget.id === id);
  if (from === undefined || dy === 0) return widgets;
  const most = dy < 0 ? from.y : rowsOf(widgets);
  for (let by = 1; by <= most; by += 1) {
    const next = movedBy(widgets, id, 0, by * Math.sign(dy));
    const to = next.find((widget) => widget.id === id);
    if (to !== undefined && Math.sign(to.y - from.y) === Math.sign(dy)) return next;
  }
  return widgets;
}

function movedBy(widgets: readonly PlacedWidget[], id: string, dx: number, dy: number): readonly PlacedWidget[] {
  const layout: LayoutItem[] = widgets.map(itemOf);
  const item = layout.find(({ i }) => i === id);
  if (item === undefined) return widgets;
  const x = Math.max(0, Math.min(item.x + dx, COLUMNS - item.w));
  const y = Math.max(0, item.y + dy);
  const after = moveElement(layout, item, x, y, true, false, 'vertical', COLUMNS);
  return placed(widgets, verticalCompactor.compact(after, COLUMNS).map(placeOf));
}

function resized(widgets: readonly PlacedWidget[], id: string, dw: number, dh: number): readonly PlacedWidget[] {
  return settled(
    widgets.map((widget) => {
      if (widget.id !== id) return widget;
      const { minW, minH } = smallestOf(widget.type);
      const w = Math.max(Math.min(minW, widget.w), Math.min(widget.w + dw, COLUMNS - widget.x));
      const h = Math.max(Math.min(minH, widget.h), Math.min(widget.h + dh, 200));
      return w === widget.w && h === widget.h ? widget : { ...widget, w, h };
    }),
  );
}

/** `figure`, `figure-2`: an id that no widget of the board has. */
export function freshWidgetId(board: Board, type: string): string {
  const taken = new Set(board.widgets.map(({ id }) => id));
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? type : `${type.slice(0, 50)}-${n}`;
    if (!taken.has(id)) return id;
  }
}
