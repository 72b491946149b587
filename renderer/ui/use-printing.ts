import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being put on paper: what is drawn only while it is in sight has to be drawn whole. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia('print').matches);
}

/** The print is taken right after this, so that what changes has to be drawn before it returns. */
function subscribe(changed: () => void): () => void {
  const paper = window.matchMedia('print');
  const now = (): void => flushSync(changed);
  paper.addEventListener('change', now);
  return () => paper.removeEventListener('change', now);
}
