import { type LayoutItem, verticalCompactor } from 'react-grid-layout/core';
import { COLUMNS, type PlacedWidget } from '../../../shared/domain/boards/board';
import { widgetOf } from '../../widgets/registry';

/** Where a widget lies on the grid, in units of it. */
export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Pixels between two widgets, and around the board. */
export const GAP = 8;
/** Of a kind that this console does not know. */
const SMALLEST = { minW: 2, minH: 2 };

/** The smallest a widget can be drawn in. */
export function smallestOf(type: string): { readonly minW: number; readonly minH: number } {
  const { minW, minH } = widgetOf(type)?.size ?? SMALLEST;
  return { minW, minH };
}

/** As the grid takes it. One that hangs over the edge comes back in. */
export function itemOf({ id, type, x, y, w, h }: PlacedWidget): LayoutItem {
  return { i: id, x: Math.max(0, Math.min(x, COLUMNS - w)), y, w, h, ...smallestOf(type) };
}

/** The same widgets without overlaps and without gaps above them: what a board looks like. Those that stay keep their identity. */
export function settled(widgets: readonly PlacedWidget[]): readonly PlacedWidget[] {
  return placed(widgets, verticalCompactor.compact(widgets.map(itemOf), COLUMNS).map(placeOf));
}

export function placeOf({ i, x, y, w, h }: LayoutItem): Place {
  return { id: i, x, y, w, h };
}

/** The widgets where `places` puts them. */
export function placed(widgets: readonly PlacedWidget[], places: readonly Place[]): readonly PlacedWidget[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  return widgets.map((widget) => {
    const place = byId.get(widget.id);
    if (place === undefined) return widget;
    const { x, y, w, h } = place;
    const stays = widget.x === x && widget.y === y && widget.w === w && widget.h === h;
    return stays ? widget : { ...widget, x, y, w, h };
  });
}

/** Rows a board takes. */
export function rowsOf(widgets: readonly Place[]): number {
  return widgets.reduce((most, { y, h }) => Math.max(most, y + h), 0);
}
