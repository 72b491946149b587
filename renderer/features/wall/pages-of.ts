import type { PlacedWidget } from '../../../shared/domain/boards/board';
import { rowsOf, settled } from '../../ui/board/placed';

/**
 * A board cut into pages of at most `mostRows` rows, since nobody scrolls a wall. Widgets stay whole and in their order; one that is
 * higher than a page has a page to itself.
 */
export function pagesOf(widgets: readonly PlacedWidget[], mostRows: number): readonly (readonly PlacedWidget[])[] {
  const pages: (readonly PlacedWidget[])[] = [];
  let rest = settled(widgets);
  while (rest.length > 0) {
    if (rowsOf(rest) <= mostRows) return [...pages, rest];
    const cut = cutAt(rest, mostRows);
    const page = settled(rest.filter((widget) => widget.y + widget.h <= cut));
    const first = [...rest].sort((a, b) => a.y - b.y || a.x - b.x).slice(0, 1);
    const taken = page.length > 0 ? page : settled(first);
    const ids = new Set(taken.map(({ id }) => id));
    pages.push(taken);
    rest = settled(rest.filter(({ id }) => !ids.has(id)));
  }
  return pages.length === 0 ? [[]] : pages;
}

/** The lowest row within the page that no widget lies across; the page's own end where there is none. */
function cutAt(widgets: readonly PlacedWidget[], mostRows: number): number {
  for (let row = mostRows; row > 0; row -= 1) {
    if (!widgets.some(({ y, h }) => y < row && y + h > row)) return row;
  }
  return mostRows;
}
