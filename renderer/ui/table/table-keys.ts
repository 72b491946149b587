import type { Shortcut } from '../shortcut';

/** What the keys do in every table; `keyTarget` is what does it. */
export const tableShortcuts: readonly Shortcut[] = [
  { keys: ['ArrowUp', 'ArrowDown'], text: 'ui.tableMove' },
  { keys: ['PageUp', 'PageDown'], text: 'ui.tablePage' },
  { keys: ['Home', 'End'], text: 'ui.tableEnds' },
  { keys: ['Enter'], text: 'ui.tableOpen' },
];

const PAGE = 15;

/** The row that `key` moves to from row `active` of `length`, perhaps beyond either end; null: the key moves nowhere. */
export function keyTarget(key: string, active: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + PAGE;
    case 'PageUp':
      return active - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}
