import { useEffect, useRef } from 'react';

/** What lies over the page, and closes first. */
const ABOVE = '[aria-modal="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Escape closes one thing at a time: this one unless something lies above it. Listens before anything else does: what lies above must
 * still be there to be seen. `null`: there is nothing to close.
 */
export function useEscape(onClose: (() => void) | null): void {
  const newest = useRef(onClose);
  newest.current = onClose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const close = newest.current;
      if (event.key !== 'Escape' || event.defaultPrevented || close === null || isAnythingAbove(event)) return;
      event.preventDefault();
      close();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

/**
 * Whatever lies above may have closed itself by now: the way of the key still knows it. A closed menu may stay in the document without
 * being seen.
 */
function isAnythingAbove(event: KeyboardEvent): boolean {
  const came = event.composedPath().some((one) => one instanceof Element && one.matches(ABOVE));
  return came || [...document.querySelectorAll(ABOVE)].some((one) => one.checkVisibility());
}
