import { useEffect, useRef } from 'react';
import type { Shortcut } from '../../../ui/shortcut';

/** What the keys do in the list of incidents. */
export const incidentShortcuts: readonly Shortcut[] = [
  { keys: ['j', 'k'], text: 'incidents.keysMove' },
  { keys: ['Enter'], text: 'incidents.keysOpen' },
  { keys: ['a'], text: 'incidents.keysAcknowledge' },
];

interface Handlers {
  readonly move: (by: 1 | -1) => void;
  readonly open: () => void;
  readonly acknowledge: () => void;
}

/** How long after `g` a letter belongs to it, in the page's own shortcuts. */
const AFTER_G_MS = 1_500;

/** Listens while the list is shown, but not while somebody types, a dialog is open, or a letter says where to go. */
export function useListKeys(handlers: Handlers): void {
  const newest = useRef(handlers);
  newest.current = handlers;
  useEffect(() => {
    let goesAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented && event.key !== 'g') return;
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      const isPlace = event.timeStamp - goesAt < AFTER_G_MS;
      goesAt = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (isPlace) return;
      if (act(event, newest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Whether the key was one of the list's. */
function act({ key, target }: KeyboardEvent, handlers: Handlers): boolean {
  switch (key) {
    case 'j':
    case 'k':
      handlers.move(key === 'j' ? 1 : -1);
      return true;
    case 'a':
      handlers.acknowledge();
      return true;
    case 'Enter':
      // A button has an Enter of its own.
      if (!(target instanceof HTMLElement) || !(target.matches('article') || target === document.body)) return false;
      handlers.open();
      return true;
    default:
      return false;
  }
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"]') !== null) return true;
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null
  );
}
