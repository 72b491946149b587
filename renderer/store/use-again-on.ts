import { useEffect, useRef } from 'react';
import { usePage } from './page';

/** So that a burst of changes is one question. */
const SETTLE_MS = 400;

/** Asks again soon after `pulse` changed. A pulse that never rests cannot keep it waiting: the first one sets the time. */
export function useAgainOn(pulse: unknown, again: () => void): void {
  const { wall } = usePage();
  const newest = useRef(again);
  newest.current = again;
  const first = useRef(true);
  const cancel = useRef<(() => void) | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `pulse` is what asks for another reading
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    cancel.current ??= wall.after(SETTLE_MS, () => {
      cancel.current = null;
      newest.current();
    });
  }, [pulse, wall]);
  useEffect(
    () => () => {
      cancel.current?.();
      cancel.current = null;
    },
    [],
  );
}
