import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useConsole, usePage } from '../../store/page';

const SCHEME = 'data-mantine-color-scheme';
const STILL_AFTER_MS = 3_000;

/** A wall is dark and of its own colours, whatever this page's theme is; the theme comes back when it is left. */
export function useDarkWall(): void {
  const theme = useConsole((data) => data.settings?.theme ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the settings may arrive later, and put their own theme in place
  useLayoutEffect(() => {
    const root = document.documentElement;
    const before = root.getAttribute(SCHEME);
    const darken = (): void => {
      if (root.getAttribute(SCHEME) !== 'dark') root.setAttribute(SCHEME, 'dark');
    };
    root.setAttribute('data-wall', '');
    darken();
    const watch = new MutationObserver(darken);
    watch.observe(root, { attributeFilter: [SCHEME] });
    return () => {
      watch.disconnect();
      root.removeAttribute('data-wall');
      if (before !== null) root.setAttribute(SCHEME, before);
    };
  }, [theme]);
}

/** True after the pointer has not moved for a while: it is hidden then. */
export function useStillPointer(): boolean {
  const { wall } = usePage();
  const [still, setStill] = useState(false);
  useEffect(() => {
    let cancel = wall.after(STILL_AFTER_MS, () => setStill(true));
    const moved = (): void => {
      cancel();
      setStill(false);
      cancel = wall.after(STILL_AFTER_MS, () => setStill(true));
    };
    window.addEventListener('pointermove', moved);
    return () => {
      cancel();
      window.removeEventListener('pointermove', moved);
    };
  }, [wall]);
  return still;
}

/** Keeps the screen from going dark. False where the browser does not allow it; the lock is taken again when the page is seen again. */
export function useAwake(): boolean {
  const [awake, setAwake] = useState(true);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const take = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (isOver) return void taken.release();
        lock = taken;
        setAwake(true);
      } catch {
        // Not allowed here, or not over plain HTTP from another computer: the status line says so.
        if (!isOver) setAwake(false);
      }
    };
    const again = (): void => void take();
    void take();
    document.addEventListener('visibilitychange', again);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
  return awake;
}

interface Keys {
  readonly leave: () => void;
  readonly turn: (by: 1 | -1) => void;
}

/** Escape leaves, arrows turn pages. In full screen the browser keeps Escape to itself: leaving that leaves the wall too. */
export function useLeaving(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    let wasFull = document.fullscreenElement !== null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') newest.current.leave();
      if (event.key === 'ArrowRight') newest.current.turn(1);
      if (event.key === 'ArrowLeft') newest.current.turn(-1);
    };
    const onFull = (): void => {
      const isFull = document.fullscreenElement !== null;
      if (wasFull && !isFull) newest.current.leave();
      wasFull = isFull;
    };
    window.addEventListener('keydown', onKey);
    document.addEventListener('fullscreenchange', onFull);
    return () => {
      window.removeEventListener('keydown', onKey);
      document.removeEventListener('fullscreenchange', onFull);
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
    };
  }, []);
}
