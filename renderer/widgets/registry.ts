import type { Widget } from './widget';

/** Every kind of widget, in the order of the gallery. To add one: its file, and a line here. */
export const widgets: readonly Widget[] = [];

/** Null for a kind this console does not know: a board may come from a newer one. */
export function widgetOf(type: string): Widget | null {
  return widgets.find((widget) => widget.type === type) ?? null;
}
