import { incidentShortcuts } from '../features/incidents/list/use-list-keys';
import { replayShortcuts } from '../features/replay/replay-shortcuts';
import type { TextKey } from '../language/language';
import type { Shortcut } from '../ui/shortcut';
import { tableShortcuts } from '../ui/table/table-keys';
import { type Place, places } from './places';

/** Opens the palette; the palette listens to these itself. */
export const paletteKeys = ['mod+K', 'mod+P'] as const;

export interface ShortcutGroup {
  readonly title: TextKey;
  readonly shortcuts: readonly Shortcut[];
}

/** Everything the keyboard does, for the list under `?`. A screen that handles keys of its own lists them here. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'shell.keysEverywhere',
    shortcuts: [
      { keys: [paletteKeys[0]], text: 'shell.findAnything' },
      { keys: ['?'], text: 'shell.keysShow' },
      { keys: ['Escape'], text: 'shell.keysClose' },
    ],
  },
  { title: 'shell.keysPlaces', shortcuts: places.map(({ key, name }) => ({ keys: ['g', key], text: name })) },
  { title: 'shell.keysTables', shortcuts: tableShortcuts },
  { title: 'incidents.list', shortcuts: incidentShortcuts },
  {
    title: 'shell.keysPictures',
    shortcuts: [
      { keys: ['ArrowLeft', 'ArrowRight'], text: 'shell.keysAlong' },
      { keys: ['+', '-'], text: 'shell.keysZoom' },
      { keys: ['0'], text: 'shell.keysWhole' },
    ],
  },
  { title: 'shell.keysReplay', shortcuts: replayShortcuts },
  {
    title: 'shell.keysEditor',
    shortcuts: [
      { keys: ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'], text: 'shell.keysMove' },
      { keys: ['Shift+ArrowLeft', 'Shift+ArrowRight'], text: 'shell.keysResize' },
      { keys: ['Delete'], text: 'shell.keysRemove' },
      { keys: ['mod+Z'], text: 'shell.keysUndo' },
      { keys: ['mod+Y'], text: 'shell.keysRedo' },
    ],
  },
  {
    title: 'shell.keysWall',
    shortcuts: [
      { keys: ['ArrowLeft', 'ArrowRight'], text: 'shell.keysTurn' },
      { keys: ['Escape'], text: 'shell.keysLeaveWall' },
    ],
  },
];

/** What a key does: `wait` for the letter of a place, `go` there, show the `list`, or nothing of ours. */
export type Press = { readonly kind: 'nothing' | 'wait' | 'list' } | { readonly kind: 'go'; readonly place: Place };

/** `isWaiting`: `g` was pressed just before. */
export function pressOf(key: string, isWaiting: boolean): Press {
  const place = isWaiting ? places.find((one) => one.key === key) : undefined;
  if (place !== undefined) return { kind: 'go', place };
  if (key === 'g') return { kind: 'wait' };
  return { kind: key === '?' ? 'list' : 'nothing' };
}
