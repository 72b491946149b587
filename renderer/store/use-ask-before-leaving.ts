import { useEffect } from 'react';
import { useEngine } from './page';

/** A browser asks before it leaves with changes that are not saved. A desktop window only hides, and must be able to quit. */
export function useAskBeforeLeaving(hasChanges: boolean): void {
  const served = useEngine()?.host === 'headless';
  useEffect(() => {
    if (!served || !hasChanges) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [served, hasChanges]);
}
