import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlacedWidget } from '../../../shared/domain/boards/board';
import { rowsOf } from '../../ui/board/placed';
import { pagesOf } from './pages-of';

const widget = (id: string, x: number, y: number, w: number, h: number) => PlacedWidget.parse({ id, type: 'thing', x, y, w, h });
const ids = (pages: ReturnType<typeof pagesOf>) => pages.map((page) => page.map(({ id }) => id));

test('a board that fits is one page; a higher one is cut where no widget lies across', () => {
  const rows = [widget('a', 0, 0, 12, 6), widget('b', 12, 0, 12, 6), widget('c', 0, 6, 24, 8), widget('d', 0, 14, 24, 4)];
  expect(ids(pagesOf(rows, 20))).toEqual([['a', 'b', 'c', 'd']]);
  expect(ids(pagesOf(rows, 12))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(pagesOf(rows, 12)[1]?.[0]?.y).toBe(0);
  expect(pagesOf([], 12)).toEqual([[]]);
});

test('every widget is on exactly one page, and a page is no higher than it may be unless it holds one widget alone', () => {
  const anyWidget = fc.record({
    x: fc.integer({ min: 0, max: 20 }),
    y: fc.nat(30),
    w: fc.integer({ min: 2, max: 24 }),
    h: fc.integer({ min: 2, max: 16 }),
  });
  fc.assert(
    fc.property(fc.array(anyWidget, { maxLength: 14 }), fc.integer({ min: 4, max: 20 }), (places, most) => {
      const widgets = places.map(({ x, y, w, h }, n) => widget(`w${n}`, Math.min(x, 24 - w), y, w, h));
      const pages = pagesOf(widgets, most);
      expect(ids(pages).flat().sort()).toEqual(widgets.map(({ id }) => id).sort());
      for (const page of pages) expect(page.length <= 1 || rowsOf(page) <= most).toBe(true);
    }),
    { numRuns: 100 },
  );
});
