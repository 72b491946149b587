import { useEffect, useRef } from 'react';
import { useGo, usePage } from '../store/page';
import { isTyping } from './is-typing';
import { pressOf } from './shortcuts';

/** How long after `g` its letter may come. */
const WAIT_MS = 1_500;

/** Listens to the keys that work everywhere, but not while somebody types or a dialog is open. */
export function useShortcuts(showList: () => void): void {
  const { wall } = usePage();
  const go = useGo();
  const newest = useRef({ go, showList });
  newest.current = { go, showList };
  useEffect(() => {
    let forget: (() => void) | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[aria-modal="true"]') !== null) return;
      const press = pressOf(event.key, forget !== null);
      forget?.();
      forget = null;
      if (press.kind === 'wait') {
        forget = wall.after(WAIT_MS, () => {
          forget = null;
        });
      } else if (press.kind === 'go') newest.current.go(press.place.route);
      else if (press.kind === 'list') newest.current.showList();
      if (press.kind !== 'nothing') event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      forget?.();
      window.removeEventListener('keydown', onKey);
    };
  }, [wall]);
}
