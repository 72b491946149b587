import type { Shortcut } from '../../ui/shortcut';

/** What `use-replay-keys.ts` listens to, for the list under `?`. */
export const replayShortcuts: readonly Shortcut[] = [
  { keys: ['Space'], text: 'replay.keyPlay' },
  { keys: ['ArrowLeft', 'ArrowRight'], text: 'replay.keyStep' },
  { keys: ['Shift+ArrowLeft', 'Shift+ArrowRight'], text: 'replay.keyMark' },
  { keys: ['Home', 'End'], text: 'replay.keyEnds' },
  { keys: ['Escape'], text: 'replay.leave' },
];
