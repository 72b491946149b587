import { PlacedWidget } from '../../../../shared/domain/boards/board';
import { t } from '../../../language/language';
import type { Widget } from '../../../widgets/widget';

export const families: readonly Widget['family'][] = ['figures', 'charts', 'tables', 'live', 'texts'];

/** Kinds of one family (null: of every one) in which every word of the query occurs, in the registry's order. */
export function found(all: readonly Widget[], query: string, family: Widget['family'] | null): readonly Widget[] {
  const words = query.trim().toLowerCase().split(/\s+/);
  return all.filter((widget) => {
    const hay = `${t(widget.title)} ${t(widget.text)} ${widget.type}`.toLowerCase();
    return (family === null || widget.family === family) && words.every((word) => hay.includes(word));
  });
}

/** A new one of this kind at its usual size, with nothing chosen yet. */
export function freshOf({ type, size: { w, h }, defaults }: Widget): PlacedWidget {
  return PlacedWidget.parse({ id: type, type, x: 0, y: 0, w, h, settings: defaults });
}
